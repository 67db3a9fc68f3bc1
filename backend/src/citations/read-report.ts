import type { Language } from '@pincite/contract';
import { endsThere, type ReadCase } from './read-pinpoint.ts';
import { readReporter } from './reporters.ts';
import type { TokenStream } from './token-stream.ts';

/** A year that a decision can bear, as four digits that stand alone. */
export function yearAt(tokens: TokenStream, at: number): number | undefined {
  const digits = tokens.digits(at, 4);
  return /^(?:18[6-9]\d|19\d\d|20\d\d)$/.test(digits) ? Number(digits) : undefined;
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
export function readYearlyReport(tokens: TokenStream, at: number): ReadCase | undefined {
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
): ReadCase | undefined {
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
export function readVolumeReport(
  tokens: TokenStream,
  at: number,
  year: number | undefined,
): ReadCase | undefined {
  const volume = tokens.digits(at, 4);
  if (volume === '' || !tokens.spaced(at + 1)) return undefined;
  const report = readReporter(tokens, at + 1);
  if (report === undefined || !report.reporter.volumes) return undefined;
  return finishReport(tokens, report, `${year === undefined ? '' : `(${year}), `}${volume} `, year);
}

/** `(1992), 17 Imm LR (2d) 1`. */
export function readDatedReport(tokens: TokenStream, at: number): ReadCase | undefined {
  const year = yearAt(tokens, at + 1);
  if (year === undefined || tokens.sign(at + 2) !== ')') return undefined;
  return readVolumeReport(tokens, tokens.sign(at + 3) === ',' ? at + 4 : at + 3, year);
}
