import type { Language } from '@pincite/contract';
import snowball from 'snowball-stemmers';
import { STOP_WORDS } from './stop-words.ts';

/** How many stems are remembered for a language; a corpus has far fewer distinct words. */
const STEM_CACHE_LIMIT = 200_000;
/** A longer run of letters is no word of law; it is kept, cut here, so that nothing costs without bound. */
const WORD_MAX_LENGTH = 40;

const stemmers = {
  en: snowball.newStemmer('english'),
  fr: snowball.newStemmer('french'),
} as const;
const stems: Readonly<Record<Language, Map<string, string>>> = { en: new Map(), fr: new Map() };

/** Accents off, ligatures apart. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .normalize('NFC');
}

/**
 * The stem of one lower-case word. French is stemmed with its accents, which tell a participle from a
 * noun, then folded and stemmed once more, so that a word typed without accents meets the same stem.
 */
function stem(word: string, lang: Language): string {
  const known = stems[lang].get(word);
  if (known !== undefined) return known;
  const once = stemmers[lang].stem(word);
  const result = lang === 'fr' ? stemmers.fr.stem(fold(once)) : fold(once);
  if (stems[lang].size >= STEM_CACHE_LIMIT) stems[lang].clear();
  stems[lang].set(word, result);
  return result;
}

const WORD = /[\p{L}\p{M}]+|\p{N}+/gu;
/** `l’`, `d'`, `qu'`, `jusqu'`, `lorsqu'` and their like before a letter. */
const ELISION =
  /(?<![\p{L}\p{M}])(?:[ldjmtscn]|qu|jusqu|lorsqu|puisqu|quoiqu)['’ʼ](?=[\p{L}\p{M}])/gu;
/** English: `'s` and the halves of contractions. */
const CONTRACTION = /(?:n['’ʼ]t|['’ʼ](?:s|re|ve|ll|d|m))(?![\p{L}\p{M}])/gu;
/** Thousands separators: `4,000`, and `4 000` with the spaces that print uses. */
const THOUSANDS = /(?<=\d)[,\u00a0\u202f](?=\d{3}(?!\d))/g;

/**
 * The words of a text in reading order, lower case, without accents, elisions and stop words: what is
 * left to analyse before stemming.
 */
export function words(text: string, lang: Language): string[] {
  const clean = text
    .normalize('NFC')
    .toLowerCase()
    .replace(THOUSANDS, '')
    .replace(lang === 'fr' ? ELISION : CONTRACTION, ' ');
  const found: string[] = [];
  for (const [match] of clean.matchAll(WORD)) {
    const word = match.length > WORD_MAX_LENGTH ? match.slice(0, WORD_MAX_LENGTH) : match;
    found.push(word);
  }
  return found;
}

/**
 * The search tokens of a text: stems of its words, without stop words and single letters, in reading
 * order. Numbers are kept, hyphenated words are split. Tokens are `[a-z0-9]+` for both languages.
 * Stemmer: Snowball (Porter2 for English, the French stemmer for French).
 */
export function analyse(text: string, lang: Language): string[] {
  const tokens: string[] = [];
  const stopped = STOP_WORDS[lang];
  for (const word of words(text, lang)) {
    const first = word.charCodeAt(0);
    if (first >= 48 && first <= 57) {
      tokens.push(word);
      continue;
    }
    if (word.length < 2 || stopped.has(foldedWord(word))) continue;
    const token = stem(word, lang);
    if (token.length > 1) tokens.push(token);
  }
  return tokens;
}

/** The stems of every word, stop words and single letters included, for finding fixed phrases. */
export function allTokens(text: string, lang: Language): string[] {
  return words(text, lang).map((word) => stem(word, lang));
}

const folded = new Map<string, string>();
function foldedWord(word: string): string {
  const known = folded.get(word);
  if (known !== undefined) return known;
  const result = fold(word);
  if (folded.size >= STEM_CACHE_LIMIT) folded.clear();
  folded.set(word, result);
  return result;
}
