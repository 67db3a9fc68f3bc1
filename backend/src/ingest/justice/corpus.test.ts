import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CORPUS_DIR, hasCorpus } from '../../../../test/system/corpus.ts';
import type { LawDocument } from '../../domain/law.ts';
import { parseLaw } from './parse-law.ts';

interface IndexEntry {
  readonly id: string;
  readonly title: { en: string; fr: string };
  readonly url: { en: string; fr: string };
  readonly files: { en: string; fr: string };
  readonly sections: { en: number; fr: number };
}

const LEVELS = ['Section', 'Subsection', 'Paragraph', 'Subparagraph', 'Clause', 'Subclause'];
const OTHER_TEXT = [
  'AmendedText',
  'ReadAsText',
  'QuotedText',
  'RelatedOrNotInForce',
  'Definition',
  'FormulaGroup',
];

/**
 * Counts the numbered provisions of the body by scanning tags, without a tree: written apart from the
 * parser on purpose. A range label counts for each of its members.
 */
function countByTags(xml: string): Record<string, number> {
  const body = xml.slice(xml.indexOf('<Body'), xml.indexOf('</Body>'));
  const counts: Record<string, number> = Object.fromEntries(LEVELS.map((level) => [level, 0]));
  let outside = 0;
  const open: string[] = [];
  let awaiting: string | undefined;
  const tag = /<(\/?)([A-Za-z]+)\b[^>]*?(\/?)>/gu;
  for (let match = tag.exec(body); match !== null; match = tag.exec(body)) {
    const [, closing, name = '', empty] = match;
    if (empty === '/') continue;
    if (OTHER_TEXT.includes(name)) outside += closing === '/' ? -1 : 1;
    if (outside > 0) continue;
    if (LEVELS.includes(name)) {
      if (closing === '/') open.pop();
      else {
        open.push(name);
        awaiting = name;
      }
    }
    if (name === 'Label' && closing === '' && awaiting !== undefined) {
      const label = body
        .slice(tag.lastIndex, body.indexOf('</Label>', tag.lastIndex))
        .replace(/<FootnoteRef[^>]*>[^<]*<\/FootnoteRef>/u, '');
      counts[awaiting] = (counts[awaiting] ?? 0) + members(label);
      awaiting = undefined;
    }
    if (name === 'Heading') awaiting = closing === '/' ? awaiting : undefined;
  }
  return counts;
}

function members(label: string): number {
  const words = label.replace(/[\u00a0\s]+/gu, ' ').trim();
  const ends = words.split(/ (?:to|à) /u).map((end) => end.replace(/[()]/gu, ''));
  const [from = '', to] = ends;
  if (to === undefined) return words.split(/ (?:and|et) /u).length;
  if (/^[a-z]$/u.test(from)) return to.charCodeAt(0) - from.charCodeAt(0) + 1;
  return Math.floor(Number(to)) - Math.floor(Number(from)) + (from.includes('.') ? 1 : 1);
}

const KIND_OF: Readonly<Record<string, string>> = Object.fromEntries(
  LEVELS.map((level) => [level, level.toLowerCase()]),
);

function countParsed(law: LawDocument): Record<string, number> {
  const inBody = law.provisions.filter(({ label }) => /^\d/u.test(label) && !label.includes('"'));
  return Object.fromEntries(
    LEVELS.map((level) => [level, inBody.filter(({ kind }) => kind === KIND_OF[level]).length]),
  );
}

describe.skipIf(!hasCorpus)('every document of the shared corpus', () => {
  const entries = hasCorpus
    ? (JSON.parse(readFileSync(`${CORPUS_DIR}/index.json`, 'utf8')) as { documents: IndexEntry[] })
        .documents
    : [];
  const read = (entry: IndexEntry, lang: 'en' | 'fr') => {
    const bytes = readFileSync(`${CORPUS_DIR}/${entry.files[lang]}`);
    return { bytes, law: parseLaw(bytes, { document: entry.id, lang, aliases: [] }) };
  };

  it.each(
    entries.flatMap((entry) =>
      (['en', 'fr'] as const).map((lang) => [entry.id, lang, entry] as const),
    ),
  )('%s in %s has the provisions that an independent count finds', (_id, lang, entry) => {
    const { bytes, law } = read(entry, lang);
    const counted = countByTags(bytes.toString('utf8'));
    expect(countParsed(law)).toEqual(counted);
    expect(law.title).toBe(entry.title[lang]);
    expect(law.url).toBe(entry.url[lang]);
    expect(new Set(law.provisions.map(({ label }) => label)).size).toBe(law.provisions.length);
    for (const provision of law.provisions)
      expect(provision.text, provision.label).not.toMatch(/[⟦⟧]/u);
  });

  it('has the same section labels in both languages', () => {
    for (const entry of entries) {
      const [english, french] = (['en', 'fr'] as const).map((lang) =>
        read(entry, lang)
          .law.provisions.filter(({ kind, label }) => kind === 'section' && /^\d/u.test(label))
          .map(({ label }) => label),
      );
      expect(french, entry.id).toEqual(english);
    }
  });

  it('knows what is repealed and what is not in force', () => {
    const status = (id: string): string | undefined => {
      const entry = entries.find((each) => each.id === id);
      return entry === undefined ? undefined : read(entry, 'en').law.status;
    };
    expect(status('SOR-2002-228')).toBe('repealed');
    expect(status('SOR-2012-256')).toBe('in_force');
    expect(status('SOR-2026-68')).toBe('not_in_force');
    expect(status('I-2.5')).toBe('in_force');
  });

  it('does not take future amendments for law', () => {
    const entry = entries.find((each) => each.id === 'C-29');
    const law = entry === undefined ? undefined : read(entry, 'en').law;
    // Section 2.1 stands only among the amendments not in force.
    expect(law?.provisions.some(({ label }) => label === '2.1')).toBe(false);
  });
});
