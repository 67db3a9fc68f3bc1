/** A text folded for comparison, with the place in the original of each of its characters. */
interface Folded {
  readonly text: string;
  readonly places: readonly number[];
}

/** Quotes, dashes, spaces and compatibility forms made one; case kept or dropped. */
function fold(text: string): Folded {
  let folded = '';
  const places: number[] = [];
  let spaced = true;
  for (let at = 0; at < text.length; ) {
    const point = text.codePointAt(at) ?? 0;
    const original = String.fromCodePoint(point);
    let plain = original.normalize('NFKC');
    if (/[\s\u00ad\u200b]/u.test(plain) || plain.trim() === '') plain = ' ';
    else if (/[‘’ʼ‛´`]/u.test(plain)) plain = "'";
    else if (/[“”„«»]/u.test(plain)) plain = '"';
    else if (/[‐-―−]/u.test(plain)) plain = '-';
    plain = plain.toLowerCase();
    // French print puts spaces inside its quotation marks and before its signs.
    if (plain === ' ' && spaced) {
      at += original.length;
      continue;
    }
    for (const char of plain) {
      folded += char;
      for (let unit = 0; unit < char.length; unit += 1) places.push(at);
    }
    spaced = plain === ' ';
    at += original.length;
  }
  places.push(text.length);
  return { text: folded, places };
}

/** Spaces that print puts beside quotation marks and before signs are no difference. */
function loosen({ text, places }: Folded): Folded {
  let loose = '';
  const kept: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const next = text.charAt(at + 1);
    const previous = text.charAt(at - 1);
    if (text.charAt(at) === ' ' && (/[";:?!,.)]/u.test(next) || /["(]/u.test(previous))) continue;
    loose += text.charAt(at);
    kept.push(places[at] ?? 0);
  }
  kept.push(places.at(-1) ?? 0);
  return { text: loose, places: kept };
}

const ELLIPSIS = /\s*(?:\[\s*(?:…|\.\.\.)\s*\]|…|\.\s?\.\s?\.)\s*/u;
/** Words between two pieces of a quotation that an ellipsis may leave out, at most. */
const PIECES_MAX = 12;

function isWordChar(char: string): boolean {
  return /[\p{L}\p{N}]/u.test(char);
}

/** The piece in `text` from `from` on, at word borders. */
function locate(piece: string, text: string, from: number): number {
  for (let at = text.indexOf(piece, from); at !== -1; at = text.indexOf(piece, at + 1)) {
    const opens = !isWordChar(piece.charAt(0)) || !isWordChar(text.charAt(at - 1));
    const end = at + piece.length;
    const closes = !isWordChar(piece.charAt(piece.length - 1)) || !isWordChar(text.charAt(end));
    if (opens && closes) return at;
  }
  return -1;
}

/**
 * Where a quotation stands in a text, word for word, or undefined. No difference are: case, the style of
 * quotation marks and dashes, white space, compatibility forms (NFKC), a sign of punctuation at the
 * quotation's end. An ellipsis stands for words left out, in order; `[t]he` is `The`.
 */
export function findQuote(
  quote: string,
  text: string,
): { readonly start: number; readonly end: number } | undefined {
  const pieces = quote
    .replace(/\[(\p{L}{1,2})\](?=\p{L})/gu, '$1')
    .split(ELLIPSIS)
    .map((piece) => loosen(fold(piece)).text.trim())
    .map((piece, index, all) => (index === all.length - 1 ? piece.replace(/[.,;:]+$/u, '') : piece))
    .filter((piece) => piece !== '');
  if (pieces.length === 0 || pieces.length > PIECES_MAX) return undefined;
  const folded = loosen(fold(text));
  let start = -1;
  let from = 0;
  for (const piece of pieces) {
    const at = locate(piece, folded.text, from);
    if (at === -1) return undefined;
    if (start === -1) start = at;
    from = at + piece.length;
  }
  const last = folded.places[from - 1] ?? 0;
  const end = last + ((text.codePointAt(last) ?? 0) > 0xffff ? 2 : 1);
  return { start: folded.places[start] ?? 0, end };
}

/** A quotation in a sentence, marks included in `start` and `end`. */
export interface Quotation {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const CLOSING: Readonly<Record<string, string>> = { '“': '”', '«': '»', '„': '”' };

/**
 * The outermost quotations of a sentence: `“ ”`, `« »`, `" "`, and `‘ ’` or `' '` around words. Marks of
 * one kind nest; one that is never closed reaches to the last closing mark, else to the end.
 */
export function quotationsOf(sentence: string): Quotation[] {
  const found: Quotation[] = [];
  let at = 0;
  while (at < sentence.length) {
    const open = sentence.charAt(at);
    const close = closingOf(sentence, at);
    if (close === undefined) {
      at += 1;
      continue;
    }
    const end = matching(sentence, at, open, close);
    found.push({
      text: sentence.slice(at + 1, end),
      start: at,
      end: Math.min(end + 1, sentence.length),
    });
    at = end + 1;
  }
  return found;
}

/** The mark that closes the one at `at`; undefined when there is no opening mark there. */
function closingOf(sentence: string, at: number): string | undefined {
  const open = sentence.charAt(at);
  const known = CLOSING[open];
  if (known !== undefined) return known;
  if (open === '"') return '"';
  const before = sentence.charAt(at - 1);
  const opens = !isWordChar(before) && isWordChar(sentence.charAt(at + 1));
  if (open === '‘' && opens) return '’';
  // A straight apostrophe opens a quotation only when one like it ends a word later.
  if (open === "'" && opens && /\p{L}[.,]?'(?=[\s.,;:)]|$)/u.test(sentence.slice(at + 1)))
    return "'";
  return undefined;
}

function matching(sentence: string, from: number, open: string, close: string): number {
  let depth = 1;
  for (let at = from + 1; at < sentence.length; at += 1) {
    const char = sentence.charAt(at);
    if (char === close) {
      // An apostrophe inside a word closes nothing.
      if ((close === '’' || close === "'") && isWordChar(sentence.charAt(at + 1))) continue;
      depth -= 1;
      if (depth === 0) return at;
    } else if (char === open) depth += 1;
  }
  const last = sentence.lastIndexOf(close);
  return last > from ? last : sentence.length;
}

/** How many words a text has. */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu)?.length ?? 0;
}
