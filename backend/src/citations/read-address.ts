import type { AddressRange } from './found-citation.ts';
import type { TokenStream } from './token-stream.ts';

/** Longest list of addresses that is read as one citation, and deepest address. */
const LIST_MAX = 40;
const DEPTH_MAX = 8;

const PART = /^(?:[a-z]{1,2}|[ivxl]{1,6}|[A-Z]{1,2}|[IVXL]{1,6})$/;
const FRENCH_PART = /^(?:[a-z]{1,2}|[ivxl]{1,6})$/;

interface Address {
  readonly section: string;
  readonly parts: readonly string[];
  readonly next: number;
  /** Written the French way, with a closing bracket only: `36(1)a)`. */
  readonly french: boolean;
}

export interface AddressList {
  readonly addresses: readonly AddressRange[];
  readonly next: number;
  readonly french: boolean;
  /** True when the first address names more than a section. */
  readonly deep: boolean;
}

function labelOf({ section, parts }: Pick<Address, 'section' | 'parts'>): string {
  return section + parts.map((part) => `(${part})`).join('');
}

/** `25`, `25.1`, `159.31`; at most three decimals in a row. */
function readDecimal(tokens: TokenStream, at: number): { text: string; next: number } | undefined {
  let text = tokens.digits(at, 4);
  if (text === '') return undefined;
  let next = at + 1;
  for (let count = 0; count < 3; count += 1) {
    const more = tokens.digits(next + 1, 4);
    const joined = tokens.sign(next) === '.' && !tokens.spaced(next) && !tokens.spaced(next + 1);
    if (!joined || more === '') break;
    text += `.${more}`;
    next += 2;
  }
  return { text, next };
}

/** `(1)`, `(1.01)`, `(a)`, `(b.1)`, `(iv)`, `(A)`; the French `a)`. */
function readPart(
  tokens: TokenStream,
  at: number,
): { text: string; next: number; french: boolean } | undefined {
  const bracketed = tokens.sign(at) === '(';
  const inner = bracketed ? at + 1 : at;
  if (bracketed && tokens.spaced(inner)) return undefined;
  let text = '';
  let next = inner;
  if (tokens.isNumber(inner)) {
    if (!bracketed) return undefined;
    const decimal = readDecimal(tokens, inner);
    if (decimal === undefined) return undefined;
    ({ text, next } = decimal);
  } else {
    const word = tokens.word(inner);
    if (!(bracketed ? PART : FRENCH_PART).test(word)) return undefined;
    text = word;
    next = inner + 1;
    const decimals = tokens.digits(next + 1, 3);
    if (tokens.sign(next) === '.' && decimals !== '' && !tokens.spaced(next + 1)) {
      text += `.${decimals}`;
      next += 2;
    }
  }
  if (tokens.sign(next) !== ')' || tokens.spaced(next)) return undefined;
  return { text, next: next + 1, french: !bracketed };
}

function readParts(
  tokens: TokenStream,
  at: number,
): { parts: string[]; next: number; french: boolean } {
  const parts: string[] = [];
  let next = at;
  let french = false;
  while (parts.length < DEPTH_MAX) {
    // A space before a bracket is a slip of typing; before a lone letter it begins a list item.
    if (tokens.spaced(next) && tokens.sign(next) !== '(') break;
    const part = readPart(tokens, next);
    if (part === undefined) break;
    parts.push(part.text);
    french ||= part.french;
    next = part.next;
  }
  return { parts, next, french };
}

/** `25`, `25(1.01)`, `36(1)(a)(i)`, `36(1)a)(i)`, `3c)`, `18.1(4)(d)`. */
function readAddress(tokens: TokenStream, at: number): Address | undefined {
  const section = readDecimal(tokens, at);
  if (section === undefined) return undefined;
  const { parts, next, french } = readParts(tokens, section.next);
  // `1F`, `2d`, `25%`, `10:30` and `1/2` are no addresses.
  if (!tokens.spaced(next) && (tokens.isWord(next) || /^[%$/°€]$/.test(tokens.sign(next))))
    return undefined;
  return { section: section.text, parts, next, french };
}

/** The level of a part: numbers, letters, roman numerals under letters, capitals. */
function levelOf(part: string, above: string | undefined): string {
  if (/^\d/.test(part)) return 'number';
  if (/^[A-Z]/.test(part)) return 'capital';
  return above !== undefined && /^[a-z]/.test(above) && /^[ivxl]+(?:\.|$)/.test(part)
    ? 'roman'
    : 'letter';
}

/** `(2)` after `57(1)` is `57(2)`; `(b)` after `36(1)(a)` is `36(1)(b)`; `(1)` after `25` is `25(1)`. */
function continueFrom(previous: Address, parts: readonly string[]): readonly string[] {
  const first = parts[0] ?? '';
  for (let at = previous.parts.length - 1; at >= 0; at -= 1) {
    const above = at === 0 ? undefined : previous.parts[at - 1];
    const held = previous.parts[at] ?? '';
    if (levelOf(held, above) === levelOf(first, above))
      return [...previous.parts.slice(0, at), ...parts];
  }
  return [...previous.parts, ...parts];
}

const JOINS = new Set(['and', 'et', 'or', 'ou']);
const SPANS = new Set(['to', 'a', 'through', 'au']);
const AFTER_LIST = new Set([
  'of',
  'de',
  'du',
  'des',
  'd',
  'and',
  'et',
  'or',
  'ou',
  'to',
  'a',
  'under',
]);

/** What may stand after a bare number of a list, so that `section 25 and 30 days` is section 25. */
function endsItem(tokens: TokenStream, next: number): boolean {
  if (next >= tokens.length) return true;
  const sign = tokens.sign(next);
  if (sign !== '') return /^[-,.;:()[\]”»"'?!⟦]$/.test(sign);
  return AFTER_LIST.has(tokens.key(next));
}

interface Separator {
  readonly next: number;
  readonly span: boolean;
  /** A bare number is taken without looking at what follows. */
  readonly tight: boolean;
  readonly comma: boolean;
}

function readSeparator(tokens: TokenStream, at: number): Separator | undefined {
  const sign = tokens.sign(at);
  if (sign === '-') {
    return tokens.spaced(at) && !tokens.spaced(at + 1)
      ? undefined
      : { next: at + 1, span: true, tight: true, comma: false };
  }
  if (sign === '&') return { next: at + 1, span: false, tight: false, comma: false };
  if (sign === ',') {
    const joined = JOINS.has(tokens.key(at + 1));
    return { next: joined ? at + 2 : at + 1, span: false, tight: false, comma: !joined };
  }
  const key = tokens.key(at);
  if (JOINS.has(key)) return { next: at + 1, span: false, tight: false, comma: false };
  if (SPANS.has(key)) return { next: at + 1, span: true, tight: false, comma: false };
  return undefined;
}

/**
 * One address or a list: `25(1)`, `96-97`, `26 and 35`, `57(1)-(2)`, `36(1)a) et b)`. `plural` is true
 * after words such as `ss`, which allow bare numbers after commas.
 */
export function readAddressList(
  tokens: TokenStream,
  at: number,
  plural: boolean,
): AddressList | undefined {
  const first = readAddress(tokens, at);
  if (first === undefined) return undefined;
  const addresses: { from: string; to?: string }[] = [{ from: labelOf(first) }];
  let last = first;
  let french = first.french;
  while (addresses.length < LIST_MAX) {
    const separator = readSeparator(tokens, last.next);
    if (separator === undefined) break;
    const item = readItem(tokens, separator, last, plural);
    if (item === undefined) break;
    const open = addresses.at(-1);
    if (separator.span) {
      if (open === undefined || open.to !== undefined) break;
      open.to = labelOf(item);
    } else addresses.push({ from: labelOf(item) });
    french ||= item.french;
    last = item;
  }
  return { addresses, next: last.next, french, deep: first.parts.length > 0 };
}

function readItem(
  tokens: TokenStream,
  separator: Separator,
  last: Address,
  plural: boolean,
): Address | undefined {
  const address = readAddress(tokens, separator.next);
  if (address === undefined) {
    // Only brackets go on from the address before; a lone `b)` does after a French one.
    const bracket = tokens.sign(separator.next) === '(';
    if (!bracket && !(last.french && tokens.isWord(separator.next))) return undefined;
    const part = readPart(tokens, separator.next);
    if (part === undefined) return undefined;
    const rest = readParts(tokens, part.next);
    return {
      section: last.section,
      parts: continueFrom(last, [part.text, ...rest.parts]),
      next: rest.next,
      french: part.french || rest.french,
    };
  }
  if (separator.tight || address.parts.length > 0) return address;
  // `s 25, 2019 SCC 65`: a year is no section here.
  if (separator.comma && /^(?:18|19|20)\d\d$/.test(address.section)) return undefined;
  if (separator.comma && !plural) return undefined;
  return endsItem(tokens, address.next) ? address : undefined;
}
