import type { Answer } from '@pincite/contract';
import { z } from 'zod';
import type { Question, Turn } from '../domain/answer.ts';
import { type Instruments, measure } from '../domain/measure.ts';
import type { KeyValueStore, Log } from '../domain/ports.ts';

const Turns = z.array(z.object({ question: z.string(), answer: z.string() }));
const TURNS_KEPT = 20;

/** What a conversation said so far; empty when it is unknown, expired or unreadable. */
export async function readConversation(store: KeyValueStore, id: string): Promise<readonly Turn[]> {
  const kept = await store.get(`conversation:${id}`);
  if (kept === undefined) return [];
  try {
    return Turns.parse(JSON.parse(kept));
  } catch {
    return [];
  }
}

/** Keeps the turn, counts the answer, writes the one log line of it (no words of it). */
export function recordStage(
  instruments: Instruments,
  dependencies: { readonly store: KeyValueStore; readonly log: Log; readonly ttlSeconds: number },
  question: Question,
  answer: Answer,
): Promise<void> {
  return measure(instruments, 'record', async () => {
    const { store, log, ttlSeconds } = dependencies;
    const turns = [
      ...question.history,
      { question: question.text, answer: answer.sentences.map(({ text }) => text).join(' ') },
    ].slice(-TURNS_KEPT);
    await store.set(`conversation:${question.conversationId}`, JSON.stringify(turns), ttlSeconds);
    log.info(
      {
        event: 'answer.recorded',
        stage: 'record',
        message_id: question.messageId,
        outcome: answer.outcome,
        provider: answer.provider,
        service_level: answer.service_level,
        lang: question.lang,
        question_length: question.text.length,
        sentences: answer.sentences.length,
        citations: answer.citations.length,
        withheld: answer.withheld,
        stopped: answer.stopped,
      },
      'Answer recorded',
    );
  });
}
