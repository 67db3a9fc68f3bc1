import type { TokenStream } from './token-stream.ts';

/** A series of law reports. */
export interface Reporter {
  readonly en: string;
  readonly fr: string;
  /** `[1999] 2 SCR 817`: the year is part of the citation. */
  readonly yearly: boolean;
  /** Its letters are common words (`OR`): only read with a series or a year. */
  readonly ambiguous: boolean;
  readonly volumes: boolean;
}

type Row = readonly [en: string, fr: string, use: 'yearly' | 'volumes' | 'both', ambiguous?: true];

const ROWS: readonly Row[] = [
  ['SCR', 'RCS', 'both', true],
  ['FCR', 'RCF', 'yearly'],
  ['FC', 'CF', 'yearly'],
  ['Ex CR', 'R de l’É', 'yearly'],
  ['DLR', 'DLR', 'both'],
  ['WWR', 'WWR', 'both'],
  ['RJQ', 'RJQ', 'yearly'],
  ['CCC', 'CCC', 'volumes'],
  ['OAC', 'OAC', 'volumes'],
  ['FTR', 'FTR', 'volumes'],
  ['Imm LR', 'Imm LR', 'volumes'],
  ['Admin LR', 'Admin LR', 'volumes'],
  ['CRR', 'CRR', 'volumes'],
  ['BCLR', 'BCLR', 'volumes'],
  ['RFL', 'RFL', 'volumes'],
  ['NR', 'NR', 'volumes', true],
  ['OR', 'OR', 'volumes', true],
  ['CR', 'CR', 'volumes', true],
  ['AR', 'AR', 'volumes', true],
];

const REPORTERS: ReadonlyMap<string, Reporter> = new Map(
  ROWS.flatMap(([en, fr, use, ambiguous]) => {
    const reporter = {
      en,
      fr,
      yearly: use !== 'volumes',
      volumes: use !== 'yearly',
      ambiguous: ambiguous === true,
    };
    return [en, fr].map((name) => [name.replaceAll(' ', ''), reporter] as const);
  }),
);

/** `SCR`, `S.C.R.`, `S. C. R.`: capitals with or without full stops, joined. */
export function readInitials(
  tokens: TokenStream,
  at: number,
): { text: string; next: number } | undefined {
  const word = tokens.word(at);
  if (!/^[A-Z]{1,8}$/.test(word)) return undefined;
  const dotted = (index: number): boolean => tokens.sign(index) === '.' && !tokens.spaced(index);
  if (word.length > 1) return { text: word, next: dotted(at + 1) ? at + 2 : at + 1 };
  let text = '';
  let next = at;
  while (text.length < 8 && /^[A-Z]$/.test(tokens.word(next)) && dotted(next + 1)) {
    text += tokens.word(next);
    next += 2;
  }
  return text === '' ? undefined : { text, next };
}

/** The reporter at `at`: `SCR`, `D.L.R.`, `Imm LR`, `Admin. L.R.` */
export function readReporter(
  tokens: TokenStream,
  at: number,
): { reporter: Reporter; next: number; name: string } | undefined {
  const word = tokens.word(at);
  let prefix = '';
  let from = at;
  if (/^(?:Imm|Admin|Ex)$/.test(word)) {
    prefix = word;
    from = tokens.sign(at + 1) === '.' ? at + 2 : at + 1;
  }
  const initials = readInitials(tokens, from);
  if (initials === undefined) return undefined;
  const name = prefix + initials.text;
  const reporter = REPORTERS.get(name);
  return reporter === undefined ? undefined : { reporter, next: initials.next, name };
}
