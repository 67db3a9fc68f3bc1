import type { Language } from '@pincite/contract';
import type { Passage } from '../domain/law.ts';
import type { LexicalIndex, ScoredPassage } from '../domain/ports.ts';
import { analyse } from './analyse.ts';

/** How much a word counts by where it stands. */
export type FieldWeights = Readonly<
  Record<'note' | 'headings' | 'term' | 'title' | 'body', number>
>;
/** Marginal notes count three times, and nothing but them and the text counts. */
const PLAIN: FieldWeights = { note: 3, headings: 0, term: 0, title: 0, body: 1 };
const K1 = 1.2;
const B = 0.75;

interface Posting {
  readonly entry: number;
  readonly frequency: number;
}

/**
 * A plain bm25 index in memory (Robertson and Zaragoza 2009, k1 = 1.2, b = 0.75; a field's weight
 * multiplies its word counts). What better search is measured against, and a stand-in for tests.
 */
export function createPlainBm25(
  passages: readonly Passage[],
  weights: FieldWeights = PLAIN,
): LexicalIndex {
  const indexes = { en: build('en'), fr: build('fr') };

  function build(lang: Language) {
    const held = passages.filter((passage) => passage.lang === lang);
    const postings = new Map<string, Posting[]>();
    const lengths: number[] = [];
    for (const [entry, passage] of held.entries()) {
      const term = /"(.+)"/.exec(passage.provision)?.[1] ?? '';
      const fields: [string, number][] = [
        [passage.marginalNote ?? '', weights.note],
        [passage.headings.join(' '), weights.headings],
        [term, weights.term],
        [passage.title, weights.title],
        [passage.text, weights.body],
      ];
      const frequencies = new Map<string, number>();
      let length = 0;
      for (const [text, weight] of fields) {
        if (weight === 0) continue;
        for (const token of analyse(text, lang)) {
          frequencies.set(token, (frequencies.get(token) ?? 0) + weight);
          length += 1;
        }
      }
      lengths.push(length);
      for (const [token, frequency] of frequencies) {
        const list = postings.get(token);
        if (list === undefined) postings.set(token, [{ entry, frequency }]);
        else list.push({ entry, frequency });
      }
    }
    const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(lengths.length, 1);
    return { held, postings, lengths, average };
  }

  return {
    search: ({ terms, lang, document, limit }) => {
      const { held, postings, lengths, average } = indexes[lang];
      const scores = new Map<number, number>();
      for (const { token, weight } of terms) {
        const list = postings.get(token) ?? [];
        const idf = Math.max(
          Math.log((held.length - list.length + 0.5) / (list.length + 0.5)),
          1e-6,
        );
        for (const { entry, frequency } of list) {
          const norm = K1 * (1 - B + (B * (lengths[entry] ?? 0)) / average);
          const score = (weight * idf * frequency * (K1 + 1)) / (frequency + norm);
          scores.set(entry, (scores.get(entry) ?? 0) + score);
        }
      }
      const ranked: ScoredPassage[] = [];
      for (const [entry, score] of [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0])) {
        const passage = held[entry];
        if (passage === undefined) continue;
        if (document !== undefined && passage.document !== document) continue;
        ranked.push({ passage, score });
        if (ranked.length === limit) break;
      }
      return ranked;
    },
  };
}
