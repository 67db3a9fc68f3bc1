import type { Language } from '@pincite/contract';
import { COURTS } from './courts.ts';
import type { CasePinpoint, FoundCase } from './found-citation.ts';
import { readInitials, readReporter } from './reporters.ts';
import type { TokenStream } from './token-stream.ts';

type Read = Omit<FoundCase, 'raw' | 'start' | 'end'> & { readonly next: number };

const LIST_MAX = 30;
const PARAGRAPH_WORDS = new Set([
  'para',
  'paras',
  'paragraph',
  'paragraphs',
  'paragraphe',
  'paragraphes',
]);
const PAGE_WORDS = new Set(['p', 'pp', 'page', 'pages']);
const JOINS = new Set(['and', 'et']);
const SPANS = new Set(['to', 'a']);

/** A year that a decision can bear, as four digits that stand alone. */
function yearAt(tokens: TokenStream, at: number): number | undefined {
  const digits = tokens.digits(at, 4);
  return /^(?:18[6-9]\d|19\d\d|20\d\d)$/.test(digits) ? Number(digits) : undefined;
}

/** False inside `2019-SCC-65`, `x2019`, `12/25/2019`, `2019.1`. */
function standsAlone(tokens: TokenStream, at: number): boolean {
  if (at === 0 || tokens.spaced(at)) return at === 0 || !/^[/]$/.test(tokens.sign(at - 1));
  return tokens.sign(at - 1) !== '' && !/^[-./_@#]$/.test(tokens.sign(at - 1));
}

/** False when a number goes on as a decimal, a range, or a word. */
function endsThere(tokens: TokenStream, next: number): boolean {
  if (tokens.spaced(next)) return true;
  if (tokens.isWord(next) || tokens.isNumber(next)) return false;
  const sign = tokens.sign(next);
  const joined = !tokens.spaced(next + 1);
  if (sign === '-' || sign === '_')
    return !(joined && (tokens.isNumber(next + 1) || tokens.isWord(next + 1)));
  if (sign === '.' || sign === ',' || sign === '/') return !(joined && tokens.isNumber(next + 1));
  return true;
}

/** `85`, `23-25`, `78–79, 103`, `78 et 103`, `[20]-[22]` without its brackets. */
function readNumbers(tokens: TokenStream, at: number): { text: string; next: number } | undefined {
  if (tokens.digits(at, 4) === '') return undefined;
  let next = at + 1;
  for (let count = 0; count < LIST_MAX; count += 1) {
    const sign = tokens.sign(next);
    const key = tokens.key(next);
    let item: number;
    if (sign === '-' || JOINS.has(key) || SPANS.has(key) || sign === '&') item = next + 1;
    else if (sign === ',') item = JOINS.has(tokens.key(next + 1)) ? next + 2 : next + 1;
    else break;
    const ranged = tokens.sign(item + 1) === '-' && tokens.isNumber(item + 2);
    if (tokens.digits(item, 4) === '' || !(ranged || endsThere(tokens, item + 1))) break;
    // `at para 13, 134 DLR (4th) 321`: the next number opens a citation of its own.
    const opens =
      readReporter(tokens, item + 1) !== undefined ||
      COURTS.has(tokens.word(item + 1)) ||
      tokens.word(item + 1) === 'CanLII';
    if (opens) break;
    next = item + 1;
  }
  return { text: tokens.slice(at, next), next };
}

function pinpointLang(word: string): Language | undefined {
  return /^(?:au|aux|paragraphes?)$/.test(word) ? 'fr' : word === 'at' ? 'en' : undefined;
}

/** `at para 85`, `, at paras. 23-25`, `au para 12`, `, ¶ 21`, `at 837`. */
function readPinpoint(
  tokens: TokenStream,
  at: number,
): { pinpoint: CasePinpoint; next: number; lang: Language | undefined } | undefined {
  let next = tokens.sign(at) === ',' ? at + 1 : at;
  const lead = tokens.key(next);
  const aLa = lead === 'a' && tokens.key(next + 1) === 'la' && PAGE_WORDS.has(tokens.key(next + 2));
  const led = aLa || lead === 'at' || lead === 'au' || lead === 'aux';
  const lang = aLa ? 'fr' : led ? pinpointLang(lead) : undefined;
  if (led) next += aLa ? 2 : 1;
  let unit: CasePinpoint['unit'] | undefined;
  if (tokens.sign(next) === '¶') {
    unit = 'paragraph';
    next += tokens.sign(next + 1) === '¶' ? 2 : 1;
  } else if (PARAGRAPH_WORDS.has(tokens.key(next)) || (led && PAGE_WORDS.has(tokens.key(next)))) {
    unit = PAGE_WORDS.has(tokens.key(next)) ? 'page' : 'paragraph';
    next += tokens.sign(next + 1) === '.' ? 2 : 1;
  } else if (led) unit = 'page';
  if (unit === undefined) return undefined;
  const numbers = readNumbers(tokens, next);
  if (numbers === undefined) return undefined;
  return { pinpoint: { unit, text: numbers.text }, next: numbers.next, lang };
}

function withPinpoint(tokens: TokenStream, read: Read): Read {
  const found = readPinpoint(tokens, read.next);
  if (found === undefined) return read;
  const { unit, text } = found.pinpoint;
  const list = text.replace(/\s*[‐-―-]\s*/gu, '-').replace(/\s+/gu, ' ');
  const many = /[-,]|\b(?:and|et|to|à)\b/.test(list);
  const en = list
    .replace(/\bet\b/gu, 'and')
    .replace(/\s*à\s*/gu, '-')
    .replace(/\bto\b/gu, '-');
  const fr = list.replace(/\band\b/gu, 'et').replace(/\s*\bto\b\s*/gu, '-');
  const canonical =
    unit === 'page'
      ? { en: `${read.canonical.en} at ${en}`, fr: `${read.canonical.fr} à la p ${fr}` }
      : {
          en: `${read.canonical.en} at ${many ? 'paras' : 'para'} ${en}`,
          fr: `${read.canonical.fr} au${many ? 'x' : ''} para ${fr}`,
        };
  return {
    ...read,
    canonical,
    pinpoint: { unit, text: list },
    next: found.next,
    lang: read.lang ?? found.lang,
  };
}

/** `2019 SCC 65`, `2019 S.C.C. 65`, `2016 ABQB 505 (CanLII)`. */
function readNeutral(tokens: TokenStream, at: number, year: number): Read | undefined {
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
function readCanlii(tokens: TokenStream, at: number, year: number): Read | undefined {
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

/** `(4th)`, `(2d)`, `(3e)`, `(NS)`. */
function readSeries(tokens: TokenStream, at: number): { text: string; next: number } | undefined {
  if (tokens.sign(at) !== '(') return undefined;
  const numbered =
    tokens.digits(at + 1, 1) !== '' && /^(?:d|nd|rd|th|e)$/.test(tokens.word(at + 2));
  const close = numbered ? at + 3 : tokens.word(at + 1) === 'NS' ? at + 2 : -1;
  if (close === -1 || tokens.sign(close) !== ')') return undefined;
  return { text: tokens.slice(at + 1, close), next: close + 1 };
}

/** A page, or a page of a digest: `817`, `D-12`. */
function readPage(tokens: TokenStream, at: number): { text: string; next: number } | undefined {
  const digits = tokens.digits(at, 5);
  if (digits !== '') return endsThere(tokens, at + 1) ? { text: digits, next: at + 1 } : undefined;
  if (/^[A-Z]$/.test(tokens.word(at)) && tokens.sign(at + 1) === '-' && tokens.isNumber(at + 2))
    return { text: tokens.slice(at, at + 3), next: at + 3 };
  return undefined;
}

/** `[1999] 2 SCR 817`, `[1959] SCR 121`, `[1954] 4 DLR 590`. */
function readYearlyReport(tokens: TokenStream, at: number): Read | undefined {
  const year = yearAt(tokens, at + 1);
  if (year === undefined || tokens.sign(at + 2) !== ']') return undefined;
  const volume = tokens.digits(at + 3, 2);
  const report = readReporter(tokens, volume === '' ? at + 3 : at + 4);
  if (report === undefined || !report.reporter.yearly) return undefined;
  return finishReport(tokens, report, `[${year}] ${volume === '' ? '' : `${volume} `}`, year);
}

function finishReport(
  tokens: TokenStream,
  { reporter, next, name }: NonNullable<ReturnType<typeof readReporter>>,
  before: string,
  year: number | undefined,
): Read | undefined {
  const series = readSeries(tokens, next);
  if (year === undefined && series === undefined && reporter.ambiguous) return undefined;
  const page = readPage(tokens, series?.next ?? next);
  if (page === undefined) return undefined;
  const middle = series === undefined ? '' : ` (${series.text})`;
  const of = (each: string): string => `${before}${each}${middle} ${page.text}`;
  const compact = name.replaceAll(' ', '');
  const lang: Language | undefined =
    reporter.en === reporter.fr
      ? undefined
      : compact === reporter.en.replaceAll(' ', '')
        ? 'en'
        : 'fr';
  return {
    kind: 'reporter',
    key: of(reporter.en),
    canonical: { en: of(reporter.en), fr: of(reporter.fr) },
    year,
    lang,
    next: page.next,
  };
}

/** `149 DLR (4th) 736`, `(1992), 17 Imm LR (2d) 1`. `year` when one stands before in brackets. */
function readVolumeReport(
  tokens: TokenStream,
  at: number,
  year: number | undefined,
): Read | undefined {
  const volume = tokens.digits(at, 4);
  if (volume === '' || !tokens.spaced(at + 1)) return undefined;
  const report = readReporter(tokens, at + 1);
  if (report === undefined || !report.reporter.volumes) return undefined;
  return finishReport(tokens, report, `${year === undefined ? '' : `(${year}), `}${volume} `, year);
}

/** `(1992), 17 Imm LR (2d) 1`. */
function readDatedReport(tokens: TokenStream, at: number): Read | undefined {
  const year = yearAt(tokens, at + 1);
  if (year === undefined || tokens.sign(at + 2) !== ')') return undefined;
  return readVolumeReport(tokens, tokens.sign(at + 3) === ',' ? at + 4 : at + 3, year);
}

/** `IMM-6362-13` of the Federal Court, `TB8-12345` of the Immigration and Refugee Board. */
function readDocket(tokens: TokenStream, at: number): Read | undefined {
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
export function readCase(tokens: TokenStream, at: number): Read | undefined {
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
