import type { Language } from '@pincite/contract';
import { type LexiconHit, lookUp } from './lexicon.ts';
import { type SpokenText, spoken } from './phrases.ts';

/** Weight of the law's words for an everyday phrase, beside 1 for a word of the query itself. */
const LAW_WEIGHT = 0.6;
/** Weight of two of those words side by side; the index takes tokens joined by a space as a phrase. */
const LAW_PHRASE_WEIGHT = 0.4;
/** Longest query that is analysed, in UTF-16 units; what follows says nothing new. */
const QUERY_MAX_LENGTH = 2000;

/** A query as the two indexes see it. */
export interface AnalysedQuery {
  readonly said: SpokenText;
  /** Its own tokens, each once, in order. */
  readonly tokens: readonly string[];
  readonly hits: readonly LexiconHit[];
  /** Its tokens and those of the law's words for what it says, weighted. */
  readonly terms: readonly { token: string; weight: number }[];
  /** Its text followed by the law's words, for the embedder. */
  readonly meaning: string;
}

/** Analyses a query and adds the law's words for its everyday phrases. */
export function analyseQuery(query: string, lang: Language): AnalysedQuery {
  const text = query.slice(0, QUERY_MAX_LENGTH);
  const said = spoken(text, lang);
  const hits = lookUp(said, lang);
  const weights = new Map<string, number>();
  for (const { law } of hits) {
    for (const [index, token] of law.entries()) {
      weights.set(token, LAW_WEIGHT);
      const before = law[index - 1];
      if (before !== undefined) weights.set(`${before} ${token}`, LAW_PHRASE_WEIGHT);
    }
  }
  for (const token of said.tokens) weights.set(token, 1);
  const law = hits.map(({ entry }) => (lang === 'en' ? entry.lawEn : entry.lawFr));
  return {
    said,
    tokens: [...new Set(said.tokens)],
    hits,
    terms: [...weights].map(([token, weight]) => ({ token, weight })),
    meaning: [text, ...law].join(' '),
  };
}
