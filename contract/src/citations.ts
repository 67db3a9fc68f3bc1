import { z } from 'zod';
import { CalendarDate, Locale } from './language.ts';

/** Longest text for `POST /api/citations/verify`, in UTF-16 code units. */
export const VERIFY_TEXT_MAX_LENGTH = 50_000;

/** `POST /api/citations/verify` */
export const VerifyRequest = z.strictObject({
  text: z
    .string()
    .max(VERIFY_TEXT_MAX_LENGTH, `must be at most ${VERIFY_TEXT_MAX_LENGTH} characters`)
    .refine((text) => text.trim().length > 0, 'must not be empty'),
  locale: Locale.optional(),
  as_of: CalendarDate.optional(),
});
export type VerifyRequest = z.infer<typeof VerifyRequest>;

/** `verified` means: exists, in force, names agree. An outage is never `not_found`. */
export const CITATION_STATUSES = [
  'verified',
  'not_in_force',
  'repealed',
  'amended_since',
  'pinpoint_missing',
  'not_found',
  'name_mismatch',
  'quote_mismatch',
  'contradiction_suspected',
  'ambiguous',
  'outside_coverage',
  'malformed',
  'source_unavailable',
] as const;
export const CitationStatus = z.enum(CITATION_STATUSES);
export type CitationStatus = z.infer<typeof CitationStatus>;

export const CITATION_KINDS = [
  'provision',
  'document',
  'neutral',
  'canlii',
  'reporter',
  'charter',
  'docket',
] as const;
export const CitationKind = z.enum(CITATION_KINDS);
export type CitationKind = z.infer<typeof CitationKind>;

export const CheckedCitation = z.object({
  raw: z.string(),
  /** UTF-16 offsets into the text that was sent. */
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  kind: CitationKind,
  document: z.string().optional(),
  provision: z.string().optional(),
  status: CitationStatus,
  /** A sentence that a reader understands, in the reader's language. */
  reason: z.string(),
  canonical: z.object({ en: z.string(), fr: z.string() }),
  url: z.string().optional(),
  suggestion: z.string().optional(),
});
export type CheckedCitation = z.infer<typeof CheckedCitation>;

export const VerifyResponse = z.object({
  citations: z.array(CheckedCitation),
  trace_id: z.string(),
});
export type VerifyResponse = z.infer<typeof VerifyResponse>;
