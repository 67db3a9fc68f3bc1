import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createPrimer } from '../src/adapters/primer.ts';
import { sentencesOf } from '../src/domain/sentences.ts';
import { parseNote } from '../src/ingest/primer/parse-note.ts';

interface Note {
  readonly id: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly explains: readonly { readonly document: string; readonly provision: string }[];
  readonly keywords: readonly string[];
}
type Lang = 'en' | 'fr';

const CORPUS =
  process.env.PINCITE_CORPUS_DIR ?? resolve(import.meta.dirname, '../../../shared/corpus');
const LANGS = ['en', 'fr'] as const;
const notes: Record<Lang, readonly Note[]> = {
  en: JSON.parse(readFileSync(join(import.meta.dirname, 'notes.en.json'), 'utf8')),
  fr: JSON.parse(readFileSync(join(import.meta.dirname, 'notes.fr.json'), 'utf8')),
};

/** The short names that the notes use, and the file in which each instrument stands. */
const NAMES: Record<Lang, Record<string, string>> = {
  en: {
    IRPA: 'I-2.5',
    IRPR: 'SOR-2002-227',
    'Citizenship Act': 'C-29',
    'Citizenship Regulations, No. 2': 'SOR-2015-124',
    'Citizenship Regulations': 'SOR-93-246',
    'RPD Rules': 'SOR-2012-256',
    'ID Rules': 'SOR-2002-229',
    'IAD Rules': 'SOR-2022-277',
    FCCIRPR: 'SOR-93-22',
    'Privacy Act': 'P-21',
    'Access to Information Act': 'A-1',
    'Canadian Passport Order': 'SI-81-86',
    'CICC Act': 'C-33.6',
    'Strengthening Canada’s Immigration System and Borders Act': 'S-22.5',
  },
  fr: {
    LIPR: 'I-2.5',
    RIPR: 'SOR-2002-227',
    'Loi sur la citoyenneté': 'C-29',
    'Règlement no 2 sur la citoyenneté': 'SOR-2015-124',
    'Règlement sur la citoyenneté': 'SOR-93-246',
    'Règles de la SPR': 'SOR-2012-256',
    'Règles de la SI': 'SOR-2002-229',
    'Règles de la SAI': 'SOR-2022-277',
    RCFCIPR: 'SOR-93-22',
    'Loi sur la protection des renseignements personnels': 'P-21',
    'Loi sur l’accès à l’information': 'A-1',
    'Décret sur les passeports canadiens': 'SI-81-86',
    'Loi sur le Collège': 'C-33.6',
    'Loi visant à renforcer le système d’immigration et la frontière du Canada': 'S-22.5',
  },
};

/** `I-2.5 36(1)(a)` for each provision that a text names in words. */
function namedIn(text: string, lang: Lang): string[] {
  const names = Object.keys(NAMES[lang]).join('|');
  const word = lang === 'en' ? '(?:s|r)' : '(?:art|r)';
  const pattern = new RegExp(
    `(?<name>${names}), ${word} (?<label>\\d[\\d.]*(?:\\([^)\\s]+\\)|[a-z][a-z.\\d]*\\))*)`,
    'gu',
  );
  return [...text.matchAll(pattern)].map((match) => {
    const label = (match.groups?.label ?? '').replace(
      /^([\d.]+(?:\([\d.]+\))*)([a-z][a-z.\d]*)\)/u,
      '$1($2)',
    );
    return `${NAMES[lang][match.groups?.name ?? '']} ${label}`;
  });
}

const NODES = new Set(['Section', 'Subsection', 'Paragraph', 'Subparagraph', 'Clause']);
const NOT_LAW = new Set([
  'AmendedText',
  'ReadAsText',
  'QuotedText',
  'RelatedOrNotInForce',
  'Definition',
  'Footnote',
  'FootnoteRef',
]);

/**
 * The labels of a law's Body that are in force. A collector of its own, so that the notes are not checked
 * by the parser that reads them. A range such as `(3) to (5)` only ever stands for repealed text.
 */
function labelsInForce(xml: string): Set<string> {
  const body = /<Body[\s>][\s\S]*<\/Body>/u.exec(xml)?.[0] ?? '';
  const open: { tag: string; label: string; dead: boolean }[] = [];
  const live = new Set<string>();
  let text = '';
  for (const [, before = '', closing, tag = '', attributes = '', empty] of body.matchAll(
    /([^<]*)<(\/?)([\w:-]+)([^>]*?)(\/?)>/gu,
  )) {
    text += before;
    if (empty) continue;
    if (!closing) {
      if (tag === 'Label') text = '';
      if (tag === 'Repealed' && open.at(-1)?.tag === 'Text') {
        const parent = open.at(-2);
        if (parent) parent.dead = true;
      }
      open.push({ tag, label: '', dead: /in-force="no"/u.test(attributes) });
      continue;
    }
    const closed = open.pop();
    const parent = open.at(-1);
    if (tag === 'Label' && parent && NODES.has(parent.tag)) {
      const label = text.replace(/[*\s()]/gu, (mark) => (/\s/u.test(mark) ? ' ' : '')).trim();
      parent.label = parent.tag === 'Section' ? label : `(${label})`;
    }
    if (closed?.label && NODES.has(tag)) {
      const path = [...open, closed];
      const stands = path.every((node) => !node.dead && !NOT_LAW.has(node.tag));
      if (stands) live.add(path.map((node) => node.label).join(''));
    }
  }
  return live;
}

describe('the shape of the notes', () => {
  test('there are at least 60 topics, the same in both languages, none twice', () => {
    const ids = notes.en.map((note) => note.id);
    expect(ids.length).toBeGreaterThanOrEqual(60);
    expect(new Set(ids).size).toBe(ids.length);
    expect(notes.fr.map((note) => note.id)).toEqual(ids);
    expect(notes.fr.map((note) => note.explains)).toEqual(notes.en.map((note) => note.explains));
  });

  test.each(LANGS)('the product reads every note: %s', async (lang) => {
    const source = createPrimer(import.meta.dirname);
    const files = (await source.list()).filter((file) => file.lang === lang);
    expect(files).toHaveLength(notes[lang].length);
    for (const file of files) {
      const document = parseNote(await source.read(file), file);
      expect(document.provisions.length, file.name).toBeGreaterThanOrEqual(2);
    }
  });

  test.each(LANGS)('two to four short paragraphs and three to eight keywords: %s', (lang) => {
    for (const note of notes[lang]) {
      expect(note.id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u);
      expect(note.title.length, note.id).toBeLessThanOrEqual(90);
      expect(note.paragraphs.length, note.id).toBeGreaterThanOrEqual(2);
      expect(note.paragraphs.length, note.id).toBeLessThanOrEqual(4);
      expect(note.keywords.length, note.id).toBeGreaterThanOrEqual(3);
      expect(note.keywords.length, note.id).toBeLessThanOrEqual(8);
      for (const paragraph of note.paragraphs) {
        expect(paragraph.length, paragraph).toBeLessThanOrEqual(620);
        expect(sentencesOf(paragraph, lang).length, paragraph).toBeLessThanOrEqual(3);
      }
    }
  });

  test.each(LANGS)(
    'typographic apostrophes and, in French, spaces that do not break: %s',
    (lang) => {
      for (const note of notes[lang]) {
        for (const text of [note.title, ...note.paragraphs, ...note.keywords]) {
          expect(text).not.toMatch(/'|\s{2}|[{}]/u);
          if (lang === 'fr') expect(text).not.toMatch(/ [:%$»]|« |\d \d{3}(?!\d)/u);
        }
      }
    },
  );

  test.each(LANGS)(
    'every paragraph names provisions, and `explains` lists just these: %s',
    (lang) => {
      for (const note of notes[lang]) {
        const named = note.paragraphs.map((paragraph) => namedIn(paragraph, lang));
        for (const found of named) expect(found.length, note.id).toBeGreaterThan(0);
        const listed = note.explains.map((each) => `${each.document} ${each.provision}`);
        expect(new Set(named.flat()), note.id).toEqual(new Set(listed));
        expect(new Set(listed).size, note.id).toBe(listed.length);
      }
    },
  );
});

test('the label collector leaves out what is repealed, not in force or of another law', () => {
  const labels = labelsInForce(
    `<Statute><Body><Section><Label>1</Label><Subsection><Label>(1)</Label><Text>a</Text>
    <Paragraph><Label>a)</Label><Text>b</Text></Paragraph></Subsection>
    <Subsection><Label>(2) to (4)</Label><Text><Repealed>[Repealed]</Repealed></Text></Subsection>
    <Subsection><Label>(5)</Label><Text><Repealed>[Repealed]</Repealed></Text></Subsection></Section>
    <Section in-force="no"><Label>2</Label><Text>c</Text></Section>
    <Section><Label><FootnoteRef>*</FootnoteRef>3</Label><Text>d</Text><AmendedText><Section>
    <Label>9</Label></Section></AmendedText></Section></Body>
    <Schedule><RelatedOrNotInForce><Section><Label>4</Label></Section></RelatedOrNotInForce></Schedule>
    </Statute>`,
  );
  expect([...labels].sort()).toEqual(['1', '1(1)', '1(1)(a)', '3']);
});

describe('the notes against the law itself', () => {
  const present = existsSync(CORPUS);
  if (!present) console.log(`Notes are not checked against the law: there is no folder ${CORPUS}.`);

  test.skipIf(!present).each(LANGS)('every provision exists and is in force: %s', (lang) => {
    const laws = new Map<string, Set<string>>();
    const missing: string[] = [];
    for (const note of notes[lang]) {
      const named = note.paragraphs.flatMap((paragraph) => namedIn(paragraph, lang));
      const listed = note.explains.map((each) => `${each.document} ${each.provision}`);
      for (const address of new Set([...named, ...listed])) {
        const [document = '', label = ''] = address.split(' ');
        let labels = laws.get(document);
        if (labels === undefined) {
          const file =
            lang === 'en'
              ? `eng/${document}.xml`
              : `fra/${document.replace(/^SOR-/u, 'DORS-').replace(/^SI-/u, 'TR-')}.xml`;
          labels = labelsInForce(readFileSync(join(CORPUS, file), 'utf8'));
          laws.set(document, labels);
        }
        if (!labels.has(label)) missing.push(`${note.id}: ${address}`);
      }
    }
    expect(missing).toEqual([]);
    expect(laws.get('I-2.5')?.size).toBeGreaterThan(1_000);
    // What is repealed in both languages, and what has a label in English only, must not pass.
    expect(laws.get('I-2.5')?.has('13(2)')).toBe(false);
    expect(laws.get('I-2.5')?.has('38(1)(c)')).toBe(lang === 'en');
  });
});
