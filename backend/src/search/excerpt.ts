import type { Language } from '@pincite/contract';
import { sentencesOf } from '../domain/sentences.ts';
import { analyse } from './analyse.ts';

const ELLIPSIS = '…';

/**
 * The part of a passage that shows best why it was found: the run of whole sentences, at most
 * `maxLength` UTF-16 units, that holds most of the query's tokens; the earliest among equals. What is
 * left out is marked with an ellipsis. White space is flattened.
 */
export function excerpt(
  text: string,
  queryTokens: Iterable<string>,
  lang: Language,
  maxLength: number,
): string {
  const flat = flatten(text);
  if (flat.length <= maxLength) return flat;
  const wanted = new Set(queryTokens);
  const sentences = sentencesOf(text, lang).map(flatten);
  const found = sentences.map(
    (sentence) => new Set(analyse(sentence, lang).filter((token) => wanted.has(token))),
  );
  // Room for an ellipsis and a space on both sides.
  const room = Math.max(maxLength - 4, 1);
  const { first, last } = bestRun(sentences, found, room);
  const run = sentences.slice(first, last + 1).join(' ');
  const cut = run.length > room ? cutAround(run, wanted, lang, room) : run;
  const before = first > 0 && !cut.startsWith(ELLIPSIS) ? `${ELLIPSIS} ` : '';
  const after = last < sentences.length - 1 && !cut.endsWith(ELLIPSIS) ? ` ${ELLIPSIS}` : '';
  return `${before}${cut}${after}`;
}

function flatten(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

function bestRun(
  sentences: readonly string[],
  found: readonly ReadonlySet<string>[],
  room: number,
): { first: number; last: number } {
  let best = { first: 0, last: 0, score: -1 };
  for (let first = 0; first < sentences.length; first += 1) {
    const held = new Set<string>();
    let length = -1;
    for (let last = first; last < sentences.length; last += 1) {
      length += (sentences[last]?.length ?? 0) + 1;
      if (last > first && length > room) break;
      for (const token of found[last] ?? []) held.add(token);
      // A longer run wins only by what it adds; starting at the beginning tips the balance.
      const score = held.size + (first === 0 ? 0.5 : 0) + Math.min(length / room, 1) * 0.25;
      if (score > best.score) best = { first, last, score };
    }
  }
  return best;
}

/** A piece of one long sentence around the first word that was asked for. */
function cutAround(
  sentence: string,
  wanted: ReadonlySet<string>,
  lang: Language,
  room: number,
): string {
  const words = sentence.split(' ');
  const hit = words.findIndex((word) => analyse(word, lang).some((token) => wanted.has(token)));
  let from = 0;
  if (hit > 0 && words.slice(0, hit + 1).join(' ').length > room * 0.6) {
    let back = 0;
    from = hit;
    while (from > 0 && back + (words[from - 1]?.length ?? 0) + 1 < room * 0.25) {
      from -= 1;
      back += (words[from]?.length ?? 0) + 1;
    }
  }
  let piece = from > 0 ? `${ELLIPSIS} ` : '';
  for (const word of words.slice(from)) {
    if (piece.length + word.length + 2 > room) {
      // A single word that fills the room is cut, so that something is shown.
      if (piece.trimEnd().length <= 1) piece += word.slice(0, room);
      return `${piece.trimEnd()} ${ELLIPSIS}`;
    }
    piece += `${word} `;
  }
  return piece.trimEnd();
}
