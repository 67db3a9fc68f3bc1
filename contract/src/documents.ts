import { z } from 'zod';
import { CalendarDate, Language } from './language.ts';

export const DOCUMENT_STATUSES = ['in_force', 'repealed', 'not_in_force'] as const;
export const ProvisionStatus = z.enum(DOCUMENT_STATUSES);
export type ProvisionStatus = z.infer<typeof ProvisionStatus>;

export const DocumentKind = z.enum(['act', 'regulation', 'note']);
export type DocumentKind = z.infer<typeof DocumentKind>;

/** One row of `GET /api/documents`. */
export const DocumentSummary = z.object({
  id: z.string(),
  kind: DocumentKind,
  title: z.object({ en: z.string(), fr: z.string() }),
  citation: z.object({ en: z.string(), fr: z.string() }),
  status: ProvisionStatus,
  url: z.object({ en: z.string(), fr: z.string() }),
  pit_date: CalendarDate,
  provisions: z.int().nonnegative(),
});
export type DocumentSummary = z.infer<typeof DocumentSummary>;
export const DocumentList = z.object({
  documents: z.array(DocumentSummary),
  corpus: z.object({ kind: z.enum(['law', 'primer']), version: z.string() }),
});
export type DocumentList = z.infer<typeof DocumentList>;

/** A piece of text of a provision, so that a reader can be shown cross-references as links. */
export const TextRun = z.object({
  text: z.string(),
  /** Set when this run is a cross-reference to a provision that is held. */
  ref: z.object({ document: z.string(), provision: z.string() }).optional(),
  /** Set when this run is a defined term. */
  term: z.boolean().optional(),
});
export type TextRun = z.infer<typeof TextRun>;

/** One line of a document as it is read: a heading, or a provision's own words. */
export const ReaderLine = z.object({
  kind: z.enum([
    'heading',
    'section',
    'subsection',
    'paragraph',
    'subparagraph',
    'clause',
    'definition',
    'continued',
    'schedule',
    'table',
    'formula',
    'preamble',
    'note',
  ]),
  /** Nesting depth for indentation; headings: their level, from 1. */
  depth: z.int().nonnegative(),
  /** The address of the provision, as in design section 10; absent for headings and closing words. */
  provision: z.string().optional(),
  /** The last part of the address, as printed in this language, e.g. `(a)` or `a)`. */
  label: z.string().optional(),
  marginal_note: z.string().optional(),
  runs: z.array(TextRun),
  /** For `table`: rows of cells; the first `head_rows` are headings. */
  rows: z.array(z.array(z.string())).optional(),
  head_rows: z.int().nonnegative().optional(),
  status: ProvisionStatus,
});
export type ReaderLine = z.infer<typeof ReaderLine>;

export const DocumentBody = z.object({
  id: z.string(),
  kind: DocumentKind,
  lang: Language,
  title: z.string(),
  long_title: z.string(),
  citation: z.string(),
  status: ProvisionStatus,
  url: z.string(),
  pit_date: CalendarDate,
  current_date: CalendarDate,
  last_amended: CalendarDate.optional(),
  contents: z.array(
    z.object({ level: z.int(), title: z.string(), provision: z.string().optional() }),
  ),
  lines: z.array(ReaderLine),
});
export type DocumentBody = z.infer<typeof DocumentBody>;

/** `GET /api/documents/{id}/provisions/{label}` */
export const ProvisionBody = z.object({
  document: z.string(),
  provision: z.string(),
  lang: Language,
  citation: z.string(),
  title: z.string(),
  marginal_note: z.string().optional(),
  headings: z.array(z.string()),
  status: ProvisionStatus,
  text: z.string(),
  url: z.string(),
  pit_date: CalendarDate,
  last_amended: CalendarDate.optional(),
  lines: z.array(ReaderLine),
  previous: z.string().optional(),
  next: z.string().optional(),
  /** True when the same label exists in the other language's text. */
  counterpart: z.boolean(),
});
export type ProvisionBody = z.infer<typeof ProvisionBody>;
