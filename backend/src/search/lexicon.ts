import type { Language } from '@pincite/contract';
import { analyse } from './analyse.ts';
import { CITIZENSHIP } from './lexicon/citizenship.ts';
import { ENFORCEMENT } from './lexicon/enforcement.ts';
import type { LexiconEntry } from './lexicon/entry.ts';
import { FAMILY } from './lexicon/family.ts';
import { IMMIGRATION } from './lexicon/immigration.ts';
import { PROCEDURE } from './lexicon/procedure.ts';
import { REFUGEE } from './lexicon/refugee.ts';

/** Every entry, for the page that says where each comes from. */
export const LEXICON: readonly LexiconEntry[] = [
  ...IMMIGRATION,
  ...FAMILY,
  ...ENFORCEMENT,
  ...REFUGEE,
  ...CITIZENSHIP,
  ...PROCEDURE,
];

/** An everyday phrase found in a query and the law's words for it, both as tokens. */
export interface LexiconHit {
  readonly phrase: readonly string[];
  readonly law: readonly string[];
  readonly entry: LexiconEntry;
}

interface Phrase {
  readonly tokens: readonly string[];
  readonly entry: LexiconEntry;
}

const indexes: Partial<Record<Language, ReadonlyMap<string, readonly Phrase[]>>> = {};

/** Phrases by their first token, longest first. */
function indexOf(lang: Language): ReadonlyMap<string, readonly Phrase[]> {
  const built = indexes[lang];
  if (built !== undefined) return built;
  const index = new Map<string, Phrase[]>();
  for (const entry of LEXICON) {
    for (const phrase of (lang === 'en' ? entry.en : entry.fr).split('|')) {
      const tokens = phraseTokens(phrase, lang);
      const first = tokens[0];
      if (first === undefined) continue;
      const phrases = index.get(first);
      if (phrases === undefined) index.set(first, [{ tokens, entry }]);
      else phrases.push({ tokens, entry });
    }
  }
  for (const phrases of index.values()) {
    phrases.sort((left, right) => right.tokens.length - left.tokens.length);
  }
  indexes[lang] = index;
  return index;
}

/** `H&C` would be two single letters, which say nothing; as one word it does. */
function phraseTokens(text: string, lang: Language): string[] {
  return analyse(text.replace(/\bh\s*(?:&|and|et)\s*c\b/giu, 'hnc'), lang);
}

/** The tokens of a query as the lexicon sees them. */
export function queryTokens(query: string, lang: Language): string[] {
  return phraseTokens(query, lang);
}

/** The everyday phrases in a query's tokens; each entry once, overlapping phrases are all given. */
export function lookUp(tokens: readonly string[], lang: Language): readonly LexiconHit[] {
  const index = indexOf(lang);
  const hits = new Map<LexiconEntry, LexiconHit>();
  for (const [from, token] of tokens.entries()) {
    for (const { tokens: phrase, entry } of index.get(token) ?? []) {
      if (hits.has(entry)) continue;
      if (!phrase.every((each, offset) => tokens[from + offset] === each)) continue;
      const law = [...new Set(analyse(lang === 'en' ? entry.lawEn : entry.lawFr, lang))];
      hits.set(entry, { phrase, law, entry });
    }
  }
  return [...hits.values()];
}
