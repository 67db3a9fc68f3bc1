import type { Answer, AnswerEvent, NoticeCode, Outcome, ServiceLevel } from '@pincite/contract';
import type { VerifySentence } from '../citations/verify-sentence.ts';
import type { Admission, Prompted, Question } from '../domain/answer.ts';
import { CITATION_POLICIES, type CitationPolicy } from '../domain/flags.ts';
import type { Instruments } from '../domain/measure.ts';
import type { Catalogue, Flags, KeyValueStore, Log } from '../domain/ports.ts';
import type { Reader } from '../domain/reader.ts';
import { DISCLAIMER, NO_GROUNDS_COPY } from '../policy/copy.ts';
import type { RouteDependencies, RouteRecord } from '../routing/route.ts';
import type { Search } from '../search/search.ts';
import { inputPolicy } from './input-policy.ts';
import { notice } from './notices.ts';
import { promptStage } from './prompt.ts';
import { recordStage } from './record.ts';
import { routeStage } from './route.ts';
import { searchStage } from './search.ts';
import { type ServiceLevels, serviceLevel } from './service-level.ts';
import { createSources, type Sources } from './sources.ts';
import { createVerifyRecord, type VerifyRecord, verifyStage } from './verify.ts';

export interface AskDependencies {
  readonly instruments: Instruments;
  readonly catalogue: Catalogue;
  readonly search: Search;
  readonly levels: ServiceLevels;
  readonly routing: RouteDependencies;
  readonly verifySentence: VerifySentence;
  readonly flags: Flags;
  readonly store: KeyValueStore & { isDegraded?(): boolean };
  readonly log: Log;
  readonly conversationTtlSeconds: number;
}

interface State {
  outcome: Outcome;
  confidence: Answer['confidence'];
  level: ServiceLevel;
  readonly notices: Set<NoticeCode>;
  readonly sources: Sources;
  readonly verified: VerifyRecord;
  readonly route: RouteRecord;
}

/**
 * One answer as a stream of events: `meta` first, `done` last. The body is the list of the stages; each
 * takes what the stage before it made. `admission` is released by the caller when the stream has ended.
 */
export async function* ask(
  dependencies: AskDependencies,
  admission: Admission,
  question: Question,
  reader: Reader,
  deadline: AbortSignal,
): AsyncGenerator<AnswerEvent> {
  const { instruments } = dependencies;
  const started = instruments.clock.monotonic();
  const state = newState(dependencies.levels.current());
  yield meta(dependencies, question);

  const policy = await inputPolicy(instruments, admission, question);
  if (policy.kind === 'replied') {
    yield* say(state, policy.outcome, policy.reply);
  } else {
    yield { event: 'status', data: { stage: 'searching' } };
    const found = await searchStage(
      instruments,
      dependencies.search,
      dependencies.catalogue,
      policy.permitted,
      deadline,
    );
    const lexicalOnly = found.kind === 'grounded' ? found.grounded.lexicalOnly : found.lexicalOnly;
    if (lexicalOnly) yield* tell(state, 'lexical-only', question);
    if (dependencies.store.isDegraded?.() === true)
      yield* tell(state, 'memory-unavailable', question);
    if (found.kind === 'no-grounds') {
      yield* say(state, 'no_grounds', NO_GROUNDS_COPY[question.lang]);
    } else {
      const levelled = await serviceLevel(instruments, dependencies.levels, found.grounded);
      state.level = levelled.level;
      state.confidence = levelled.confidence;
      const prompt = await promptStage(instruments, levelled);
      yield* tellOfSources(dependencies, state, prompt);
      yield { event: 'status', data: { stage: 'drafting' } };
      yield* draft(dependencies, state, prompt, reader, deadline);
    }
  }
  const answer = answerOf(dependencies, question, state, reader.stopped.aborted);
  await recordStage(
    instruments,
    { ...dependencies, ttlSeconds: dependencies.conversationTtlSeconds },
    question,
    answer,
  );
  observe(dependencies, state, started);
  yield { event: 'done', data: answer };
}

async function* draft(
  dependencies: AskDependencies,
  state: State,
  prompt: Prompted,
  reader: Reader,
  deadline: AbortSignal,
): AsyncGenerator<AnswerEvent> {
  const { instruments } = dependencies;
  const control = { reader, deadline, shown: state.verified.shown };
  const drafts = routeStage(instruments, dependencies.routing, prompt, control, state.route);
  const events = verifyStage(
    instruments,
    dependencies.verifySentence,
    prompt,
    drafts,
    citationPolicy(dependencies.flags),
    state.sources,
    state.verified,
  );
  for await (const event of events) {
    if (state.route.fallback.used) yield* tell(state, 'fallback', prompt.question);
    if (state.route.provider === 'extractive') yield* tell(state, 'extractive', prompt.question);
    yield event;
  }
  state.outcome = 'answered';
  // Everything was withheld: nothing stands, and the reader is told so.
  if (state.verified.sentences.length === 0 && !reader.stopped.aborted)
    yield* say(state, 'no_grounds', NO_GROUNDS_COPY[prompt.question.lang]);
}

function newState(level: ServiceLevel): State {
  return {
    outcome: 'no_grounds',
    confidence: 'low',
    level,
    notices: new Set(),
    sources: createSources(),
    verified: createVerifyRecord(),
    route: { provider: 'none', fallback: { used: false } },
  };
}

function meta(dependencies: AskDependencies, question: Question): AnswerEvent {
  const { kind, version } = dependencies.catalogue.state();
  return {
    event: 'meta',
    data: {
      message_id: question.messageId,
      conversation_id: question.conversationId,
      trace_id: dependencies.instruments.tracer.traceId(),
      locale: question.locale,
      service_level: dependencies.levels.current(),
      corpus: { kind, version },
    },
  };
}

/** Sentences of our own, which state no law and cite nothing. */
function* say(state: State, outcome: Outcome, reply: readonly string[]): Generator<AnswerEvent> {
  state.outcome = outcome;
  for (const text of reply) {
    const sentence = { text, citations: [], quoted: false };
    const index = state.verified.sentences.push(sentence) - 1;
    yield { event: 'sentence', data: { ...sentence, index } };
  }
}

function* tell(state: State, code: NoticeCode, question: Question): Generator<AnswerEvent> {
  if (state.notices.has(code)) return;
  state.notices.add(code);
  yield notice(code, question.lang);
}

function* tellOfSources(
  dependencies: AskDependencies,
  state: State,
  prompt: Prompted,
): Generator<AnswerEvent> {
  const { question } = prompt;
  if (dependencies.catalogue.state().kind === 'primer') yield* tell(state, 'primer', question);
  if (prompt.passages.some(({ passage }) => passage.lang !== question.lang))
    yield* tell(state, 'other-language', question);
  const { asOf } = question;
  if (asOf !== undefined && prompt.passages.some(({ passage }) => passage.pitDate !== asOf))
    yield* tell(state, 'as-of', question);
}

function citationPolicy(flags: Flags): CitationPolicy {
  const wanted = flags.payload('citation-policy');
  return CITATION_POLICIES.find((policy) => policy === wanted) ?? 'strict';
}

function answerOf(
  dependencies: AskDependencies,
  question: Question,
  state: State,
  stopped: boolean,
): Answer {
  const { sentences, withheld } = state.verified;
  return {
    message_id: question.messageId,
    conversation_id: question.conversationId,
    trace_id: dependencies.instruments.tracer.traceId(),
    locale: question.locale,
    answer: sentences
      .map(({ text, citations }) => `${text}${citations.map((n) => ` [${n}]`).join('')}`)
      .join('\n'),
    sentences: sentences.map((sentence) => ({ ...sentence })),
    citations: state.outcome === 'answered' ? [...state.sources.all()] : [],
    outcome: state.outcome,
    confidence: withheld > 0 ? 'low' : state.confidence,
    withheld,
    disclaimer: DISCLAIMER[question.lang],
    notices: [...state.notices],
    service_level: state.level,
    provider: state.route.provider,
    fallback_used: state.route.fallback,
    stopped,
  };
}

function observe(dependencies: AskDependencies, state: State, started: number): void {
  const { metrics, clock } = dependencies.instruments;
  metrics.observe('pincite_chat_duration_seconds', {}, (clock.monotonic() - started) / 1000);
  if (state.outcome !== 'answered') return;
  const { withheld, passed } = state.verified;
  const grounding = withheld === 0 ? 'verified' : passed > 0 ? 'partial' : 'failed';
  metrics.count('pincite_answers_grounding_total', { grounding });
}
