import { z } from 'zod';
import { Answer, AnswerCitation, AnswerSentence, ServiceLevel } from './chat.ts';
import { Language, Locale } from './language.ts';
import { Problem } from './problems.ts';

/** The steps that a reader is told about while waiting. */
export const STATUS_STAGES = ['searching', 'drafting', 'verifying'] as const;

export const MetaEvent = z.object({
  message_id: z.string(),
  conversation_id: z.string(),
  trace_id: z.string(),
  locale: Locale,
  service_level: ServiceLevel,
  corpus: z.object({ kind: z.enum(['law', 'primer']), version: z.string() }),
});
export const StatusEvent = z.object({ stage: z.enum(STATUS_STAGES) });
/** A source that the answer rests on; sent before the first sentence that cites it. */
export const SourceEvent = AnswerCitation;
export const SentenceEvent = AnswerSentence.extend({ index: z.int().nonnegative() });
/** A sentence was not shown; `reason` is one of the verdicts of the verification. */
export const WithheldEvent = z.object({ reason: z.string(), count: z.int().positive() });
export const NOTICE_CODES = [
  'lexical-only',
  'extractive',
  'primer',
  'fallback',
  'other-language',
  'as-of',
  'memory-unavailable',
] as const;
export const NoticeEvent = z.object({
  code: z.enum(NOTICE_CODES),
  text: z.string(),
  lang: Language,
});

/** What a stream of one answer is made of; exactly one `done` or `error` ends it. */
export const AnswerEvent = z.discriminatedUnion('event', [
  z.object({ event: z.literal('meta'), data: MetaEvent }),
  z.object({ event: z.literal('status'), data: StatusEvent }),
  z.object({ event: z.literal('source'), data: SourceEvent }),
  z.object({ event: z.literal('sentence'), data: SentenceEvent }),
  z.object({ event: z.literal('withheld'), data: WithheldEvent }),
  z.object({ event: z.literal('notice'), data: NoticeEvent }),
  z.object({ event: z.literal('done'), data: Answer }),
  z.object({ event: z.literal('error'), data: Problem }),
]);
export type AnswerEvent = z.infer<typeof AnswerEvent>;
export type NoticeCode = (typeof NOTICE_CODES)[number];
/** An event with its place in the stream; ids rise by one from 1. */
export type NumberedEvent = AnswerEvent & { id: number };
