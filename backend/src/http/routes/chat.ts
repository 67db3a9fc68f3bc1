import { createHash, randomUUID } from 'node:crypto';
import {
  type Answer,
  type AnswerEvent,
  ChatRequest,
  ConversationId,
  languageOf,
  type NumberedEvent,
  type Problem,
} from '@pincite/contract';
import { type Request, type Response, Router } from 'express';
import type { Admissions } from '../../ask/admission.ts';
import { type AskDependencies, ask } from '../../ask/ask.ts';
import { readConversation } from '../../ask/record.ts';
import type { Run, Runs } from '../../ask/runs.ts';
import type { Admission, Question } from '../../domain/answer.ts';
import { AppError } from '../../domain/errors.ts';
import type { Reader } from '../../domain/reader.ts';
import { detectLanguage } from '../../policy/language.ts';
import { bodyOf, parseWith } from '../body.ts';
import { problemOf, sendProblem } from '../problem.ts';
import { writeEvents } from '../sse.ts';

export interface ChatDependencies {
  readonly ask: AskDependencies;
  readonly admissions: Admissions;
  readonly runs: Runs;
  readonly timeoutMs: number;
}

/** `POST /api/chat`, its resumption and its stop. */
export function chatRoutes(dependencies: ChatDependencies): Router {
  const router = Router();
  router.post('/api/chat', async (request, response) => {
    const body = bodyOf(request, ChatRequest);
    const admission = await dependencies.admissions.admit(clientOf(request));
    const run = await begin(dependencies, body, admission);
    if (wantsStream(request)) {
      const gone = goneSignal(response);
      await writeEvents(response, run.follow(0, gone), gone);
    } else await sendWhole(response, run);
  });
  router.get('/api/chat/:message_id/events', async (request, response) => {
    const messageId = messageIdOf(request);
    const after = lastEventId(request);
    if (!(await dependencies.runs.knows(messageId)))
      throw new AppError('not-found', 'This answer is not known, or too old; ask again.');
    const gone = goneSignal(response);
    await writeEvents(response, dependencies.runs.resume(messageId, after, gone), gone);
  });
  router.post('/api/chat/:message_id/stop', async (request, response) => {
    const messageId = messageIdOf(request);
    const stopped = dependencies.runs.stop(messageId);
    if (!stopped && !(await dependencies.runs.knows(messageId)))
      throw new AppError('not-found', 'This answer is not known, or too old.');
    response.status(202).json({ stopped });
  });
  return router;
}

/** Starts the answer; the admission's place is given back when it has ended, whoever reads it. */
async function begin(
  dependencies: ChatDependencies,
  body: ChatRequest,
  admission: Admission,
): Promise<Run> {
  try {
    const question = await questionOf(dependencies, body);
    const deadline = AbortSignal.timeout(dependencies.timeoutMs);
    return dependencies.runs.start(
      question.messageId,
      (reader) => produce(dependencies, admission, question, reader, deadline),
      admission.release,
    );
  } catch (error) {
    admission.release();
    throw error;
  }
}

async function questionOf(
  { ask: { store } }: ChatDependencies,
  body: ChatRequest,
): Promise<Question> {
  const conversationId = body.conversation_id ?? randomUUID();
  const asked = body.locale === undefined ? 'en' : languageOf(body.locale);
  const lang = detectLanguage(body.message, asked);
  return {
    messageId: randomUUID(),
    conversationId,
    text: body.message.trim(),
    locale: lang === 'fr' ? 'fr-CA' : 'en-CA',
    lang,
    asOf: body.as_of,
    history:
      body.conversation_id === undefined ? [] : await readConversation(store, conversationId),
  };
}

/** The answer's events; a failure becomes the one `error` event that ends the stream. */
async function* produce(
  dependencies: ChatDependencies,
  admission: Admission,
  question: Question,
  reader: Reader,
  deadline: AbortSignal,
): AsyncGenerator<AnswerEvent> {
  const { instruments, log } = dependencies.ask;
  const { clock, metrics } = instruments;
  const started = clock.monotonic();
  const { lang } = question;
  let spoken = false;
  try {
    for await (const event of ask(dependencies.ask, admission, question, reader, deadline)) {
      if (event.event === 'sentence' && !spoken) {
        spoken = true;
        const seconds = (clock.monotonic() - started) / 1000;
        metrics.observe('pincite_chat_first_sentence_seconds', {}, seconds);
      }
      if (event.event === 'done') {
        const outcome = event.data.stopped ? 'cancelled' : event.data.outcome;
        metrics.count('pincite_chat_requests_total', { outcome, lang });
      }
      yield event;
    }
  } catch (error) {
    metrics.count('pincite_chat_requests_total', { outcome: 'error', lang });
    yield { event: 'error', data: problemOf(error, { log, metrics, tracer: instruments.tracer }) };
  }
}

async function sendWhole(response: Response, run: Run): Promise<void> {
  const last = await lastOf(run.follow(0, goneSignal(response)));
  if (last?.event === 'done') response.status(200).json(last.data satisfies Answer);
  else if (last?.event === 'error') sendProblem(response, last.data satisfies Problem);
  else response.destroy();
}

async function lastOf(events: AsyncIterable<NumberedEvent>): Promise<NumberedEvent | undefined> {
  let last: NumberedEvent | undefined;
  for await (const event of events) last = event;
  return last;
}

/** Aborted when the connection closes before the response was finished. */
function goneSignal(response: Response): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => controller.abort());
  if (response.closed) controller.abort();
  return controller.signal;
}

function wantsStream(request: Request): boolean {
  return request.accepts(['application/json', 'text/event-stream']) === 'text/event-stream';
}

function messageIdOf(request: Request): string {
  return parseWith(ConversationId, request.params.message_id, 'message_id');
}

function lastEventId(request: Request): number {
  const given = Number(request.get('last-event-id') ?? 0);
  if (!Number.isSafeInteger(given) || given < 0)
    throw new AppError('invalid-request', '"Last-Event-ID" must be the id of an event.', {
      fields: [{ field: 'Last-Event-ID', message: 'must be the id of an event' }],
    });
  return given;
}

/** A name for the sender that does not tell the address. */
function clientOf(request: Request): string {
  return createHash('sha256')
    .update(request.ip ?? 'unknown')
    .digest('hex')
    .slice(0, 16);
}
