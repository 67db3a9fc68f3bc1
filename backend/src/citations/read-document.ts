import type { Language } from '@pincite/contract';
import { type DocumentNames, readChapterSection } from './document-names.ts';
import type { WrittenChapter, WrittenDocument } from './found-citation.ts';
import { OTHER_INITIALISMS } from './name-words.ts';
import { keywordAt } from './pinpoint-words.ts';
import { readChapter } from './read-chapter.ts';
import { type ReadName, readName } from './read-name.ts';
import type { TokenStream } from './token-stream.ts';

/** An instrument as written, before or after an address. */
export interface ReadDocument {
  readonly start: number;
  readonly next: number;
  readonly document: Omit<WrittenDocument, 'placed'>;
  /** A chapter number was written, which makes a citation even without an address. */
  readonly numbered: boolean;
  readonly singular: boolean;
  readonly weak: boolean;
  readonly lang: Language | undefined;
}

const BRACKET_MAX = 8;

/** `(IRPA)`, `[IRPA]`, `(the “Act”)` after a name or a chapter. */
function skipBracket(tokens: TokenStream, at: number): number {
  const open = tokens.sign(at);
  if (open !== '(' && open !== '[') return at;
  const close = open === '(' ? ')' : ']';
  if (tokens.isNumber(at + 1)) return at;
  for (let next = at + 1; next <= at + BRACKET_MAX; next += 1)
    if (tokens.sign(next) === close) return next + 1;
  return at;
}

function writtenChapter(
  tokens: TokenStream,
  at: number,
  names: DocumentNames,
): { chapter: WrittenChapter; next: number } | undefined {
  const read = readChapter(tokens, at);
  if (read === undefined) return undefined;
  let { key, next } = read;
  if (names.isPart(key)) {
    const section = readChapterSection(tokens, next);
    const longer = section === undefined ? key : `${key} s ${section.label}`;
    if (section !== undefined && names.chapter(longer).length > 0) {
      key = longer;
      next = section.next;
    }
  }
  const { series, federal, year, lang } = read;
  const text = tokens.slice(at, next);
  return {
    chapter: { text, key, series, federal, year, ids: names.chapter(key), lang },
    next,
  };
}

/** The instrument that begins at `at`: name, chapter, or both; initials that no held instrument bears. */
export function readDocument(
  tokens: TokenStream,
  at: number,
  names: DocumentNames,
): ReadDocument | undefined {
  const chapter = writtenChapter(tokens, at, names);
  if (chapter !== undefined)
    return {
      start: at,
      next: closed(tokens, chapter.next),
      document: { chapter: chapter.chapter },
      numbered: true,
      singular: false,
      weak: false,
      lang: chapter.chapter.lang,
    };
  const name = readName(tokens, at, names);
  if (name !== undefined) return withChapter(tokens, name, names);
  return unknownInitials(tokens, at);
}

/** A bracket after a chapter belongs to the citation only when an address follows. */
function closed(tokens: TokenStream, next: number): number {
  const after = skipBracket(tokens, next);
  if (after === next) return next;
  const comma = tokens.sign(after) === ',' ? after + 1 : after;
  return keywordAt(tokens, comma) === undefined ? next : after;
}

function withChapter(tokens: TokenStream, read: ReadName, names: DocumentNames): ReadDocument {
  const { start, name, generic, singular, weak } = read;
  const base = {
    start,
    singular,
    weak,
    numbered: false,
    lang: name?.lang,
    document: name === undefined ? { anaphor: generic ?? ('any' as const) } : { name },
  };
  if (name === undefined) return { ...base, next: read.next };
  const bracket = skipBracket(tokens, read.next);
  const comma = tokens.sign(bracket) === ',' ? bracket + 1 : bracket;
  const chapter = writtenChapter(tokens, comma, names);
  if (chapter === undefined) return { ...base, next: closed(tokens, read.next) };
  return {
    ...base,
    next: closed(tokens, chapter.next),
    document: { name, chapter: chapter.chapter },
    numbered: true,
    lang: chapter.chapter.lang ?? name.lang,
  };
}

/** `CCRA, s 140`: initials of something that is not held, right before an address. */
function unknownInitials(tokens: TokenStream, at: number): ReadDocument | undefined {
  const word = tokens.word(at);
  if (!/^[A-Z]{3,9}$/.test(word) || OTHER_INITIALISMS.has(word)) return undefined;
  return {
    start: at,
    next: at + 1,
    document: { name: { text: word, ids: [], lang: undefined } },
    numbered: false,
    singular: false,
    weak: true,
    lang: undefined,
  };
}
