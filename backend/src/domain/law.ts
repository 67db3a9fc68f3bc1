import type { Language, ProvisionStatus, TextRun } from '@pincite/contract';

/** The Justice Laws id of an instrument in English form (`I-2.5`, `SOR-2002-227`), or a note's id. */
export type DocumentId = string;
/**
 * The address of a provision, English brackets in both languages: `25(1)`, `36(1)(a)(i)`; a definition
 * is `2(1) "foreign national"` (section address, then the term of that language in straight quotes); a schedule is
 * `Schedule 1`, an item in it `Schedule 1, E`.
 */
export type ProvisionLabel = string;

export type DocumentKind = 'act' | 'regulation' | 'note';

export const PROVISION_KINDS = [
  'preamble',
  'section',
  'subsection',
  'paragraph',
  'subparagraph',
  'clause',
  'subclause',
  'definition',
  'schedule',
  'schedule-item',
  'note',
] as const;
export type ProvisionKind = (typeof PROVISION_KINDS)[number];

/** A line of a provision as it is read; lines of a provision include those of its children, in order. */
export interface LawLine {
  readonly kind:
    | 'heading'
    | 'section'
    | 'subsection'
    | 'paragraph'
    | 'subparagraph'
    | 'clause'
    | 'definition'
    | 'continued'
    | 'schedule'
    | 'table'
    | 'formula'
    | 'preamble'
    | 'note';
  readonly depth: number;
  /** Address of the provision that this line opens; absent for headings and closing words. */
  readonly provision?: ProvisionLabel;
  /** Last part of the address as printed in this language. */
  readonly label?: string;
  readonly marginalNote?: string;
  readonly runs: readonly TextRun[];
  readonly rows?: readonly (readonly string[])[];
  readonly headRows?: number;
  readonly status: ProvisionStatus;
}

/** A cross-reference found in the text. `link` is the file stem of another instrument when it names one. */
export interface CrossReference {
  readonly text: string;
  readonly document?: DocumentId;
  readonly provision?: ProvisionLabel;
}

/** One addressable provision in one language. */
export interface Provision {
  readonly label: ProvisionLabel;
  readonly kind: ProvisionKind;
  /** Address of the provision that holds this one; absent at the top. */
  readonly parent?: ProvisionLabel;
  /** Position in the document, from 0; parents come before their children. */
  readonly order: number;
  readonly marginalNote?: string;
  /** Headings above, outermost first. */
  readonly headings: readonly string[];
  /** Full text in reading order, children and closing words included, without its own label. */
  readonly text: string;
  readonly status: ProvisionStatus;
  /** `lims:inforce-start-date` of the node. */
  readonly inForceFrom?: string;
  readonly lastAmended?: string;
  /** For a definition: the term, and its counterpart in the other language where the law gives it. */
  readonly term?: string;
  readonly termOtherLanguage?: string;
  readonly crossReferences: readonly CrossReference[];
  /** The historical note, e.g. `2001, c. 27, s. 25; 2008, c. 28, s. 117`. */
  readonly history?: string;
}

/** One instrument in one language, as parsed. */
export interface LawDocument {
  readonly id: DocumentId;
  /** The id in this language's file name (`DORS-2002-227`). */
  readonly fileId: string;
  readonly kind: DocumentKind;
  readonly lang: Language;
  readonly title: string;
  readonly longTitle: string;
  /** Short names such as `IRPA`, in this language; may be empty. */
  readonly aliases: readonly string[];
  /** McGill form: `SC 2001, c 27`, `DORS/2002-227`. */
  readonly citation: string;
  readonly url: string;
  /** The law's text is as of this date. */
  readonly pitDate: string;
  /** Checked as current to this date. */
  readonly currentDate: string;
  readonly lastAmended?: string;
  readonly status: ProvisionStatus;
  /** Inside a regulation, what "the Act" means. */
  readonly theAct?: DocumentId;
  readonly provisions: readonly Provision[];
  /** The whole document in reading order, headings included. */
  readonly lines: readonly LawLine[];
}

/** What is known of an instrument without its text, one row per language. */
export type DocumentRecord = Omit<LawDocument, 'provisions' | 'lines'> & {
  readonly provisionCount: number;
};

/** A provision with the document it stands in: what search gives and answers rest on. */
export interface Passage {
  readonly document: DocumentId;
  readonly kind: DocumentKind;
  readonly lang: Language;
  readonly provision: ProvisionLabel;
  readonly provisionKind: ProvisionKind;
  /** `Immigration and Refugee Protection Act, SC 2001, c 27, s 25(1)`. */
  readonly citation: string;
  readonly title: string;
  readonly marginalNote: string | undefined;
  readonly headings: readonly string[];
  readonly text: string;
  readonly status: ProvisionStatus;
  readonly url: string;
  readonly pitDate: string;
  /** Provisions of law that a note explains; empty for law. */
  readonly explains: readonly { document: DocumentId; provision: ProvisionLabel }[];
}
