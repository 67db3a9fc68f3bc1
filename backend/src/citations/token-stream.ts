const WORD = 1;
const NUMBER = 2;
const SIGN = 3;
const KIND_MASK = 3;
const SPACED = 4;
const BROKEN = 8;

const LETTER = /[\p{L}\p{M}]/u;

/** The class of a UTF-16 unit: 0 space, else a token kind. */
function classOf(code: number): number {
  if (code < 128) {
    if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) return WORD;
    if (code >= 48 && code <= 57) return NUMBER;
    return code <= 32 ? 0 : SIGN;
  }
  // No-break, figure, thin and narrow spaces, as print and word processors write them.
  if (code === 0xa0 || code === 0x202f || code === 0x2028 || code === 0x2029 || code === 0x3000)
    return 0;
  if (code >= 0x2000 && code <= 0x200a) return 0;
  return LETTER.test(String.fromCharCode(code)) ? WORD : SIGN;
}

/** Dashes and apostrophes of print, as typed. */
function plainSign(code: number): string {
  if (code >= 0x2010 && code <= 0x2015) return '-';
  if (code === 0x2212) return '-';
  if (code === 0x2018 || code === 0x2019 || code === 0x02bc) return "'";
  return String.fromCharCode(code);
}

/** Lower case without accents: how words are compared. */
export function foldWord(word: string): string {
  const lower = word.toLowerCase();
  for (let at = 0; at < lower.length; at += 1) {
    if (lower.charCodeAt(at) > 127)
      return lower.normalize('NFD').replace(/\p{M}/gu, '').replace(/œ/g, 'oe').replace(/æ/g, 'ae');
  }
  return lower;
}

/**
 * A text as words, numbers and single signs, with their UTF-16 offsets. Cut once, in time linear in the
 * text; readers look at a bounded number of tokens from where they stand, so that scanning is linear too.
 * Asking beyond either end gives empty strings.
 */
export class TokenStream {
  readonly text: string;
  readonly length: number;
  private readonly starts: Uint32Array;
  private readonly ends: Uint32Array;
  private readonly flags: Uint8Array;

  constructor(text: string) {
    this.text = text;
    this.starts = new Uint32Array(text.length);
    this.ends = new Uint32Array(text.length);
    this.flags = new Uint8Array(text.length);
    let count = 0;
    let at = 0;
    let spaced = SPACED;
    let lines = 0;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      const kind = classOf(code);
      if (kind === 0) {
        spaced = SPACED;
        if (code === 10) lines += 1;
        at += 1;
        continue;
      }
      let end = at + 1;
      if (kind !== SIGN)
        while (end < text.length && classOf(text.charCodeAt(end)) === kind) end += 1;
      this.starts[count] = at;
      this.ends[count] = end;
      this.flags[count] = kind | spaced | (lines > 1 ? BROKEN : 0);
      count += 1;
      at = end;
      spaced = 0;
      lines = 0;
    }
    this.length = count;
  }

  start(index: number): number {
    return this.starts[index] ?? this.text.length;
  }
  /** Where token `index` ends; for a reader's `next`, ask for `next - 1`. */
  end(index: number): number {
    return this.ends[index] ?? 0;
  }
  raw(index: number): string {
    if (index < 0 || index >= this.length) return '';
    return this.text.slice(this.start(index), this.end(index));
  }
  isWord(index: number): boolean {
    return ((this.flags[index] ?? 0) & KIND_MASK) === WORD && index < this.length;
  }
  isNumber(index: number): boolean {
    return ((this.flags[index] ?? 0) & KIND_MASK) === NUMBER && index < this.length;
  }
  /** The sign at `index`, dashes and apostrophes made plain; empty for words and numbers. */
  sign(index: number): string {
    if (((this.flags[index] ?? 0) & KIND_MASK) !== SIGN || index >= this.length) return '';
    return plainSign(this.text.charCodeAt(this.start(index)));
  }
  /** The word at `index`, as written; empty for anything else and for what is too long to be a word. */
  word(index: number): string {
    return this.isWord(index) && this.end(index) - this.start(index) <= 40 ? this.raw(index) : '';
  }
  /** The word at `index`, folded. */
  key(index: number): string {
    const word = this.word(index);
    return word === '' ? '' : foldWord(word);
  }
  /** The digits at `index`, when there are at most `most`; else empty. */
  digits(index: number, most: number): string {
    return this.isNumber(index) && this.end(index) - this.start(index) <= most
      ? this.raw(index)
      : '';
  }
  /** True when white space stands before the token, and at the start of the text. */
  spaced(index: number): boolean {
    return index >= this.length || ((this.flags[index] ?? 0) & SPACED) !== 0;
  }
  /** True when a blank line stands before the token. */
  broken(index: number): boolean {
    return ((this.flags[index] ?? 0) & BROKEN) !== 0;
  }
  /** True when the word begins with a capital. */
  capital(index: number): boolean {
    if (!this.isWord(index)) return false;
    const code = this.text.charCodeAt(this.start(index));
    if (code < 128) return code >= 65 && code <= 90;
    const first = String.fromCharCode(code);
    return first !== first.toLowerCase();
  }
  /** The text between two tokens, both included up to `next - 1`. */
  slice(from: number, next: number): string {
    return this.text.slice(this.start(from), this.end(next - 1));
  }
}
