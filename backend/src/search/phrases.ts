import type { Language } from '@pincite/contract';
import { allTokens, analyse } from './analyse.ts';

/** A text as phrases are looked for in it: its tokens without and with stop words, in order. */
export interface SpokenText {
  readonly tokens: readonly string[];
  readonly all: readonly string[];
}

/**
 * Prepares a text. `H&C` would be two single letters, which say nothing, and `US` a pronoun; as words of
 * their own they tell.
 */
export function spoken(text: string, lang: Language): SpokenText {
  const spelled = text
    .replace(/\bh\s*(?:&|and|et)\s*c\b/giu, 'hnc')
    .replace(/\bU\.?S\.?(?:A\b\.?)?(?!\p{L})/gu, 'usa');
  return { tokens: analyse(spelled, lang), all: allTokens(spelled, lang) };
}

interface Phrase<T> {
  readonly tokens: readonly string[];
  readonly apart: boolean;
  readonly value: T;
}

/** A phrase that was found. `tokens` are those of its words that are no stop words. */
export interface FoundPhrase<T> {
  readonly tokens: readonly string[];
  readonly value: T;
}

/**
 * Finds phrases in texts. Small words do not matter (`divide the house` finds `divide our house`), but
 * where nothing but small words would tell a phrase from one common word (`born in Canada`), all must
 * stand as they are. Words joined by `+` may stand anywhere, in any order.
 */
export function createPhraseIndex<T>(
  phrases: Iterable<readonly [phrase: string, value: T]>,
  lang: Language,
): (text: SpokenText) => readonly FoundPhrase<T>[] {
  const loose = new Map<string, Phrase<T>[]>();
  const strict = new Map<string, Phrase<T>[]>();
  for (const [phrase, value] of phrases) {
    const { tokens, all } = spoken(phrase, lang);
    const apart = phrase.includes('+');
    const exact = tokens.length < 2 && all.length > 1;
    const kept = exact ? all : tokens;
    const first = kept[0];
    if (first === undefined) continue;
    const index = exact ? strict : loose;
    const held = index.get(first);
    if (held === undefined) index.set(first, [{ tokens: kept, apart, value }]);
    else held.push({ tokens: kept, apart, value });
  }
  return (text) => [
    ...matches(loose, text.tokens).map(({ tokens, value }) => ({ tokens, value })),
    ...matches(strict, text.all).map(({ tokens, value }) => ({
      tokens: tokens.filter((token) => text.tokens.includes(token)),
      value,
    })),
  ];
}

function matches<T>(
  index: ReadonlyMap<string, readonly Phrase<T>[]>,
  tokens: readonly string[],
): Phrase<T>[] {
  const present = new Set(tokens);
  const found: Phrase<T>[] = [];
  for (const [from, token] of tokens.entries()) {
    for (const phrase of index.get(token) ?? []) {
      const said = phrase.apart
        ? phrase.tokens.every((each) => present.has(each))
        : phrase.tokens.every((each, offset) => tokens[from + offset] === each);
      if (said && !found.includes(phrase)) found.push(phrase);
    }
  }
  return found;
}
