import type { Language } from '@pincite/contract';
import type { ProvisionLabel } from '../domain/law.ts';
import type { TokenStream } from './token-stream.ts';

const WORDS: Readonly<Record<string, Language>> = { schedule: 'en', annexe: 'fr' };

/** `Schedule`, `Schedule 1`, `annexe II`, `Schedule 1, E`: the address of a schedule or an item in it. */
export function readScheduleAddress(
  tokens: TokenStream,
  at: number,
): { label: ProvisionLabel; next: number; lang: Language } | undefined {
  const lang = WORDS[tokens.key(at)];
  if (lang === undefined) return undefined;
  let label = 'Schedule';
  let next = at + 1;
  const number =
    tokens.digits(next, 3) || (/^[IVX]{1,5}$/.test(tokens.word(next)) ? tokens.word(next) : '');
  if (number !== '' && tokens.spaced(next)) {
    label += ` ${number}`;
    next += 1;
    if (tokens.sign(next) === '.' && !tokens.spaced(next + 1) && tokens.isNumber(next + 1)) {
      label += `.${tokens.digits(next + 1, 3)}`;
      next += 2;
    }
  }
  const item = tokens.sign(next) === ',' ? tokens.word(next + 1) : '';
  if (/^[A-Z]$/.test(item)) return { label: `${label}, ${item}`, next: next + 2, lang };
  return { label, next, lang };
}
