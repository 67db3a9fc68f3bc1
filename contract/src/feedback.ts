import { z } from 'zod';
import { ConversationId } from './chat.ts';

export const FEEDBACK_REASONS = [
  'helpful',
  'wrong_source',
  'misquoted',
  'incomplete',
  'not_relevant',
  'other',
] as const;

/** `POST /api/feedback` */
export const FeedbackRequest = z.strictObject({
  message_id: ConversationId,
  verdict: z.enum(['up', 'down']),
  reason: z.enum(FEEDBACK_REASONS).optional(),
  /** The number of the citation the feedback is about. */
  citation: z.int().positive().optional(),
  comment: z.string().max(2000).optional(),
});
export type FeedbackRequest = z.infer<typeof FeedbackRequest>;
