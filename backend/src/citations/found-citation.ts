import type { Language } from '@pincite/contract';
import type { DocumentId, ProvisionLabel } from '../domain/law.ts';

/** One address, or a range of them, as the citation writes it, in the address form of the catalogue. */
export interface AddressRange {
  readonly from: ProvisionLabel;
  readonly to?: ProvisionLabel;
}

/** The name of an instrument as written; `ids` is empty when no instrument that is held bears it. */
export interface WrittenName {
  readonly text: string;
  readonly ids: readonly DocumentId[];
  readonly lang: Language | undefined;
}

/** A chapter or registration number as written. */
export interface WrittenChapter {
  readonly text: string;
  /** Language-neutral: `SC 2001 c 27`, `RSC 1985 c C-29`, `SOR/2002-227`. */
  readonly key: string;
  /** The series in English form: `SC`, `RSC`, `SOR`, `SI`, `CRC`, `RSO`. */
  readonly series: string;
  readonly federal: boolean;
  readonly year: number | undefined;
  readonly ids: readonly DocumentId[];
  readonly lang: Language | undefined;
}

/** What "the Act" and its like point back to. */
export type Anaphor = 'act' | 'regulation' | 'any';

/** The instrument of a citation, as written: by name, by chapter, by both, or by pointing at another. */
export interface WrittenDocument {
  readonly name?: WrittenName;
  readonly chapter?: WrittenChapter;
  /** Set when the citation names no instrument itself. */
  readonly anaphor?: Anaphor;
  /** The instrument stands before the address, after it, or nowhere. */
  readonly placed: 'before' | 'after' | 'nowhere';
}

/** A citation of an instrument or of provisions in it. */
export interface FoundProvision {
  readonly kind: 'provision' | 'document';
  readonly raw: string;
  readonly start: number;
  readonly end: number;
  readonly document: WrittenDocument;
  /** Set when the instrument was named elsewhere in the text. */
  readonly antecedent?: WrittenDocument;
  readonly addresses: readonly AddressRange[];
  /** A quoted term right after the address, with the offset of its end: perhaps a definition. */
  readonly term?: { readonly text: string; readonly end: number };
  /** The language that the citation is written in, when its form tells. */
  readonly lang: Language | undefined;
}

/** A pinpoint into a decision. */
export interface CasePinpoint {
  readonly unit: 'paragraph' | 'page';
  readonly text: string;
}

/** A citation of a decision, of the Charter, or of a court file. */
export interface FoundCase {
  readonly kind: 'neutral' | 'canlii' | 'reporter' | 'charter' | 'docket';
  readonly raw: string;
  readonly start: number;
  readonly end: number;
  /** One key for a decision in both languages: `2019 SCC 65`, `[1999] 2 SCR 817`. */
  readonly key: string;
  readonly canonical: { readonly en: string; readonly fr: string };
  readonly year: number | undefined;
  /** The first and the last year that the court's code was used, where they are known. */
  readonly since?: number;
  readonly until?: number;
  readonly pinpoint?: CasePinpoint;
  /** For the Charter: the section. */
  readonly section?: string;
  readonly lang: Language | undefined;
}

export type FoundCitation = FoundProvision | FoundCase;

/** True for citations of legislation. */
export function isProvision(found: FoundCitation): found is FoundProvision {
  return found.kind === 'provision' || found.kind === 'document';
}
