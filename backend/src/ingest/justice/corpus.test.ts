import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CORPUS_DIR, hasCorpus } from '../../../../test/system/corpus.ts';
import type { LawDocument, Provision } from '../../domain/law.ts';
import { parseLaw } from './parse-law.ts';
import { bodyAddresses, countDefinitions, wordsOutsideTags } from './tag-scan.ts';

type Both<T> = { readonly en: T; readonly fr: T };
interface IndexEntry {
  readonly id: string;
  readonly title: Both<string>;
  readonly url: Both<string>;
  readonly files: Both<string>;
  readonly citation: Both<readonly string[]>;
  readonly pit_date: Both<string>;
  readonly current_date: Both<string>;
  readonly status: string;
  readonly sections: Both<number>;
  readonly citable_nodes: Both<number>;
}
const LANGUAGES = ['en', 'fr'] as const;
const UNITS: ReadonlySet<string> = new Set([
  'section',
  'subsection',
  'paragraph',
  'subparagraph',
  'clause',
  'subclause',
]);
/** The index takes the range 227.1 to 232 for its two ends; sections 228 to 231 stand between them. */
const NOT_IN_INDEX: Readonly<Record<string, number>> = { 'I-2.5': 4 };

const entries = hasCorpus
  ? (JSON.parse(readFileSync(`${CORPUS_DIR}/index.json`, 'utf8')) as { documents: IndexEntry[] })
      .documents
  : [];
const texts = new Map<string, { xml: string; law: LawDocument }>();
const started = performance.now();
for (const entry of entries)
  for (const lang of LANGUAGES) {
    const bytes = readFileSync(`${CORPUS_DIR}/${entry.files[lang]}`);
    const law = parseLaw(bytes, { document: entry.id, lang, aliases: [] });
    texts.set(`${entry.id}/${lang}`, { xml: bytes.toString('utf8'), law });
  }
const seconds = (performance.now() - started) / 1000;

function held(id: string, lang: 'en' | 'fr'): { xml: string; law: LawDocument } {
  const found = texts.get(`${id}/${lang}`);
  if (found === undefined) throw new Error(`${id} is not in the corpus`);
  return found;
}
const provision = (id: string, lang: 'en' | 'fr', label: string): Provision | undefined =>
  held(id, lang).law.provisions.find((each) => each.label === label);
/** Numbered provisions of the body, outside definitions. */
const numbered = (law: LawDocument): readonly Provision[] =>
  law.provisions.filter(({ kind, label }) => UNITS.has(kind) && /^\d[^", ]*$/u.test(label));

describe.skipIf(!hasCorpus)('every document of the shared corpus', () => {
  const cases = entries.flatMap((entry) =>
    LANGUAGES.map((lang) => [entry.id, lang, entry] as const),
  );

  it('is read in under 20 seconds', () => {
    console.log(`${texts.size} files parsed in ${seconds.toFixed(2)} s`);
    expect(texts.size).toBe(2 * entries.length);
    expect(seconds).toBeLessThan(20);
  });

  it.each(cases)('%s in %s has the addresses that a scan of its tags finds', (id, lang, entry) => {
    const { xml, law } = held(id, lang);
    const found = numbered(law).map(({ kind, label }) => `${kind} ${label}`);
    expect(found.toSorted()).toEqual(bodyAddresses(xml).toSorted());
    const sections = numbered(law).filter(({ kind }) => kind === 'section').length;
    const more = NOT_IN_INDEX[id] ?? 0;
    expect(sections).toBe(entry.sections[lang] + more);
    expect(found.length).toBe(entry.citable_nodes[lang] + more);
    expect(law.provisions.filter(({ kind }) => kind === 'definition').length).toBe(
      countDefinitions(xml),
    );
  });

  it.each(cases)('%s in %s is what the index says it is', (id, lang, entry) => {
    const { law } = held(id, lang);
    expect(law.title).toBe(entry.title[lang]);
    expect(law.url).toBe(entry.url[lang]);
    expect(entry.citation[lang]).toContain(law.citation);
    expect([law.pitDate, law.currentDate]).toEqual([
      entry.pit_date[lang],
      entry.current_date[lang],
    ]);
    // The index knows a fourth status, of an Act that is in force in part.
    expect(law.status).toBe(entry.status.replace('partly_not_in_force', 'in_force'));
  });

  it.each(cases)('%s in %s is an outline without a break', (id, lang) => {
    const { law } = held(id, lang);
    const seen = new Map<string, Provision>();
    for (const [order, each] of law.provisions.entries()) {
      expect(each.order).toBe(order);
      expect(seen.has(each.label), each.label).toBe(false);
      const parent = each.parent === undefined ? undefined : seen.get(each.parent);
      if (each.parent !== undefined) expect(parent?.text, each.label).toContain(each.text);
      seen.set(each.label, each);
    }
    for (const line of law.lines)
      if (line.provision !== undefined) expect(seen.has(line.provision)).toBe(true);
  });

  it('loses no words of the law', () => {
    let all = 0;
    const lost: string[] = [];
    for (const [id, lang] of cases) {
      const { xml, law } = held(id, lang);
      const left = new Map<string, number>();
      for (const { label, marginalNote, runs, rows } of law.lines) {
        const words = [
          label,
          marginalNote,
          runs.map(({ text }) => text).join(''),
          ...(rows ?? []).flat(),
        ];
        for (const word of wordsIn(words.join(' '))) left.set(word, (left.get(word) ?? 0) + 1);
      }
      for (const word of wordsIn(wordsOutsideTags(xml, lang))) {
        all += 1;
        const count = left.get(word) ?? 0;
        if (count === 0) lost.push(`${id}/${lang} ${word}`);
        else left.set(word, count - 1);
      }
      expect(
        [...left].filter(([, count]) => count > 0),
        `${id}/${lang} says more`,
      ).toEqual([]);
    }
    console.log(`${all} words, ${lost.length} of them not in the reader's lines`);
    expect(all).toBeGreaterThan(900_000);
    expect(lost).toEqual([]);
  });

  it('gives provisions the same address and status in both languages', () => {
    let [same, all, sections] = [0, 0, 0];
    for (const { id } of entries) {
      const [english, french] = LANGUAGES.map(
        (lang) => new Map(held(id, lang).law.provisions.map((each) => [each.label, each])),
      );
      const numbers = LANGUAGES.map((lang) =>
        numbered(held(id, lang).law)
          .filter(({ kind }) => kind === 'section')
          .map(({ label }) => label),
      );
      expect(numbers[1], id).toEqual(numbers[0]);
      sections += numbers[0]?.length ?? 0;
      for (const [label, each] of english ?? []) {
        all += 1;
        const counterpart = french?.get(label);
        if (counterpart === undefined) continue;
        same += 1;
        expect(counterpart.status, `${id} ${label}`).toBe(each.status);
      }
    }
    console.log(
      `${sections} sections agree; ${same} of ${all} English provisions are in the French text`,
    );
    expect(same / all).toBeGreaterThan(0.97);
  });
});

describe.skipIf(!hasCorpus)('what is known of the law', () => {
  it('holds the provisions that people ask about', () => {
    expect(provision('I-2.5', 'en', '25(1)')?.marginalNote).toMatch(
      /^Humanitarian and compassionate/,
    );
    expect(provision('I-2.5', 'fr', '25(1)')?.marginalNote).toMatch(/ordre humanitaire/);
    expect(provision('I-2.5', 'en', '36(1)(a)')?.text).toMatch(/more than six months/);
    expect(provision('I-2.5', 'fr', '36(1)(a)')?.text).toMatch(/plus de six mois/);
    expect(provision('I-2.5', 'en', '36(1)')?.headings[1]).toBe('DIVISION 4 — Inadmissibility');
    expect(provision('I-2.5', 'en', '64(1)')?.text).toMatch(/Immigration Appeal Division/);
    expect(provision('I-2.5', 'en', '64(2)')?.text).toMatch(/six months/);
    expect(provision('I-2.5', 'en', '96(a)')?.parent).toBe('96');
    expect(provision('I-2.5', 'en', '96')?.history).toBeUndefined();
    expect(provision('I-2.5', 'en', '25')?.history).toMatch(/^2001, c\. 27, s\. 25; 2008/);
  });

  it('names definitions by the English term in both languages', () => {
    expect(provision('I-2.5', 'en', '2(1) "foreign national"')?.termOtherLanguage).toBe('étranger');
    expect(provision('I-2.5', 'fr', '2(1) "foreign national"')?.term).toBe('étranger');
    // The counterpart stands at the end of the last subparagraph.
    expect(provision('SOR-2002-227', 'fr', '2 "dependent child"')?.term).toBe('enfant à charge');
    expect(provision('SOR-2002-227', 'fr', '2 "dependent child"(b)(ii)')).toBeDefined();
    // Two definitions of one term: the repealed one gives way.
    expect(provision('I-21', 'en', '35(1) "legislative assembly"')?.status).toBe('in_force');
    expect(provision('I-21', 'en', '35(1) "legislative assembly" #2')?.status).toBe('repealed');
  });

  it('reads the schedule of IRPA', () => {
    for (const lang of LANGUAGES) {
      expect(provision('I-2.5', lang, 'Schedule')?.kind).toBe('schedule');
      expect(provision('I-2.5', lang, 'Schedule, E')?.kind).toBe('schedule-item');
      expect(provision('I-2.5', lang, 'Schedule, F(a)')?.parent).toBe('Schedule, F');
    }
    expect(provision('SOR-2012-253', 'en', 'Schedule')?.text).toMatch(
      /Item: 1; Service: \(i\) for a passport with a validity period of 10 years; Fee \(\$\): \d+/,
    );
  });

  it('tells what is repealed, not in force, or only proposed', () => {
    expect(held('SOR-2002-228', 'en').law.status).toBe('repealed');
    expect(held('SOR-2012-256', 'en').law.status).toBe('in_force');
    expect(held('SOR-2026-68', 'fr').law.status).toBe('not_in_force');
    expect(provision('I-2.5', 'fr', '245')?.status).toBe('repealed');
    expect(provision('SOR-2002-227', 'en', 'Schedule 1')?.status).toBe('repealed');
    // What French marks as repealed only because its amendments are spent.
    expect(provision('C-29.4', 'fr', '12')?.status).toBe('in_force');
    // Section 2.1 stands only among the amendments not in force.
    expect(provision('C-29', 'en', '2.1')).toBeUndefined();
    expect(provision('I-2.5', 'en', '306')).toBeUndefined();
  });
});

function wordsIn(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}
