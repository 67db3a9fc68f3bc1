import type { Language } from '@pincite/contract';
import type { DocumentId, DocumentRecord } from '../domain/law.ts';
import { fold } from './analyse.ts';

/** A statute named in a text. */
export interface NamedDocument {
  readonly document: DocumentId;
  /** Where the name stands in the normalised text. */
  readonly from: number;
  readonly to: number;
}

/** Finds the instruments that a text names. */
export interface Aliases {
  /** Longest names first where they overlap; `text` must be normalised. */
  find(text: string): readonly NamedDocument[];
  /** The instrument that a short name stands for, in either language. */
  byName(name: string): DocumentId | undefined;
  /** What "the Act" means: inside `document`, or in the corpus as a whole. */
  theAct(document: DocumentId | undefined): DocumentId | undefined;
}

/** What people call the main laws beside their titles and official short names. */
const NICKNAMES: readonly { readonly title: string; readonly names: readonly string[] }[] = [
  {
    title: 'immigration and refugee protection act',
    names: ['irpa', 'lipr', 'immigration act', 'refugee act', 'loi sur l’immigration'],
  },
  {
    title: 'immigration and refugee protection regulations',
    names: ['irpr', 'ripr', 'immigration regulations', 'règlement sur l’immigration'],
  },
  { title: 'federal courts act', names: ['federal court act', 'loi sur la cour fédérale'] },
  { title: 'federal courts rules', names: ['federal court rules', 'règles de la cour fédérale'] },
  { title: 'access to information act', names: ['atia', 'ati act', 'lai'] },
];

/** A name shorter than this is matched only as it is written, in capitals. */
const SHORT_NAME = 5;

/** Lower case, no accents, straight apostrophes and single spaces, dots of abbreviations off. */
export function normaliseName(text: string): string {
  return fold(text.toLowerCase())
    .replace(/[’ʼ]/g, "'")
    .replace(/(?<=\b[a-z])\.(?=[ a-z]|$)/g, '')
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim();
}

/** The names of the documents of a catalogue: titles, official short names, citations, nicknames. */
export function createAliases(documents: readonly DocumentRecord[]): Aliases {
  const names = new Map<string, DocumentId>();
  // Laws in force come first: a repealed instrument may bear the title of its successor.
  const ordered = [...documents].sort(
    (left, right) => Number(right.status === 'in_force') - Number(left.status === 'in_force'),
  );
  const add = (name: string, document: DocumentId): void => {
    const key = normaliseName(name);
    if (key.length >= 2 && !names.has(key)) names.set(key, document);
  };
  for (const record of ordered) {
    if (record.kind === 'note') continue;
    add(record.title, record.id);
    for (const alias of record.aliases) add(alias, record.id);
    add(record.citation, record.id);
    if (/\d/.test(record.id) && record.id.length > SHORT_NAME) {
      add(record.fileId, record.id);
      add(record.id, record.id);
    }
  }
  for (const { title, names: nicknames } of NICKNAMES) {
    const document = names.get(title);
    if (document !== undefined) for (const name of nicknames) add(name, document);
  }
  const theActs = new Map<DocumentId, DocumentId>();
  const counts = new Map<DocumentId, number>();
  for (const { id, theAct } of documents) {
    if (theAct === undefined) continue;
    theActs.set(id, theAct);
    if (theAct !== id) counts.set(theAct, (counts.get(theAct) ?? 0) + 1);
  }
  const main = [...counts].sort((left, right) => right[1] - left[1])[0]?.[0];
  const longest = Math.max(0, ...[...names.keys()].map((name) => name.split(' ').length));

  return {
    find: (text) => find(text, names, longest),
    byName: (name) => names.get(normaliseName(name)),
    theAct: (document) =>
      document === undefined ? main : (theActs.get(document) ?? main ?? document),
  };
}

/** Looks every run of words up, longest first, so that the cost is that of the text's length. */
function find(
  text: string,
  names: ReadonlyMap<string, DocumentId>,
  longest: number,
): readonly NamedDocument[] {
  const words = [...text.matchAll(/[^\s,;:!?()"“”«»]+(?:,(?= c| ch| art| s))?/g)];
  const found: NamedDocument[] = [];
  for (let first = 0; first < words.length; first += 1) {
    for (let last = Math.min(words.length, first + longest) - 1; last >= first; last -= 1) {
      const start = words[first];
      const end = words[last];
      if (start === undefined || end === undefined) continue;
      const to = end.index + end[0].length;
      const slice = text.slice(start.index, to).replace(/[.,]$/, '');
      const document = names.get(slice) ?? names.get(slice.replace(/^(?:l|d)'/, ''));
      if (document === undefined) continue;
      found.push({ document, from: start.index, to });
      first = last;
      break;
    }
  }
  return found;
}

/** Whether a text says "the Act" or "la Loi" without naming one. */
export function saysTheAct(text: string, lang: Language): boolean {
  return lang === 'en' ? /\bthe act\b/.test(text) : /\bla loi\b(?! sur| d)/.test(text);
}
