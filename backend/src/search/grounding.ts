import type { Confidence, Language } from '@pincite/contract';
import type { Passage } from '../domain/law.ts';
import { analyse } from './analyse.ts';
import { ANCHORS } from './lexicon/anchors.ts';
import { createPhraseIndex, type SpokenText } from './phrases.ts';
import type { AnalysedQuery } from './query.ts';

/** What tells whether the sources speak of a query at all; each in 0..1 but `outside`, a count. */
export interface GroundingFeatures {
  /** Share of the query's words, weighted by how much each tells, that the best passage covers. */
  readonly coverage: number;
  /** Share of the query's words that the sources have no form of, lexicon phrases aside. */
  readonly unknown: number;
  /** Share of the query's weight that the everyday-word lexicon knows. */
  readonly everyday: number;
  /** How many of the field's own terms the query uses: 0 none, 0.5 one, 1 more. */
  readonly anchors: number;
  /** Subjects outside the sources that the query speaks of. */
  readonly outside: number;
}

/** First passages that are looked at. */
const PASSAGES_READ = 5;
/** A lexicon phrase is covered by a passage that holds this share of the law's words for it. */
const LAW_SHARE = 0.5;

/** Measures a query against what was found. `salience` is how much a token tells; 0 when unknown. */
export function groundingFeatures(
  query: AnalysedQuery,
  lang: Language,
  found: readonly Passage[],
  salience: (token: string) => { readonly weight: number; readonly known: boolean },
  outside: number,
): GroundingFeatures {
  const inPhrase = new Set<string>();
  for (const { phrase } of query.hits) for (const token of phrase) inPhrase.add(token);
  const weights = query.tokens.map((token) => ({ token, ...salience(token) }));
  const total = weights.reduce((sum, { weight }) => sum + weight, 0) || 1;
  let coverage = 0;
  for (const passage of found.slice(0, PASSAGES_READ)) {
    const held = new Set(
      analyse(
        `${passage.marginalNote ?? ''} ${passage.headings.join(' ')} ${passage.title} ${passage.text}`,
        lang,
      ),
    );
    const here = new Set(query.tokens.filter((token) => held.has(token)));
    for (const { phrase, law } of query.hits) {
      const share = law.filter((token) => held.has(token)).length / Math.max(law.length, 1);
      if (share >= LAW_SHARE) for (const token of phrase) here.add(token);
    }
    const sum = weights.reduce((all, { token, weight }) => all + (here.has(token) ? weight : 0), 0);
    coverage = Math.max(coverage, sum / total);
  }
  const share = (holds: (token: string, known: boolean) => boolean): number =>
    weights.reduce((all, { token, weight, known }) => all + (holds(token, known) ? weight : 0), 0) /
    total;
  return {
    coverage,
    unknown: share((token, known) => !known && !inPhrase.has(token)),
    everyday: share((token) => inPhrase.has(token)),
    anchors: Math.min(anchorsIn(query.said, lang), 2) / 2,
    outside: Math.min(outside, 2),
  };
}

const anchorIndexes: Partial<Record<Language, (text: SpokenText) => readonly unknown[]>> = {};

function anchorsIn(text: SpokenText, lang: Language): number {
  anchorIndexes[lang] ??= createPhraseIndex(
    ANCHORS[lang].split('|').map((phrase): [string, string] => [phrase, phrase]),
    lang,
  );
  return anchorIndexes[lang](text).length;
}

/** Logistic regression; where the numbers come from is told in docs/evaluation.md. */
const WEIGHTS: GroundingFeatures & { readonly bias: number } = {
  bias: -0.02,
  coverage: 0.66,
  unknown: -2.31,
  everyday: 0.87,
  anchors: 3.03,
  outside: -4.29,
};

/** The probability, in 0..1, that the sources speak of the query. */
export function groundedProbability(features: GroundingFeatures): number {
  const sum =
    WEIGHTS.bias +
    WEIGHTS.coverage * features.coverage +
    WEIGHTS.unknown * features.unknown +
    WEIGHTS.everyday * features.everyday +
    WEIGHTS.anchors * features.anchors +
    WEIGHTS.outside * features.outside;
  return 1 / (1 + Math.exp(-sum));
}

/** Where a query stops being outside the sources. */
export const GROUNDED_FROM = 0.45;

/** How sure search is that it found the matter. */
export function confidenceOf(probability: number): Confidence {
  if (probability >= 0.85) return 'high';
  return probability >= 0.65 ? 'medium' : 'low';
}
