import { COURTS } from './courts.ts';
import { endsThere, type ReadCase, withPinpoint } from './read-pinpoint.ts';
import { readDatedReport, readVolumeReport, readYearlyReport, yearAt } from './read-report.ts';
import { readInitials } from './reporters.ts';
import type { TokenStream } from './token-stream.ts';

/** False inside `2019-SCC-65`, `x2019`, `12/25/2019`, `2019.1`. */
function standsAlone(tokens: TokenStream, at: number): boolean {
  if (at === 0 || tokens.spaced(at)) return at === 0 || !/^[/]$/.test(tokens.sign(at - 1));
  return tokens.sign(at - 1) !== '' && !/^[-./_@#]$/.test(tokens.sign(at - 1));
}

/** `2019 SCC 65`, `2019 S.C.C. 65`, `2016 ABQB 505 (CanLII)`. */
function readNeutral(tokens: TokenStream, at: number, year: number): ReadCase | undefined {
  const initials = readInitials(tokens, at + 1);
  const court = initials === undefined ? undefined : COURTS.get(initials.text);
  if (initials === undefined || court === undefined) return undefined;
  let next = initials.next;
  if (tokens.word(next) === 'no') next += tokens.sign(next + 1) === '.' ? 2 : 1;
  const number = tokens.digits(next, 6);
  if (number === '' || !tokens.spaced(next) || !endsThere(tokens, next + 1)) return undefined;
  next += 1;
  if (
    tokens.sign(next) === '(' &&
    tokens.word(next + 1) === 'CanLII' &&
    tokens.sign(next + 2) === ')'
  )
    next += 3;
  const plain = Number(number);
  return {
    kind: 'neutral',
    key: `${year} ${court.en} ${plain}`,
    canonical: { en: `${year} ${court.en} ${plain}`, fr: `${year} ${court.fr} ${plain}` },
    year,
    ...(court.since === undefined ? {} : { since: court.since }),
    ...(court.until === undefined ? {} : { until: court.until }),
    lang: court.lang,
    next,
  };
}

const CANLII_COURTS: readonly (readonly [string, string])[] = [
  ['SCC', 'CSC'],
  ['FCA', 'CAF'],
  ['FC', 'CF'],
  ['TCC', 'CCI'],
  ['CA IRB', 'CA CISR'],
  ['CA CITT', 'CA TCCE'],
];

/** `1998 CanLII 2237 (ON CA)`, `2018 CanLIIDocs 161`. */
function readCanlii(tokens: TokenStream, at: number, year: number): ReadCase | undefined {
  const series = tokens.word(at + 1);
  if (series !== 'CanLII' && series !== 'CanLIIDocs') return undefined;
  const number = tokens.digits(at + 2, 7);
  if (number === '' || !endsThere(tokens, at + 3)) return undefined;
  const key = `${year} ${series} ${Number(number)}`;
  let next = at + 3;
  let court = '';
  if (tokens.sign(next) === '(') {
    let inner = next + 1;
    while (inner - next <= 3 && /^[A-Z]{2,8}$/.test(tokens.word(inner))) inner += 1;
    if (inner > next + 1 && tokens.sign(inner) === ')') {
      court = tokens.slice(next + 1, inner).replace(/\s+/gu, ' ');
      next = inner + 1;
    }
  }
  const pair = CANLII_COURTS.find((codes) => codes.includes(court));
  const of = (code: string): string => (code === '' ? key : `${key} (${code})`);
  return {
    kind: 'canlii',
    key,
    canonical: { en: of(pair?.[0] ?? court), fr: of(pair?.[1] ?? court) },
    year,
    lang: undefined,
    next,
  };
}

/** `IMM-6362-13` of the Federal Court, `TB8-12345` of the Immigration and Refugee Board. */
function readDocket(tokens: TokenStream, at: number): ReadCase | undefined {
  const word = tokens.word(at);
  if (!tokens.spaced(at) && !/^[("[]$/.test(tokens.sign(at - 1))) return undefined;
  const joined = (from: number, to: number): boolean => {
    for (let index = from; index <= to; index += 1) if (tokens.spaced(index)) return false;
    return true;
  };
  let next: number;
  if (/^(?:IMM|T|A)$/.test(word)) {
    const fits =
      tokens.sign(at + 1) === '-' &&
      tokens.digits(at + 2, 5) !== '' &&
      tokens.sign(at + 3) === '-' &&
      tokens.digits(at + 4, 2).length === 2;
    if (!fits || !joined(at + 1, at + 4)) return undefined;
    next = at + 5;
  } else if (/^[MTV][ABC]$/.test(word)) {
    const fits =
      tokens.digits(at + 1, 1) !== '' &&
      tokens.sign(at + 2) === '-' &&
      tokens.digits(at + 3, 5).length === 5;
    if (!fits || !joined(at + 1, at + 3)) return undefined;
    next = at + 4;
  } else return undefined;
  if (!endsThere(tokens, next)) return undefined;
  const key = tokens.slice(at, next).replace(/[‐-―]/gu, '-');
  return {
    kind: 'docket',
    key,
    canonical: { en: key, fr: key },
    year: undefined,
    lang: undefined,
    next,
  };
}

/** The citation of a decision, or a court's file number, that begins at `at`. */
export function readCase(tokens: TokenStream, at: number): ReadCase | undefined {
  const sign = tokens.sign(at);
  if (sign === '[') {
    const read = readYearlyReport(tokens, at);
    return read === undefined ? undefined : withPinpoint(tokens, read);
  }
  if (sign === '(') {
    const read = readDatedReport(tokens, at);
    return read === undefined ? undefined : withPinpoint(tokens, read);
  }
  if (tokens.isNumber(at)) {
    if (!standsAlone(tokens, at)) return undefined;
    const year = yearAt(tokens, at);
    const read =
      (year !== undefined && tokens.spaced(at + 1)
        ? (readNeutral(tokens, at, year) ?? readCanlii(tokens, at, year))
        : undefined) ?? readVolumeReport(tokens, at, undefined);
    return read === undefined ? undefined : withPinpoint(tokens, read);
  }
  return readDocket(tokens, at);
}
