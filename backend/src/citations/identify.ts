import type { CitationStatus, Language } from '@pincite/contract';
import type { DocumentId, DocumentRecord } from '../domain/law.ts';
import type { Catalogue } from '../domain/ports.ts';
import { REASONS } from './copy.ts';
import type { DocumentNames } from './document-names.ts';
import type { FoundProvision, WrittenChapter, WrittenDocument } from './found-citation.ts';
import { nearestChapter, nearestTitle } from './nearest.ts';
import { citationOf } from './written-label.ts';

/** Years of the revisions of the statutes of Canada. */
const REVISIONS = new Set([1886, 1906, 1927, 1952, 1970, 1985]);
const FIRST_STATUTE_YEAR = 1867;
const FIRST_REGISTRATION_YEAR = 1947;

/** Where citations are looked up. */
export interface Holdings {
  readonly catalogue: Catalogue;
  readonly names: DocumentNames;
}

export interface ResolveOptions {
  /** Language of the reasons, and of a citation whose form does not tell. */
  readonly lang: Language;
  /** Check the law as of this date, ISO 8601. */
  readonly asOf?: string;
  /** The latest year that a citation can bear. */
  readonly latestYear: number;
}

export type Identity =
  | { readonly id: DocumentId }
  | {
      readonly status: Exclude<CitationStatus, 'verified'>;
      readonly reason: string;
      readonly suggestion?: string;
      /** What was probably meant. */
      readonly nearest?: DocumentId;
    };

/** The record of a document in a language, else in the other one. */
export function recordOf(
  catalogue: Catalogue,
  id: DocumentId,
  lang: Language,
): DocumentRecord | undefined {
  return catalogue.document(id, lang) ?? catalogue.document(id, lang === 'en' ? 'fr' : 'en');
}

/** Which held instrument a citation means; names and numbers that disagree are told apart. */
export function identify(
  found: FoundProvision,
  holdings: Holdings,
  options: ResolveOptions,
): Identity {
  const document = found.antecedent ?? found.document;
  const { lang } = options;
  if (document.anaphor !== undefined)
    return { status: 'ambiguous', reason: REASONS.unnamed[lang](found.raw) };
  return document.chapter === undefined
    ? byName(document, holdings, options, found)
    : byChapter(document, document.chapter, holdings, options, found);
}

function writtenAs({ name, chapter }: WrittenDocument): string {
  return [name?.text, chapter?.text].filter((part) => part !== undefined && part !== '').join(', ');
}

function byName(
  document: WrittenDocument,
  { catalogue, names }: Holdings,
  { lang }: ResolveOptions,
  found: FoundProvision,
): Identity {
  const ids = names.current(document.name?.ids ?? []);
  const [id] = ids;
  const written = writtenAs(document);
  if (id !== undefined)
    return ids.length === 1
      ? { id }
      : { status: 'ambiguous', reason: REASONS.ambiguous[lang](written) };
  const near = nearestTitle(written, names);
  if (near === undefined)
    return { status: 'outside_coverage', reason: REASONS.notHeld[lang](written) };
  return {
    status: 'name_mismatch',
    reason: REASONS.noSuchTitle[lang](written, near.title),
    ...suggest(catalogue, near.id, found, lang),
  };
}

function byChapter(
  document: WrittenDocument,
  chapter: WrittenChapter,
  { catalogue, names }: Holdings,
  options: ResolveOptions,
  found: FoundProvision,
): Identity {
  const { lang } = options;
  const { name } = document;
  const written = writtenAs(document);
  if (!chapter.federal)
    return { status: 'outside_coverage', reason: REASONS.notHeld[lang](written) };
  const [id] = chapter.ids;
  if (id !== undefined) {
    if (name === undefined || name.ids.includes(id)) return { id };
    const title = recordOf(catalogue, id, lang)?.title ?? id;
    return {
      status: 'name_mismatch',
      reason: REASONS.titleIsOther[lang](chapter.text, title, name.text),
      ...suggest(catalogue, id, found, lang),
    };
  }
  const [named] = names.current(name?.ids ?? []);
  if (named !== undefined) {
    const record = recordOf(catalogue, named, lang);
    return {
      status: 'name_mismatch',
      reason: REASONS.chapterIsOther[lang](
        record?.title ?? named,
        record?.citation ?? '',
        chapter.text,
      ),
      ...suggest(catalogue, named, found, lang),
    };
  }
  if (!isPossible(chapter, options.latestYear))
    return { status: 'not_found', reason: REASONS.impossible[lang](chapter.text) };
  const near = name === undefined ? undefined : nearestTitle(name.text, names);
  if (near !== undefined)
    return {
      status: 'name_mismatch',
      reason: REASONS.noSuchTitle[lang](written, near.title),
      ...suggest(catalogue, near.id, found, lang),
    };
  const slip = nearestChapter(chapter.key, names);
  return {
    status: 'outside_coverage',
    reason: REASONS.notHeld[lang](written),
    ...(slip === undefined ? {} : suggest(catalogue, slip, found, lang)),
  };
}

/** What was probably meant, with its address when that exists. */
function suggest(
  catalogue: Catalogue,
  id: DocumentId,
  { addresses }: FoundProvision,
  lang: Language,
): { suggestion?: string; nearest: DocumentId } {
  const record = recordOf(catalogue, id, lang);
  if (record === undefined) return { nearest: id };
  const exist = addresses.every(
    ({ from, to }) =>
      catalogue.provision(id, record.lang, from) !== undefined &&
      (to === undefined || catalogue.provision(id, record.lang, to) !== undefined),
  );
  return { suggestion: citationOf(record, exist ? addresses : [], record.lang), nearest: id };
}

function isPossible({ series, year }: WrittenChapter, latestYear: number): boolean {
  if (year === undefined) return true;
  if (year > latestYear) return false;
  if (series === 'RSC') return REVISIONS.has(year);
  return year >= (series === 'SC' ? FIRST_STATUTE_YEAR : FIRST_REGISTRATION_YEAR);
}
