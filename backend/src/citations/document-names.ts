import type { Language } from '@pincite/contract';
import type { DocumentId, DocumentRecord } from '../domain/law.ts';
import { COURTS } from './courts.ts';
import { readAddressList } from './read-address.ts';
import { readChapter } from './read-chapter.ts';
import { foldWord, TokenStream } from './token-stream.ts';

/** Not a document of the catalogue: the Charter, which is known and not held. */
export const CHARTER = '@charter';

const NAME_MAX_TOKENS = 48;

/** A name of an instrument that begins at a token. */
export interface NameMatch {
  readonly ids: readonly DocumentId[];
  readonly lang: Language | undefined;
  readonly next: number;
  /** Written in the singular (`RPD Rule`): a name only before a number. */
  readonly singular: boolean;
  /** Also the code of a court (`FCA`): a name only with an address. */
  readonly weak: boolean;
}

/** How instruments are called, in both languages, and their chapter numbers. */
export interface DocumentNames {
  /** The longest name that begins at token `at`. */
  match(tokens: TokenStream, at: number): NameMatch | undefined;
  /** Of instruments with one name, those that are not repealed, when there are any. */
  current(ids: readonly DocumentId[]): readonly DocumentId[];
  /** Instruments with this chapter key. */
  chapter(key: string): readonly DocumentId[];
  /** True when some chapter key goes on after this one with a section (`SC 2019 c 29 s 292`). */
  isPart(key: string): boolean;
  /** What "the Act" means in an instrument. */
  actOf(id: DocumentId): DocumentId | undefined;
  /** The regulations that are named after an Act, when there is exactly one such instrument. */
  regulationsOf(act: DocumentId): DocumentId | undefined;
  kindOf(id: DocumentId): DocumentRecord['kind'] | undefined;
  /** The instrument with this short name, when there is exactly one. */
  byAlias(alias: string): DocumentId | undefined;
  /** Every title, for finding the nearest one. */
  readonly titles: readonly { readonly id: DocumentId; readonly title: string }[];
  readonly chapters: readonly { readonly id: DocumentId; readonly key: string }[];
}

interface Node {
  readonly children: Map<string, Node>;
  /** Written names that end here. */
  readonly ends: { id: DocumentId; lang: Language | undefined; exact: string; singular: boolean }[];
}

function emptyNode(): Node {
  return { children: new Map(), ends: [] };
}

/** Signs that names carry and citations drop: commas, apostrophes, full stops, brackets, degree signs. */
function isSkipped(sign: string): boolean {
  return (
    sign === "'" ||
    sign === ',' ||
    sign === '.' ||
    sign === '(' ||
    sign === ')' ||
    sign === '°' ||
    sign === '-'
  );
}

/** An acronym must be written as it is; a title in any case. */
function isAcronym(name: string): boolean {
  return /^[A-Z][A-Za-z]*[A-Z]$/.test(name) && name.length <= 9;
}

const CHARTER_NAMES: readonly (readonly [string, Language])[] = [
  ['Charter', 'en'],
  ['Canadian Charter', 'en'],
  ['Charter of Rights and Freedoms', 'en'],
  ['Canadian Charter of Rights and Freedoms', 'en'],
  ['Charte', 'fr'],
  ['Charte canadienne', 'fr'],
  ['Charte canadienne des droits et libertés', 'fr'],
];

function insert(root: Node, name: string, id: DocumentId, lang: Language, singular = false): void {
  const tokens = new TokenStream(name);
  let node = root;
  for (let at = 0; at < tokens.length; at += 1) {
    const part = keyAt(tokens, at);
    if (part === undefined) continue;
    let next = node.children.get(part);
    if (next === undefined) {
      next = emptyNode();
      node.children.set(part, next);
    }
    node = next;
  }
  if (node === root) return;
  const exact = isAcronym(name) || (!/\s/.test(name) && name.length < 12) ? name : '';
  const known = node.ends.some((end) => end.id === id && end.lang === lang);
  if (!known) node.ends.push({ id, lang, exact, singular });
}

/** The trie's key of a token; undefined for signs that are skipped. */
function keyAt(tokens: TokenStream, at: number): string | undefined {
  const sign = tokens.sign(at);
  if (sign !== '') return isSkipped(sign) ? undefined : sign;
  const word = tokens.raw(at);
  return word.length > 60 ? '\u0000' : foldWord(word);
}

/** The names of one record, shorter forms included. */
function namesOf(record: DocumentRecord): readonly string[] {
  const names = [record.title, ...record.aliases, record.longTitle];
  const year = /^(.*?)(?:, \d{4}| \(\d{4}\))$/u.exec(record.title)?.[1];
  if (year !== undefined) names.push(year);
  return names.filter((name) => name.trim() !== '' && !/\d\/|\/\d/.test(name));
}

/** Builds the table from the catalogue's records; notes have no names that are cited. */
export function createDocumentNames(records: readonly DocumentRecord[]): DocumentNames {
  const root = emptyNode();
  const chapters = new Map<string, DocumentId[]>();
  const parts = new Set<string>();
  const byId = new Map<DocumentId, DocumentRecord>();
  const aliases = new Map<string, Set<DocumentId>>();
  const titles: { id: DocumentId; title: string }[] = [];
  for (const [name, lang] of CHARTER_NAMES) insert(root, name, CHARTER, lang);
  for (const record of records) {
    if (record.kind === 'note') continue;
    if (!byId.has(record.id) || record.lang === 'en') byId.set(record.id, record);
    titles.push({ id: record.id, title: record.title });
    for (const name of namesOf(record)) {
      insert(root, name, record.id, record.lang);
      if (/(?:Rules|Regulations|Regs)$/.test(name))
        insert(root, name.slice(0, -1), record.id, record.lang, true);
      const held = aliases.get(name) ?? new Set();
      aliases.set(name, held.add(record.id));
    }
    const key = chapterKey(record.citation);
    if (key !== undefined) {
      const held = chapters.get(key) ?? [];
      if (!held.includes(record.id)) chapters.set(key, [...held, record.id]);
      const part = / s \S+$/.exec(key);
      if (part !== null) parts.add(key.slice(0, part.index));
    }
  }
  const inForce = (ids: readonly DocumentId[]): readonly DocumentId[] => {
    if (ids.length < 2) return ids;
    const current = ids.filter((id) => byId.get(id)?.status !== 'repealed');
    return current.length === 0 ? ids : current;
  };
  return {
    match: (tokens, at) => longest(root, tokens, at),
    current: inForce,
    chapter: (key) => chapters.get(key) ?? [],
    isPart: (key) => parts.has(key),
    actOf: (id) => byId.get(id)?.theAct,
    regulationsOf: (act) => {
      const stem = stemOf(byId.get(act)?.title ?? '');
      const named = [...byId.values()].filter(
        (each) => each.theAct === act && each.kind === 'regulation' && stemOf(each.title) === stem,
      );
      return named.length === 1 ? named[0]?.id : undefined;
    },
    kindOf: (id) => byId.get(id)?.kind,
    byAlias: (alias) => {
      const ids = aliases.get(alias);
      return ids?.size === 1 ? [...ids][0] : undefined;
    },
    titles,
    chapters: [...chapters].flatMap(([key, ids]) => ids.map((id) => ({ id, key }))),
  };
}

/** A title without the word for its kind: what an Act and the regulations named after it share. */
function stemOf(title: string): string {
  return foldWord(title)
    .replace(/\b(?:act|regulations|rules)$/, '')
    .replace(/^(?:loi|reglement) (?:sur|concernant) /, '')
    .trim();
}

/** `SC 2019, c 29, s 292` is `SC 2019 c 29 s 292`; undefined for what is no chapter number. */
function chapterKey(citation: string): string | undefined {
  const tokens = new TokenStream(citation);
  const chapter = readChapter(tokens, 0);
  if (chapter === undefined) return undefined;
  const section = readChapterSection(tokens, chapter.next);
  return section === undefined ? chapter.key : `${chapter.key} s ${section.label}`;
}

/** The section of another Act that enacted this one: `, s 292`, `, art 292`. */
export function readChapterSection(
  tokens: TokenStream,
  at: number,
): { label: string; next: number } | undefined {
  let next = tokens.sign(at) === ',' ? at + 1 : at;
  if (tokens.key(next) !== 's' && tokens.key(next) !== 'art') return undefined;
  next += tokens.sign(next + 1) === '.' ? 2 : 1;
  const list = readAddressList(tokens, next, false);
  const label = list?.addresses[0]?.from;
  return list === undefined || label === undefined ? undefined : { label, next: list.next };
}

function longest(root: Node, tokens: TokenStream, at: number): NameMatch | undefined {
  let node: Node | undefined = root;
  let found: NameMatch | undefined;
  for (let index = at; index < at + NAME_MAX_TOKENS && index < tokens.length; index += 1) {
    if (index > at && tokens.broken(index)) break;
    const part = keyAt(tokens, index);
    if (part === undefined) {
      if (index === at) return undefined;
      continue;
    }
    node = node?.children.get(part);
    if (node === undefined) break;
    if (node.ends.length === 0) continue;
    const written = tokens.slice(at, index + 1);
    const ends = node.ends.filter((end) => end.exact === '' || end.exact === written);
    const plain = ends.filter((end) => !end.singular);
    const chosen = plain.length > 0 ? plain : ends;
    if (chosen.length === 0) continue;
    // A capital begins the name of an instrument; French law writes `loi` small at times.
    if (!tokens.capital(at) && !/^(?:loi|reglement|regles|decret|code)$/.test(tokens.key(at)))
      continue;
    const langs = new Set(chosen.map((end) => end.lang));
    found = {
      ids: [...new Set(chosen.map((end) => end.id))],
      lang: langs.size === 1 ? chosen[0]?.lang : undefined,
      next: closing(tokens, at, index + 1),
      singular: plain.length === 0,
      weak: COURTS.has(written),
    };
  }
  return found;
}

/** A bracket that the name opened is closed by the name. */
function closing(tokens: TokenStream, from: number, next: number): number {
  if (tokens.sign(next) !== ')') return next;
  for (let at = next - 1; at > from; at -= 1) if (tokens.sign(at) === '(') return next + 1;
  return next;
}
