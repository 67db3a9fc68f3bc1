import type { Language } from '@pincite/contract';
import type { TokenStream } from './token-stream.ts';

/** A word that announces the address of a provision. */
export interface PinpointWord {
  readonly start: number;
  /** Where the address begins. */
  readonly next: number;
  readonly lang: Language | undefined;
  readonly plural: boolean;
  /** The word means a provision only before an address with brackets. */
  readonly deep: boolean;
}

interface Entry {
  readonly lang: Language | undefined;
  readonly plural?: true;
  readonly deep?: true;
  /** Only in lower case, or before a full stop. */
  readonly small?: true;
}

const WORDS: ReadonlyMap<string, Entry> = new Map<string, Entry>([
  ['s', { lang: 'en', small: true }],
  ['ss', { lang: 'en', plural: true, small: true }],
  ['sec', { lang: 'en' }],
  ['secs', { lang: 'en', plural: true }],
  ['section', { lang: 'en' }],
  ['sections', { lang: 'en', plural: true }],
  ['subsection', { lang: 'en', deep: true }],
  ['subsections', { lang: 'en', plural: true, deep: true }],
  ['subs', { lang: 'en', deep: true }],
  ['subss', { lang: 'en', plural: true, deep: true }],
  ['subsec', { lang: 'en', deep: true }],
  ['paragraph', { lang: 'en', deep: true }],
  ['paragraphs', { lang: 'en', plural: true, deep: true }],
  ['para', { lang: 'en', deep: true }],
  ['paras', { lang: 'en', plural: true, deep: true }],
  ['subparagraph', { lang: 'en', deep: true }],
  ['subparagraphs', { lang: 'en', plural: true, deep: true }],
  ['subpara', { lang: 'en', deep: true }],
  ['clause', { lang: 'en', deep: true }],
  ['clauses', { lang: 'en', plural: true, deep: true }],
  ['r', { lang: undefined, small: true }],
  ['rr', { lang: 'en', plural: true, small: true }],
  ['rule', { lang: 'en' }],
  ['rules', { lang: 'en', plural: true }],
  ['reg', { lang: 'en', deep: true }],
  ['art', { lang: 'fr', plural: true }],
  ['arts', { lang: undefined, plural: true }],
  ['article', { lang: undefined }],
  ['articles', { lang: undefined, plural: true }],
  ['par', { lang: 'fr', plural: true, deep: true }],
  ['pars', { lang: 'fr', plural: true, deep: true }],
  ['paragraphe', { lang: 'fr', deep: true }],
  ['paragraphes', { lang: 'fr', plural: true, deep: true }],
  ['al', { lang: 'fr', plural: true, deep: true }],
  ['alinea', { lang: 'fr', deep: true }],
  ['alineas', { lang: 'fr', plural: true, deep: true }],
  ['division', { lang: 'fr', deep: true }],
  ['divisions', { lang: 'fr', plural: true, deep: true }],
  ['regle', { lang: 'fr' }],
  ['regles', { lang: 'fr', plural: true }],
]);

/** The pinpoint word at `at`, when a number follows it. */
export function keywordAt(tokens: TokenStream, at: number): PinpointWord | undefined {
  if (tokens.sign(at) === '§') {
    const double = tokens.sign(at + 1) === '§';
    const next = double ? at + 2 : at + 1;
    if (!tokens.isNumber(next)) return undefined;
    return { start: at, next, lang: undefined, plural: double, deep: false };
  }
  if (!tokens.isWord(at)) return undefined;
  const dotted = tokens.sign(at + 1) === '.' && !tokens.spaced(at + 1);
  const next = dotted ? at + 2 : at + 1;
  if (!tokens.isNumber(next)) return undefined;
  const entry = WORDS.get(tokens.key(at));
  if (entry === undefined) return undefined;
  const before = tokens.spaced(at) ? '' : tokens.sign(at - 1);
  if (entry.small === true) {
    if (tokens.capital(at) && !dotted) return undefined;
    // The `s` of a possessive, `v2s`, and `r/25`.
    if (before === "'" || (before === '' && !tokens.spaced(at) && at > 0)) return undefined;
  }
  if (before === '/' || before === '_' || before === '@') return undefined;
  let start = at;
  if (before === '-') {
    // `sous-alinéa 36(1)a)(i)`; any other compound is no pinpoint.
    if (tokens.key(at - 2) !== 'sous' || tokens.spaced(at - 1)) return undefined;
    start = at - 2;
  }
  return {
    start,
    next,
    lang: entry.lang,
    plural: entry.plural === true,
    deep: entry.deep === true,
  };
}
