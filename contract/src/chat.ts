import { z } from 'zod';
import { CalendarDate, Language, Locale } from './language.ts';

/** Longest message, in UTF-16 code units. */
export const MESSAGE_MAX_LENGTH = 8000;
/** Largest request body the API reads, in bytes. */
export const BODY_MAX_BYTES = 65_536;

export const ConversationId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,64}$/, 'must be 8 to 64 letters, digits, "-" or "_"');

/** `POST /api/chat` */
export const ChatRequest = z.strictObject({
  message: z
    .string()
    .max(MESSAGE_MAX_LENGTH, `must be at most ${MESSAGE_MAX_LENGTH} characters`)
    .refine((text) => text.trim().length > 0, 'must not be empty'),
  conversation_id: ConversationId.optional(),
  client_message_id: ConversationId.optional(),
  locale: Locale.optional(),
  /** Ask about the law as of this date; the answer says so when the held text is of another date. */
  as_of: CalendarDate.optional(),
});
export type ChatRequest = z.infer<typeof ChatRequest>;

/** How an answer ended; none of these is an error. */
export const OUTCOMES = ['answered', 'refused', 'no_grounds', 'small_talk'] as const;
export const Outcome = z.enum(OUTCOMES);
export type Outcome = z.infer<typeof Outcome>;

export const CONFIDENCES = ['low', 'medium', 'high'] as const;
export const Confidence = z.enum(CONFIDENCES);
export type Confidence = z.infer<typeof Confidence>;

/** What the running system allows itself at the moment (0 = everything). */
export const SERVICE_LEVELS = ['full', 'conserve', 'divert', 'extractive', 'shed'] as const;
export const ServiceLevel = z.enum(SERVICE_LEVELS);
export type ServiceLevel = z.infer<typeof ServiceLevel>;

/** What a check of one citation in an answer established. Never "supports", never "correct law". */
export const CITATION_CHECKS = ['exists', 'pinpoint', 'quoted', 'overlaps'] as const;
export const CitationCheck = z.enum(CITATION_CHECKS);
export type CitationCheck = z.infer<typeof CitationCheck>;

/** One source of an answer, numbered from 1 in order of first use. */
export const AnswerCitation = z.object({
  n: z.int().positive(),
  /** `law`: a provision of a statute or regulation; `note`: a plain-language note of ours. */
  kind: z.enum(['law', 'note']),
  document: z.string(),
  provision: z.string(),
  citation: z.string(),
  title: z.string(),
  heading: z.string().optional(),
  url: z.string(),
  snippet: z.string(),
  lang: Language,
  pit_date: CalendarDate,
  verified: z.boolean(),
  checks: z.array(CitationCheck),
});
export type AnswerCitation = z.infer<typeof AnswerCitation>;

/** One verified sentence and the numbers of what it cites. */
export const AnswerSentence = z.object({
  text: z.string(),
  citations: z.array(z.int().positive()),
  /** The sentence is the law's own words. */
  quoted: z.boolean(),
  /** Under the policy `annotate`: why the sentence did not pass. */
  flagged: z.string().optional(),
});
export type AnswerSentence = z.infer<typeof AnswerSentence>;

export const FallbackUsed = z.object({
  used: z.boolean(),
  provider: z.string().optional(),
  reason: z.string().optional(),
});

/** The whole answer: the JSON body of `POST /api/chat`, and the data of the event `done`. */
export const Answer = z.object({
  message_id: z.string(),
  conversation_id: z.string(),
  trace_id: z.string(),
  locale: Locale,
  answer: z.string(),
  sentences: z.array(AnswerSentence),
  citations: z.array(AnswerCitation),
  outcome: Outcome,
  confidence: Confidence,
  /** Sentences that were not shown because a citation in them failed. */
  withheld: z.int().nonnegative(),
  disclaimer: z.string(),
  notices: z.array(z.string()),
  service_level: ServiceLevel,
  provider: z.string(),
  fallback_used: FallbackUsed,
  /** True when the reader stopped the answer before its end. */
  stopped: z.boolean(),
});
export type Answer = z.infer<typeof Answer>;
