import { z } from 'zod';
import { Language, Locale } from './language.ts';

/** `POST /api/search/legislation` */
export const LegislationSearchRequest = z.strictObject({
  query: z
    .string()
    .max(1000, 'must be at most 1000 characters')
    .refine((text) => text.trim().length > 0, 'must not be empty'),
  locale: Locale.optional(),
  limit: z.int().min(1).max(50).optional(),
  document: z.string().max(64).optional(),
});
export type LegislationSearchRequest = z.infer<typeof LegislationSearchRequest>;

export const LegislationResult = z.object({
  kind: z.enum(['law', 'note']),
  document: z.string(),
  provision: z.string(),
  citation: z.string(),
  title: z.string(),
  heading: z.string(),
  snippet: z.string(),
  url: z.string(),
  score: z.number(),
  lang: Language,
  status: z.enum(['in_force', 'repealed', 'not_in_force']),
});
export type LegislationResult = z.infer<typeof LegislationResult>;

export const LegislationSearchResponse = z.object({
  results: z.array(LegislationResult),
  /** True when only the words were searched because the meaning index is unavailable. */
  lexical_only: z.boolean(),
  trace_id: z.string(),
});
export type LegislationSearchResponse = z.infer<typeof LegislationSearchResponse>;
