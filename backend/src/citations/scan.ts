import type { Language } from '@pincite/contract';
import type { DocumentId } from '../domain/law.ts';
import { bindAntecedents, type Mention } from './bind-antecedents.ts';
import { CHARTER, type DocumentNames } from './document-names.ts';
import type {
  FoundCase,
  FoundCitation,
  FoundProvision,
  WrittenDocument,
} from './found-citation.ts';
import { keywordAt } from './pinpoint-words.ts';
import { readAddressList } from './read-address.ts';
import { readCase } from './read-case.ts';
import { type ReadDocument, readDocument } from './read-document.ts';
import { type ReadProvision, readAddressAfter, readFromKeyword } from './read-provision.ts';
import { TokenStream } from './token-stream.ts';

export interface ScanOptions {
  /** The instrument that a bare address belongs to when the text names none before it. */
  readonly context?: DocumentId;
}

/** Longest quoted term, in tokens, that may be a definition after an address. */
const TERM_MAX_TOKENS = 14;

/**
 * Recognises the citations of a text, in both languages, with their UTF-16 offsets, in order. Reads once
 * from left to right and looks at a bounded number of tokens from each place, so that the time is linear
 * in the text. Addresses whose instrument nothing in the text names come without `antecedent`, with
 * `document.anaphor` set.
 */
export function scanCitations(
  text: string,
  names: DocumentNames,
  options: ScanOptions = {},
): FoundCitation[] {
  const tokens = new TokenStream(text);
  const found: FoundCitation[] = [];
  const mentions: Mention[] = [];
  let at = 0;
  while (at < tokens.length) {
    const step = readAt(tokens, at, names);
    if (step === undefined) {
      at += 1;
      continue;
    }
    if (step.found !== undefined) found.push(step.found);
    if (step.mention !== undefined) mentions.push(step.mention);
    at = Math.max(step.next, at + 1);
  }
  return bindAntecedents(text, found, mentions, names, options.context);
}

interface Step {
  readonly next: number;
  readonly found?: FoundCitation;
  readonly mention?: Mention;
}

function readAt(tokens: TokenStream, at: number, names: DocumentNames): Step | undefined {
  const decided = readCase(tokens, at);
  if (decided !== undefined) {
    const { next, ...rest } = decided;
    return { next, found: { ...rest, ...span(tokens, at, next) } };
  }
  if (keywordAt(tokens, at) !== undefined || /^(?:schedule|annexe)$/.test(tokens.key(at))) {
    const read = readFromKeyword(tokens, at, names);
    if (read !== undefined)
      return 'foreign' in read
        ? { next: read.next }
        : { next: read.next, found: provision(tokens, read) };
  }
  const shorthand = readShorthand(tokens, at, names);
  if (shorthand !== undefined) return { next: shorthand.next, found: provision(tokens, shorthand) };
  if (!tokens.isWord(at)) return undefined;
  const document = readDocument(tokens, at, names);
  return document === undefined ? undefined : fromDocument(tokens, document, names);
}

function fromDocument(
  tokens: TokenStream,
  document: ReadDocument,
  names: DocumentNames,
): Step | undefined {
  const read = readAddressAfter(tokens, document, names);
  if (read !== undefined) return { next: read.next, found: provision(tokens, read) };
  if (document.numbered)
    return {
      next: document.next,
      found: {
        kind: 'document',
        ...span(tokens, document.start, document.next),
        document: { ...document.document, placed: 'before' },
        addresses: [],
        lang: document.lang,
      },
    };
  if (document.document.anaphor !== undefined) return { next: document.next };
  // Initials that are nobody's are a name only before an address.
  if (document.weak || document.singular) return undefined;
  return {
    next: document.next,
    mention: {
      start: tokens.start(document.start),
      document: { ...document.document, placed: 'nowhere' },
    },
  };
}

function span(
  tokens: TokenStream,
  from: number,
  next: number,
): { raw: string; start: number; end: number } {
  const start = tokens.start(from);
  const end = tokens.end(next - 1);
  return { raw: tokens.text.slice(start, end), start, end };
}

function provision(tokens: TokenStream, read: ReadProvision): FoundCitation {
  const place = span(tokens, read.start, read.next);
  if (isCharter(read.document)) return charter(read, place);
  const term =
    read.document.placed === 'after' || read.addresses.length !== 1
      ? undefined
      : readTerm(tokens, read.next);
  return {
    kind: 'provision',
    ...place,
    document: read.document,
    addresses: read.addresses,
    ...(term === undefined ? {} : { term }),
    lang: read.lang,
  } satisfies FoundProvision;
}

function isCharter({ name }: WrittenDocument): boolean {
  return name?.ids.includes(CHARTER) === true;
}

function charter(
  read: ReadProvision,
  place: { raw: string; start: number; end: number },
): FoundCase {
  const list = read.addresses
    .map(({ from, to }) => (to === undefined ? from : `${from}-${to}`))
    .join(', ');
  const section = read.addresses[0]?.from ?? '';
  const word = /[-,]/.test(list) ? 'ss' : 's';
  const french = list.replace(/(\d)\(([a-z])\)/g, '$1$2)');
  return {
    kind: 'charter',
    ...place,
    key: `Charter s ${list}`,
    canonical: {
      en: `Canadian Charter of Rights and Freedoms, ${word} ${list}`,
      fr: `Charte canadienne des droits et libertés, art ${french}`,
    },
    year: undefined,
    section,
    lang: read.lang,
  };
}

/** A quoted term right after an address: `s 2(1) “foreign national”`. */
function readTerm(tokens: TokenStream, at: number): FoundProvision['term'] {
  const open = tokens.sign(at);
  const close = open === '“' ? '”' : open === '«' ? '»' : open === '"' ? '"' : '';
  if (close === '') return undefined;
  for (let next = at + 1; next <= at + TERM_MAX_TOKENS; next += 1) {
    if (tokens.sign(next) !== close) continue;
    if (next === at + 1) return undefined;
    return { text: tokens.slice(at + 1, next), end: tokens.end(next) };
  }
  return undefined;
}

/** Practitioners' `A25(1)` for the Act and `R179(b)` for the Regulations on immigration. */
function readShorthand(
  tokens: TokenStream,
  at: number,
  names: DocumentNames,
): ReadProvision | undefined {
  const letter = tokens.word(at);
  if ((letter !== 'A' && letter !== 'R') || tokens.spaced(at + 1)) return undefined;
  if (!tokens.spaced(at) && !/^[("[]$/.test(tokens.sign(at - 1))) return undefined;
  const list = readAddressList(tokens, at + 1, false);
  if (list === undefined || !list.deep) return undefined;
  const id = names.byAlias(letter === 'A' ? 'IRPA' : 'IRPR');
  if (id === undefined) return undefined;
  return {
    start: at,
    next: list.next,
    document: { name: { text: letter, ids: [id], lang: undefined }, placed: 'before' },
    addresses: list.addresses,
    lang: undefined,
  };
}

/** The language in which a citation is written, from its form, else the reader's. */
export function writtenIn(found: FoundCitation, fallback: Language): Language {
  return found.lang ?? fallback;
}
