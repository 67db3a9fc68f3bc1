import type { DocumentNames, NameMatch } from './document-names.ts';
import { CHARTER } from './document-names.ts';
import type { WrittenName } from './found-citation.ts';
import {
  ENGLISH_CONNECTORS,
  ENGLISH_HEADS,
  FRENCH_HEADS,
  FRENCH_JOINTS,
  FRENCH_OPENINGS,
  FRENCH_SEQUELS,
  OPENING_WORDS,
  PROVINCES,
} from './name-words.ts';
import { keywordAt } from './pinpoint-words.ts';
import { readChapter } from './read-chapter.ts';
import type { TokenStream } from './token-stream.ts';

const RUN_MAX = 24;

/** A name that was read, known or not, or a word such as "the Act" that points back. */
export interface ReadName {
  readonly start: number;
  readonly next: number;
  readonly name?: WrittenName;
  readonly generic?: 'act' | 'regulation';
  readonly singular: boolean;
  readonly weak: boolean;
}

function known(tokens: TokenStream, at: number, match: NameMatch): ReadName {
  const { ids, lang, next, singular, weak } = match;
  return { start: at, next, name: { text: tokens.slice(at, next), ids, lang }, singular, weak };
}

function unknown(tokens: TokenStream, at: number, next: number, lang: 'en' | 'fr'): ReadName {
  const text = tokens.slice(at, next);
  return { start: at, next, name: { text, ids: [], lang }, singular: false, weak: false };
}

function genericOf(key: string): 'act' | 'regulation' {
  return key === 'act' || key === 'loi' || key === 'code' ? 'act' : 'regulation';
}

/** A name that begins at or shortly after the capitalised word `at`. */
export function readName(
  tokens: TokenStream,
  at: number,
  names: DocumentNames,
): ReadName | undefined {
  if (!tokens.isWord(at) || (!tokens.spaced(at) && tokens.sign(at - 1) === '-')) return undefined;
  if (FRENCH_HEADS.has(tokens.key(at))) {
    const french = readFrenchName(tokens, at, names);
    if (french !== undefined) return french;
  }
  return tokens.capital(at) ? readEnglishName(tokens, at, names) : undefined;
}

/** Where the run of capitalised and small joining words that begins at `at` ends. */
function runEnd(tokens: TokenStream, at: number): number {
  let end = at;
  let last = at;
  while (end < at + RUN_MAX && tokens.isWord(end)) {
    if (end > at && (!tokens.spaced(end) || tokens.broken(end))) break;
    if (ENGLISH_CONNECTORS.has(tokens.key(end))) {
      end += 1;
      continue;
    }
    if (!tokens.capital(end)) break;
    end += 1;
    last = end;
  }
  return last;
}

function readEnglishName(
  tokens: TokenStream,
  at: number,
  names: DocumentNames,
): ReadName | undefined {
  const end = runEnd(tokens, at);
  let head = at;
  while (head < end && !ENGLISH_HEADS.has(tokens.key(head))) head += 1;
  for (let from = at; from <= Math.min(head, end - 1); from += 1) {
    const match = names.match(tokens, from);
    if (match === undefined) continue;
    const whole = sequel(tokens, match, end, names);
    const begins = opensCleanly(tokens, at, from, match);
    if (begins && whole === match.next) return known(tokens, from, match);
    return unknown(tokens, begins ? from : stripped(tokens, at, from), whole, 'en');
  }
  if (head >= end) return undefined;
  const from = stripped(tokens, at, head);
  const next = yearAfter(tokens, head + 1);
  if (from === head) {
    const key = tokens.key(head);
    // `Rules of Civil Procedure`.
    if (tokens.key(head + 1) === 'of' && head + 2 < end && tokens.capital(head + 2))
      return unknown(tokens, head, end, 'en');
    return {
      start: head,
      next: head + 1,
      generic: genericOf(key),
      singular: false,
      weak: false,
    };
  }
  return unknown(tokens, from, next, 'en');
}

/** Leading words that open a sentence or join are no part of a name. */
function stripped(tokens: TokenStream, at: number, head: number): number {
  let from = at;
  while (
    from < head &&
    (OPENING_WORDS.has(tokens.key(from)) || ENGLISH_CONNECTORS.has(tokens.key(from)))
  )
    from += 1;
  return from;
}

/** Whether a known name at `from` is not merely the tail of a longer, unknown one that begins at `at`. */
function opensCleanly(tokens: TokenStream, at: number, from: number, match: NameMatch): boolean {
  if (from === at) return !ofProvince(tokens, at);
  const before = tokens.key(from - 1);
  // Initials are a name by themselves: `New IRPA rules`.
  if (match.next === from + 1 && !PROVINCES.has(before)) return true;
  if (/^(?:of|for|and|or|respecting|on)$/.test(before)) return stripped(tokens, at, from) === from;
  return OPENING_WORDS.has(before) || ENGLISH_CONNECTORS.has(before);
}

/** `Ontario’s Privacy Act` is not Canada's. */
function ofProvince(tokens: TokenStream, at: number): boolean {
  return (
    tokens.key(at - 1) === 's' && tokens.sign(at - 2) === "'" && PROVINCES.has(tokens.key(at - 3))
  );
}

/** Where a known name really ends: `Citizenship Act Regulations`, `Citizenship Regulations, No. 3`, `(Ontario)`. */
function sequel(tokens: TokenStream, match: NameMatch, end: number, names: DocumentNames): number {
  const { next } = match;
  if (match.ids.includes(CHARTER)) return next;
  if (next < end && tokens.capital(next) && names.match(tokens, next) === undefined) {
    for (let at = next; at < end && tokens.capital(at); at += 1)
      if (ENGLISH_HEADS.has(tokens.key(at))) return at + 1;
  }
  const comma = tokens.sign(next) === ',' ? next + 1 : next;
  if (tokens.key(comma) === 'no' && /^No$/i.test(tokens.word(comma))) {
    const number = tokens.sign(comma + 1) === '.' ? comma + 2 : comma + 1;
    if (tokens.digits(number, 3) !== '') return number + 1;
  }
  const close = provinceInBrackets(tokens, next);
  return close ?? yearAfter(tokens, next);
}

function provinceInBrackets(tokens: TokenStream, next: number): number | undefined {
  if (tokens.sign(next) !== '(' || !PROVINCES.has(tokens.key(next + 1))) return undefined;
  for (let at = next + 2; at < next + 5; at += 1) if (tokens.sign(at) === ')') return at + 1;
  return undefined;
}

/** `Constitution Act, 1867`: a year that is a part of the name. */
function yearAfter(tokens: TokenStream, next: number): number {
  if (tokens.sign(next) !== ',' || !/^(?:18|19|20)\d\d$/.test(tokens.digits(next + 1, 4)))
    return next;
  // `Citizenship Act, 2019 SCC 65` is followed by a case.
  return tokens.isWord(next + 2) && tokens.capital(next + 2) ? next : next + 2;
}

function readFrenchName(
  tokens: TokenStream,
  at: number,
  names: DocumentNames,
): ReadName | undefined {
  const match = names.match(tokens, at);
  if (match !== undefined) {
    const end = frenchSequel(tokens, match.next);
    return end === match.next ? known(tokens, at, match) : unknown(tokens, at, end, 'fr');
  }
  const key = tokens.key(at);
  const opening = tokens.key(at + 1);
  const capital = tokens.capital(at);
  if (capital && FRENCH_OPENINGS.has(opening) && tokens.spaced(at + 1)) {
    const comma = frenchClause(tokens, at + 1);
    return unknown(tokens, at, comma ?? frenchPhrase(tokens, at + 1), 'fr');
  }
  // `Code` and `Ordonnance` alone may be English, or no law at all.
  if (!/^(?:loi|reglement|regles|decret)$/.test(key) || !capital) return undefined;
  return { start: at, next: at + 1, generic: genericOf(key), singular: false, weak: false };
}

/** Words up to a comma after which a chapter or an address stands: the name is all of them. */
function frenchClause(tokens: TokenStream, from: number): number | undefined {
  for (let at = from; at < from + RUN_MAX; at += 1) {
    const sign = tokens.sign(at);
    if (sign === ',') {
      const cited =
        keywordAt(tokens, at + 1) !== undefined || readChapter(tokens, at + 1) !== undefined;
      return cited ? at : undefined;
    }
    if (sign !== '' && sign !== "'" && sign !== '-') return undefined;
    if (!tokens.isWord(at) && sign === '') return undefined;
  }
  return undefined;
}

/** Head, joints and nouns, as far as the pattern of a French title goes. */
function frenchPhrase(tokens: TokenStream, from: number): number {
  let at = from;
  let end = from;
  let joint = true;
  while (at < from + RUN_MAX) {
    if (tokens.sign(at) === "'") {
      at += 1;
      continue;
    }
    const word = tokens.isWord(at);
    if (!word) break;
    if (FRENCH_JOINTS.has(tokens.key(at))) {
      if (!joint && tokens.key(at) === 'a') break;
      joint = true;
      at += 1;
      continue;
    }
    if (!joint) break;
    joint = false;
    at += 1;
    end = at;
  }
  return end;
}

/** Where a known French name really ends: `Loi sur la citoyenneté canadienne`, `… et l’immigration`. */
function frenchSequel(tokens: TokenStream, next: number): number {
  if (FRENCH_SEQUELS.has(tokens.key(next)) && tokens.spaced(next)) return next + 1;
  const bracket = provinceInBrackets(tokens, next);
  if (bracket !== undefined) return bracket;
  const key = tokens.key(next);
  if (key === 'du' || key === 'de') {
    const place =
      tokens.key(next + 1) === 'l' || tokens.key(next + 1) === 'la' ? next + 2 : next + 1;
    const name = tokens.sign(place) === "'" ? place + 1 : place;
    if (PROVINCES.has(tokens.key(name)) || tokens.key(name) === 'canada') return name + 1;
  }
  const clause = tokens.sign(next) === '' ? frenchClause(tokens, next) : undefined;
  // Only a few words can belong to the name; more are a clause of the sentence.
  return clause !== undefined && clause - next <= 6 && !verbal(tokens, next, clause)
    ? clause
    : next;
}

/** Words that show a sentence going on: names of other laws, pronouns, `et le Règlement`. */
function verbal(tokens: TokenStream, from: number, end: number): boolean {
  for (let at = from; at < end; at += 1) {
    if (tokens.capital(at)) return true;
    if (
      /^(?:qui|que|dont|est|sont|prevoit|selon|son|sa|ses|ainsi|ou|voir|dit|dispose)$/.test(
        tokens.key(at),
      )
    )
      return true;
  }
  return false;
}
