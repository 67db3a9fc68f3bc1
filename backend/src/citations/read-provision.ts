import type { Language } from '@pincite/contract';
import type { DocumentNames } from './document-names.ts';
import type { AddressRange, WrittenDocument } from './found-citation.ts';
import { keywordAt } from './pinpoint-words.ts';
import { type AddressList, readAddressList } from './read-address.ts';
import { type ReadDocument, readDocument } from './read-document.ts';
import { readScheduleAddress } from './read-schedule.ts';
import type { TokenStream } from './token-stream.ts';

/** A citation of provisions as tokens `start` to `next`; `document` is absent for a bare address. */
export interface ReadProvision {
  readonly start: number;
  readonly next: number;
  readonly document: WrittenDocument;
  readonly addresses: readonly AddressRange[];
  readonly lang: Language | undefined;
}

/** The outcome of reading at a pinpoint word: a citation, or an address of something that is no law. */
export type ReadAtKeyword = ReadProvision | { readonly foreign: true; readonly next: number };

function addressLang(lang: Language | undefined, list: AddressList): Language | undefined {
  return list.french ? 'fr' : lang;
}

/** `25(1)` after its pinpoint word. */
function readAfterKeyword(
  tokens: TokenStream,
  at: number,
): { list: AddressList; lang: Language | undefined; start: number } | undefined {
  const keyword = keywordAt(tokens, at);
  if (keyword === undefined) return undefined;
  const list = readAddressList(tokens, keyword.next, keyword.plural);
  if (list === undefined || (keyword.deep && !list.deep)) return undefined;
  return { list, lang: addressLang(keyword.lang, list), start: keyword.start };
}

/** An address after its instrument: `, s 25(1)`, ` s. 25`, `, at s 25`, ` 25(1)`, `: art 5`, `, Schedule 1`. */
export function readAddressAfter(
  tokens: TokenStream,
  document: ReadDocument,
  names: DocumentNames,
): ReadProvision | undefined {
  let at = document.next;
  if (/^[,:]$/.test(tokens.sign(at))) at += 1;
  if (/^(?:at|in|a|aux|au)$/.test(tokens.key(at))) at += 1;
  else if (tokens.key(at) === 'l' && tokens.sign(at + 1) === "'") at += 2;
  if (tokens.broken(at)) return undefined;
  const placed = { ...document.document, placed: 'before' as const };
  if (!document.singular) {
    const read = readAfterKeyword(tokens, at);
    // `RIPR, l’alinéa 36(1)a) de la Loi`: the instrument after the address is its own.
    if (read !== undefined && namedAfter(tokens, read.list.next, names)) return undefined;
    if (read !== undefined)
      return {
        start: document.start,
        next: read.list.next,
        document: placed,
        addresses: read.list.addresses,
        lang: document.lang ?? read.lang,
      };
    const schedule = readScheduleAddress(tokens, at);
    if (schedule !== undefined)
      return {
        start: document.start,
        next: schedule.next,
        document: placed,
        addresses: [{ from: schedule.label }],
        lang: document.lang ?? schedule.lang,
      };
  }
  // `IRPA 25(1)`, `RPD Rule 54`: without a pinpoint word, right after a name that is held.
  const held = (document.document.name?.ids.length ?? 0) > 0;
  if (!held || at !== document.next) return undefined;
  const list = readAddressList(tokens, at, false);
  if (list === undefined || !(list.deep || document.singular)) return undefined;
  return {
    start: document.start,
    next: list.next,
    document: placed,
    addresses: list.addresses,
    lang: document.lang,
  };
}

const FRENCH_ARTICLES = new Set(['la', 'le', 'les', 'cette', 'ce', 'ladite', 'ledit']);
const ENGLISH_ARTICLES = new Set(['the', 'that', 'this', 'said', 'its', 'such']);

/** What stands after `of` and its like; undefined when there is no such word. */
function connector(tokens: TokenStream, at: number): number | undefined {
  const key = tokens.key(at);
  let next = at + 1;
  if (key === 'of' || key === 'under' || key === 'in') {
    return ENGLISH_ARTICLES.has(tokens.key(next)) ? next + 1 : next;
  }
  if (key === 'du' || key === 'des' || key === 'dudit') return next;
  if (key === 'de') {
    if (FRENCH_ARTICLES.has(tokens.key(next))) return next + 1;
    if (tokens.key(next) === 'l' && tokens.sign(next + 1) === "'") return next + 2;
    return next;
  }
  if (key === 'd' && tokens.sign(next) === "'") {
    next += 1;
    return next;
  }
  return undefined;
}

function namedAfter(tokens: TokenStream, at: number, names: DocumentNames): boolean {
  const of = connector(tokens, at);
  return of !== undefined && readDocument(tokens, of, names)?.start === of;
}

/** The citation that begins with the pinpoint word at `at`. */
export function readFromKeyword(
  tokens: TokenStream,
  at: number,
  names: DocumentNames,
): ReadAtKeyword | undefined {
  const read = readAfterKeyword(tokens, at) ?? schedule(tokens, at);
  if (read === undefined) return undefined;
  const { list, lang, start } = read;
  const bare: ReadProvision = {
    start,
    next: list.next,
    document: { anaphor: 'any', placed: 'nowhere' },
    addresses: list.addresses,
    lang,
  };
  const comma = tokens.sign(list.next) === ',' ? list.next + 1 : list.next;
  const of = connector(tokens, comma);
  if (of !== undefined) {
    const document = readDocument(tokens, of, names);
    if (document !== undefined && document.start === of)
      return {
        ...bare,
        next: document.next,
        document: { ...document.document, placed: 'after' },
        lang: document.lang ?? lang,
      };
    // `section 25 of the lease` is no law; `s 25 in 2019` and `s 25 under review` stay bare.
    const word = tokens.key(comma);
    if (word === 'in' || word === 'under') return bare;
    return { foreign: true, next: list.next };
  }
  return directlyAfter(tokens, bare, comma, names) ?? bare;
}

function schedule(
  tokens: TokenStream,
  at: number,
): { list: AddressList; lang: Language | undefined; start: number } | undefined {
  const read = readScheduleAddress(tokens, at);
  if (read === undefined) return undefined;
  const after = tokens.key(read.next);
  // Only with its instrument: `Schedule 1 to the Citizenship Act`.
  if (!/^(?:of|to|de|du)$/.test(after)) return undefined;
  const list = { addresses: [{ from: read.label }], next: read.next, french: false, deep: true };
  return { list, lang: read.lang, start: at };
}

/** `s. 57(1)-(2) IRPA`, `art 25, LIPR`: a name right after, unless it opens a citation of its own. */
function directlyAfter(
  tokens: TokenStream,
  bare: ReadProvision,
  at: number,
  names: DocumentNames,
): ReadProvision | undefined {
  if (tokens.broken(at)) return undefined;
  const match = names.match(tokens, at);
  if (match === undefined || match.singular) return undefined;
  const document = readDocument(tokens, at, names);
  if (document === undefined || document.start !== at) return undefined;
  if (readAddressAfter(tokens, document, names) !== undefined) return undefined;
  return {
    ...bare,
    next: document.next,
    document: { ...document.document, placed: 'after' },
    lang: document.lang ?? bare.lang,
  };
}
