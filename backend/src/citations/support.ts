import type { Language } from '@pincite/contract';
import { flipsModality, flipsNegation } from './guards.ts';
import { quantitiesOf, unsupportedQuantity } from './numbers.ts';
import { type Analyse, modalClauses, polarityOf } from './polarity.ts';
import type { Clause, SourceText } from './source-text.ts';

/**
 * Share of a sentence's content words that must stand in what it cites. Set on the development
 * questions: gold answers against the provisions that they rest on, and against others.
 */
export const OVERLAP_THRESHOLD = 0.5;
/** Below this share a passage is not shown as a source of the sentence. */
export const IDLE_THRESHOLD = 0.34;
/** A clause of fewer content words is judged with its sentence. */
const CLAUSE_MIN_TOKENS = 3;
/** Clauses and segments that share this part of their words say the same thing in the same words. */
const CLOSE = 0.75;
const NEAR_BEST = 0.9;

/** Words of an answer that say nothing about the law. */
const GLUE: Readonly<Record<Language, string>> = {
  en: 'law says said provides according states explains means applies generally rule also example person people someone means case situation section act regulations provision',
  fr: 'loi dit prévoit selon précise explique signifie applique généralement règle aussi exemple personne personnes quelqu’un cas situation article règlement disposition',
};
/** Who decides and who is heard: a sentence may not put one in another's place. */
const ROLES: Readonly<Record<Language, string>> = {
  en: 'minister officer judge court tribunal division governor commissioner registrar',
  fr: 'ministre agent juge cour tribunal gouverneur commissaire greffier',
};

export type SupportFailure = 'no-overlap' | 'guard-negation' | 'guard-modality' | 'guard-number';

/** The content words of a claim, without glue. */
export function claimTokens(text: string, lang: Language, analyse: Analyse): ReadonlySet<string> {
  const glue = new Set(analyse(GLUE[lang], lang));
  return new Set(analyse(text, lang).filter((token) => !glue.has(token)));
}

/** Share of the tokens that stand in `held`, in 0..1; 1 when there are none. */
export function shareOf(tokens: ReadonlySet<string>, held: (token: string) => boolean): number {
  if (tokens.size === 0) return 1;
  let common = 0;
  for (const token of tokens) if (held(token)) common += 1;
  return common / tokens.size;
}

/** Why the sources do not bear the claim out, or undefined when words, numbers and polarity agree. */
export function supportFailure(
  claim: string,
  sources: readonly SourceText[],
  lang: Language,
  analyse: Analyse,
): SupportFailure | undefined {
  const tokens = claimTokens(claim, lang, analyse);
  const held = (token: string): boolean => sources.some((source) => source.tokens.has(token));
  const quantities = sources.flatMap((source) => source.quantities);
  if (unsupportedQuantity(quantitiesOf(claim, lang), quantities) !== undefined)
    return 'guard-number';
  if (shareOf(tokens, held) < OVERLAP_THRESHOLD) return 'no-overlap';
  const roles = new Set(analyse(ROLES[lang], lang));
  for (const token of tokens) if (roles.has(token) && !held(token)) return 'no-overlap';
  const segments = sources.flatMap((source) => source.segments);
  for (const clause of clausesOf(claim, lang, analyse)) {
    const failure = polarityFailure(clause, segments, lang);
    if (failure !== undefined) return failure;
  }
  return undefined;
}

const JOINT: Readonly<Record<Language, RegExp>> = {
  en: /;|,?\s+(?:but|however|whereas|although)\s+|,\s+and\s+/iu,
  fr: /;|,?\s+(?:mais|cependant|toutefois|tandis que|alors que)\s+|,\s+et\s+/iu,
};

/** The clauses of a claim that are long enough to be judged by themselves. */
function clausesOf(claim: string, lang: Language, analyse: Analyse): Clause[] {
  const whole = {
    tokens: claimTokens(claim, lang, analyse),
    polarity: polarityOf(claim, lang, analyse),
  };
  const texts = claim.split(JOINT[lang]).flatMap((text) => modalClauses(text, lang));
  const parts = texts.map((text) => ({
    tokens: claimTokens(text, lang, analyse),
    polarity: polarityOf(text, lang, analyse),
  }));
  const long = parts.every(({ tokens }) => tokens.size >= CLAUSE_MIN_TOKENS);
  return long && parts.length > 1 ? parts : [whole];
}

/** Compares a clause with the segments that share most words with it; one that agrees is enough. */
function polarityFailure(
  clause: Clause,
  segments: readonly Clause[],
  lang: Language,
): SupportFailure | undefined {
  const { tokens, polarity } = clause;
  const scored = segments.map((segment) => ({
    segment,
    share: shareOf(tokens, (token) => segment.tokens.has(token)),
  }));
  const best = Math.max(0, ...scored.map(({ share }) => share));
  if (best === 0) return undefined;
  let failure: SupportFailure | undefined;
  for (const { segment, share } of scored) {
    if (share < best * NEAR_BEST) continue;
    const common = share * tokens.size;
    const close = common / (tokens.size + segment.tokens.size - common) >= CLOSE;
    if (flipsNegation(clause, segment, segments, close)) failure ??= 'guard-negation';
    else if (flipsModality(polarity, segment.polarity, segments, lang === 'en'))
      failure ??= 'guard-modality';
    else return undefined;
  }
  return failure;
}
