import type { Language } from '@pincite/contract';
import { readInitials } from './reporters.ts';
import type { TokenStream } from './token-stream.ts';

/** A chapter or registration number, language-neutral. */
export interface Chapter {
  readonly key: string;
  readonly series: string;
  readonly federal: boolean;
  readonly year: number | undefined;
  readonly lang: Language | undefined;
  readonly next: number;
}

interface Series {
  /** English form of the series. */
  readonly en: string;
  readonly federal: boolean;
  readonly lang: Language | undefined;
  /** A year belongs to the citation: `SC 2001, c 27`, but `CQLR c C-12`. */
  readonly dated: boolean;
}

function seriesTable(): ReadonlyMap<string, Series> {
  const table = new Map<string, Series>();
  const add = (en: string, fr: string, federal: boolean, dated: boolean): void => {
    table.set(en, { en, federal, lang: federal && en !== fr ? 'en' : undefined, dated });
    if (fr !== en) table.set(fr, { en, federal, lang: 'fr', dated });
  };
  add('SC', 'LC', true, true);
  add('RSC', 'LRC', true, true);
  add('CRC', 'CRC', true, false);
  add('RSO', 'LRO', false, true);
  add('SO', 'LO', false, true);
  add('CQLR', 'RLRQ', false, false);
  add('CCSM', 'CPLM', false, false);
  add('SM', 'LM', false, true);
  add('RSM', 'LRM', false, true);
  add('SNB', 'LNB', false, true);
  add('RSNB', 'LRNB', false, true);
  add('RSY', 'LRY', false, true);
  add('RSNWT', 'LRTNO', false, true);
  add('SQ', 'LQ', false, true);
  for (const code of 'RSBC SBC RSA SA RSNS SNS SS RSS SNL RSNL RSPEI SPEI SY SNWT SNU'.split(' '))
    add(code, code, false, true);
  return table;
}
const SERIES = seriesTable();
const CHAPTER_WORDS = new Set(['c', 'ch', 'chap', 'chapter', 'chapitre']);

const REGISTRATIONS: Readonly<Record<string, { en: string; lang: Language }>> = {
  SOR: { en: 'SOR', lang: 'en' },
  DORS: { en: 'SOR', lang: 'fr' },
  SI: { en: 'SI', lang: 'en' },
  TR: { en: 'SI', lang: 'fr' },
};

function isYear(digits: string): boolean {
  return /^(?:1[6-9]|20)\d\d$/.test(digits);
}

/** `SOR/2002-227`, `DORS/93-22`, `SI / 97-5`, and the file form `SOR-2002-227`. */
function readRegistration(tokens: TokenStream, at: number): Chapter | undefined {
  const series = REGISTRATIONS[tokens.word(at)];
  if (series === undefined) return undefined;
  const slash = tokens.sign(at + 1);
  const filed = slash === '-' && !tokens.spaced(at + 1) && !tokens.spaced(at + 2);
  if (slash !== '/' && !filed) return undefined;
  const year = tokens.digits(at + 2, 4);
  const number = tokens.digits(at + 4, 4);
  if ((year.length !== 2 && year.length !== 4) || number === '') return undefined;
  if (tokens.sign(at + 3) !== '-' || tokens.spaced(at + 4)) return undefined;
  if (!tokens.spaced(at + 5) && (tokens.isWord(at + 5) || tokens.sign(at + 5) === '/'))
    return undefined;
  return {
    key: `${series.en}/${year}-${Number(number)}`,
    series: series.en,
    federal: true,
    year: year.length === 2 ? 1900 + Number(year) : Number(year),
    lang: series.lang,
    next: at + 5,
  };
}

/** `27`, `C-29`, `I-2.5`, `A.1`; upper case. */
function readNumber(tokens: TokenStream, at: number): { text: string; next: number } | undefined {
  const decimals = (from: number): { text: string; next: number } => {
    let text = '';
    let next = from;
    while (
      tokens.sign(next) === '.' &&
      !tokens.spaced(next) &&
      !tokens.spaced(next + 1) &&
      tokens.digits(next + 1, 3) !== ''
    ) {
      text += `.${tokens.digits(next + 1, 3)}`;
      next += 2;
    }
    return { text, next };
  };
  const digits = tokens.digits(at, 4);
  if (digits !== '') {
    if (!tokens.spaced(at + 1) && tokens.isWord(at + 1)) return undefined;
    const more = decimals(at + 1);
    return { text: digits + more.text, next: more.next };
  }
  const letters = tokens.word(at);
  if (!/^[A-Za-z]{1,3}$/.test(letters)) return undefined;
  const dash = tokens.sign(at + 1) === '-' && !tokens.spaced(at + 1) && !tokens.spaced(at + 2);
  const joined = tokens.sign(at + 1) === '.' && !tokens.spaced(at + 1) && !tokens.spaced(at + 2);
  const number = dash || joined ? tokens.digits(at + 2, 3) : '';
  if (number !== '') {
    const more = decimals(at + 3);
    const text = `${letters.toUpperCase()}${dash ? '-' : '.'}${number}${more.text}`;
    return { text, next: more.next };
  }
  const close = tokens.digits(at + 1, 3);
  if (close === '' || tokens.spaced(at + 1)) return undefined;
  const more = decimals(at + 2);
  return { text: `${letters.toUpperCase()}${close}${more.text}`, next: more.next };
}

/** `(5th Supp)`, `(4e suppl.)`. */
function readSupplement(
  tokens: TokenStream,
  at: number,
): { text: string; next: number } | undefined {
  const number = tokens.sign(at) === '(' ? tokens.digits(at + 1, 1) : '';
  if (number === '' || !tokens.isWord(at + 2)) return undefined;
  if (!/^suppl?$/.test(tokens.key(at + 3))) return undefined;
  const close = tokens.sign(at + 4) === '.' ? at + 5 : at + 4;
  return tokens.sign(close) === ')' ? { text: ` (${number} supp)`, next: close + 1 } : undefined;
}

/** `SC 2001, c 27`, `R.S.C., 1985, c. C-29`, `L.R.C. (1985), ch. 31 (4e suppl.)`, `CRC, c 870`. */
function readStatute(tokens: TokenStream, at: number): Chapter | undefined {
  const initials = readInitials(tokens, at);
  const series = initials === undefined ? undefined : SERIES.get(initials.text);
  if (initials === undefined || series === undefined) return undefined;
  const skipComma = (index: number): number => (tokens.sign(index) === ',' ? index + 1 : index);
  let next = skipComma(initials.next);
  let year = '';
  const bracket = tokens.sign(next) === '(' && tokens.sign(next + 2) === ')';
  const digits = tokens.digits(bracket ? next + 1 : next, 4);
  if (isYear(digits)) {
    year = digits;
    next += bracket ? 3 : 1;
    // `1952-53`, a session of two years.
    if (!bracket && tokens.sign(next) === '-' && tokens.isNumber(next + 1)) next += 2;
  } else if (series.dated) return undefined;
  next = skipComma(next);
  if (!CHAPTER_WORDS.has(tokens.key(next))) return undefined;
  next += tokens.sign(next + 1) === '.' ? 2 : 1;
  const number = readNumber(tokens, next);
  if (number === undefined) return undefined;
  const supplement = readSupplement(tokens, number.next);
  return {
    key: `${series.en}${year === '' || series.en === 'CRC' ? '' : ` ${year}`} c ${number.text}${supplement?.text ?? ''}`,
    series: series.en,
    federal: series.federal,
    year: year === '' ? undefined : Number(year),
    lang: series.lang,
    next: supplement?.next ?? number.next,
  };
}

/** `chapter 27 of the Statutes of Canada, 2001`, `chapitre I-2 des Lois révisées du Canada (1985)`. */
function readProse(tokens: TokenStream, at: number): Chapter | undefined {
  const word = tokens.key(at);
  if (word !== 'chapter' && word !== 'chapitre') return undefined;
  const number = readNumber(tokens, at + 1);
  if (number === undefined) return undefined;
  const expect = (from: number, keys: readonly string[]): number =>
    keys.every((key, index) => tokens.key(from + index) === key) ? from + keys.length : -1;
  const after = (from: number, options: readonly (readonly [string, string])[]) => {
    for (const [series, words] of options) {
      const next = expect(from, words.split(' '));
      if (next !== -1) return { series, next };
    }
    return undefined;
  };
  const found = after(number.next, [
    ['SC', 'of the statutes of canada'],
    ['RSC', 'of the revised statutes of canada'],
    ['SC', 'des lois du canada'],
    ['RSC', 'des lois revisees du canada'],
  ]);
  if (found === undefined) return undefined;
  let next = found.next;
  const bracket = tokens.sign(next) === '(';
  if (bracket || tokens.sign(next) === ',') next += 1;
  const year = tokens.digits(next, 4);
  if (!isYear(year)) return undefined;
  next += 1;
  if (bracket && tokens.sign(next) === ')') next += 1;
  return {
    key: `${found.series} ${year} c ${number.text}`,
    series: found.series,
    federal: true,
    year: Number(year),
    lang: word === 'chapitre' ? 'fr' : 'en',
    next,
  };
}

/** `O Reg 277/12`, `Alta Reg 34/2019`: recognised, never held. */
function readProvincialRegulation(tokens: TokenStream, at: number): Chapter | undefined {
  const word = tokens.word(at);
  if (!/^(?:O|Alta|BC|Man|NB|NS|Sask)$/.test(word)) return undefined;
  let next = tokens.sign(at + 1) === '.' ? at + 2 : at + 1;
  if (tokens.word(next) !== 'Reg') return undefined;
  next += tokens.sign(next + 1) === '.' ? 2 : 1;
  const number = tokens.digits(next, 4);
  const year = tokens.digits(next + 2, 4);
  if (number === '' || year === '' || tokens.sign(next + 1) !== '/') return undefined;
  return {
    key: `${word} Reg ${number}/${year}`,
    series: `${word} Reg`,
    federal: false,
    year: undefined,
    lang: undefined,
    next: next + 3,
  };
}

/** The chapter or registration number that begins at `at`. */
export function readChapter(tokens: TokenStream, at: number): Chapter | undefined {
  if (at > 0 && !tokens.spaced(at) && /^[-/._]$/.test(tokens.sign(at - 1))) return undefined;
  return (
    readRegistration(tokens, at) ??
    readStatute(tokens, at) ??
    readProvincialRegulation(tokens, at) ??
    readProse(tokens, at)
  );
}
