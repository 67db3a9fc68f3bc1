/** A piece of a text; `marked` pieces are shown highlighted. */
export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

const FOLDED: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '«': '"',
  '»': '"',
  '–': '-',
  '—': '-',
  '‑': '-',
  '\u00a0': ' ',
  '\u202f': ' ',
  '\n': ' ',
  '\t': ' ',
};

/** Character by character, so that places in the folded text are places in the text. */
function fold(text: string): string {
  return [...text]
    .map((character) =>
      character.length > 1 ? '\u0000\u0000' : (FOLDED[character] ?? character.toLowerCase()),
    )
    .join('');
}

/** The quotations of a sentence, the longest first. */
export function quotationsOf(sentence: string): string[] {
  return [...sentence.matchAll(/[“«"]([^“”«»"]{8,})[”»"]/g)]
    .flatMap(([, quote = '']) => quote.split('…'))
    .map((quote) => quote.trim())
    .filter((quote) => quote.length >= 8)
    .sort((a, b) => b.length - a.length);
}

/** Marks every place of `text` where one of the quotations stands, quotes and spaces aside. */
export function markQuotations(text: string, quotations: readonly string[]): Piece[] {
  const folded = fold(text);
  const ranges = quotations
    .map((quote) => {
      const start = folded.indexOf(fold(quote.replace(/\s+/g, ' ')));
      return start < 0 ? undefined : { start, end: start + quote.replace(/\s+/g, ' ').length };
    })
    .filter((range) => range !== undefined)
    .sort((a, b) => a.start - b.start);
  const pieces: Piece[] = [];
  let place = 0;
  for (const { start, end } of ranges) {
    if (start < place) continue;
    if (start > place) pieces.push({ text: text.slice(place, start), marked: false });
    pieces.push({ text: text.slice(start, end), marked: true });
    place = end;
  }
  if (place < text.length) pieces.push({ text: text.slice(place), marked: false });
  return pieces;
}

/** Marks the words of a query in a text, by their beginnings (a simple stem), accents aside. */
export function markWords(text: string, query: string): Piece[] {
  const plain = (word: string): string =>
    word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  const stems = (query.match(/[\p{L}\p{N}]{4,}/gu) ?? []).map((word) =>
    plain(word).slice(0, Math.max(4, word.length - 3)),
  );
  if (stems.length === 0) return [{ text, marked: false }];
  return text
    .split(/([\p{L}\p{N}]+)/u)
    .filter((part) => part !== '')
    .map((part) => ({
      text: part,
      marked: part.length > 3 && stems.some((stem) => plain(part).startsWith(stem)),
    }));
}
