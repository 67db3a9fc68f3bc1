/** A sentence with its passage markers taken out. */
export interface Unmarked {
  readonly text: string;
  /** Ids in order of first use. */
  readonly ids: readonly string[];
  /** False when a marker is not written as one. */
  readonly wellFormed: boolean;
}

const MARKER = /⟦([^⟦⟧]{0,200})⟧/gu;
const ID = /^S\d{1,4}\.p\d{1,4}$/u;

/** Takes the markers `⟦S1.p2⟧` (or `⟦S1.p2, S1.p3⟧`) out of a sentence and mends the spaces they leave. */
export function readMarkers(text: string): Unmarked {
  const ids: string[] = [];
  let wellFormed = true;
  const bare = text.replace(MARKER, (_whole, inner: string) => {
    for (const id of inner.split(/[,;\s]+/u).filter((part) => part !== '')) {
      if (!ID.test(id)) wellFormed = false;
      else if (!ids.includes(id)) ids.push(id);
    }
    if (inner.trim() === '') wellFormed = false;
    return ' ';
  });
  if (/[⟦⟧]/u.test(bare)) wellFormed = false;
  return { text: mendSpaces(bare.replace(/[⟦⟧]/gu, '')), ids, wellFormed };
}

/** One space between words, none before a full stop or comma; French keeps its space before `:;?!»`. */
function mendSpaces(text: string): string {
  return text
    .replace(/[ \t]{2,}/gu, ' ')
    .replace(/[ \t]+([.,)])/gu, '$1')
    .replace(/([.?!…])(?:[ \t]*\.)(?=\s|$)/gu, (whole, sign: string) =>
      whole.includes('..') ? whole : sign,
    )
    .trim();
}
