import { type Draft, drafted, type FallbackRecord, type Prompted } from '../domain/answer.ts';
import type { Clock } from '../domain/clock.ts';
import { AppError } from '../domain/errors.ts';
import type { AnswerModel, Flags, Log, Metrics, ModelRequest } from '../domain/ports.ts';
import type { Reader } from '../domain/reader.ts';
import { createSentenceSplitter } from '../domain/sentences.ts';
import { activeRoute } from './active-route.ts';
import { paced } from './paced.ts';
import { createRepetitionGuard } from './repetition.ts';

export interface RouteDependencies {
  readonly models: readonly AnswerModel[];
  readonly extractive: AnswerModel;
  readonly flags: Flags;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly pace: { readonly firstMs: number; readonly gapMs: number };
}

/** What routing tells the answer, filled while it runs. */
export interface RouteRecord {
  provider: string;
  fallback: FallbackRecord;
}

export interface RouteControl {
  readonly reader: Reader;
  /** Aborted at the answer's deadline. */
  readonly deadline: AbortSignal;
  /** The sentences that the reader has by now, markers included. */
  readonly shown: readonly string[];
}

type AttemptResult = 'whole' | 'failed' | 'left' | 'over';

/**
 * Drafts an answer, provider after provider, and last by quoting. A provider that fails in the middle
 * is left where the reader is, and the next goes on from there; no sentence is drafted twice. Never
 * throws for a provider's sake: the extractive answerer ends the answer when all have failed.
 */
export async function* route(
  prompt: Prompted,
  dependencies: RouteDependencies,
  control: RouteControl,
  record: RouteRecord,
): AsyncGenerator<Draft> {
  const withoutModel = prompt.level === 'extractive' || prompt.level === 'shed';
  const candidates = withoutModel ? [] : activeRoute(dependencies.models, dependencies.flags);
  const allowed = dependencies.flags.isEnabled('provider-fallback')
    ? candidates
    : candidates.slice(0, 1);
  const guard = createRepetitionGuard();
  let reason: string | undefined;
  for (const [place, model] of [...allowed, dependencies.extractive].entries()) {
    if (control.reader.stopped.aborted) return;
    if (control.deadline.aborted && !model.extractive) {
      reason = 'timeout';
      continue;
    }
    record.provider = model.id;
    if (reason !== undefined) record.fallback = { used: true, provider: model.id, reason };
    const attempt = new Attempt(prompt, model, dependencies, control, guard.isNew);
    yield* attempt.drafts();
    reason = attempt.failure ?? reason;
    if (attempt.result === 'failed') continue;
    if (attempt.result === 'whole')
      countRoute(dependencies.metrics, model, place, candidates.length);
    return;
  }
  dependencies.metrics.count('pincite_route_requests_total', { route: 'exhausted' });
}

function countRoute(metrics: Metrics, model: AnswerModel, place: number, of: number): void {
  const label = model.extractive && of > 0 ? 'extractive' : place === 0 ? 'primary' : 'fallback';
  metrics.count('pincite_route_requests_total', { route: label });
}

/** One provider's turn at an answer; it starts again when a reader who left comes back. */
class Attempt {
  result: AttemptResult = 'failed';
  failure: string | undefined;
  readonly #prompt: Prompted;
  readonly #model: AnswerModel;
  readonly #dependencies: RouteDependencies;
  readonly #control: RouteControl;
  readonly #isNew: (sentence: string) => boolean;

  constructor(
    prompt: Prompted,
    model: AnswerModel,
    dependencies: RouteDependencies,
    control: RouteControl,
    isNew: (sentence: string) => boolean,
  ) {
    this.#prompt = prompt;
    this.#model = model;
    this.#dependencies = dependencies;
    this.#control = control;
    this.#isNew = isNew;
  }

  async *drafts(): AsyncGenerator<Draft> {
    for (;;) {
      yield* this.#once();
      if (this.result !== 'left') return;
      if (!(await this.#control.reader.back())) return;
    }
  }

  async *#once(): AsyncGenerator<Draft> {
    const { reader, deadline } = this.#control;
    const own = new AbortController();
    const away = reader.away();
    // Quoting takes no time worth bounding: it ends an answer whose deadline has passed.
    const bounds = this.#model.extractive ? [] : [deadline];
    const signal = AbortSignal.any([own.signal, away, reader.stopped, ...bounds]);
    const started = this.#dependencies.clock.monotonic();
    const splitter = createSentenceSplitter(this.#prompt.question.lang);
    let first = true;
    try {
      const stream = this.#model.stream(this.#request(), signal);
      for await (const chunk of paced(
        stream,
        this.#dependencies.pace,
        own,
        this.#dependencies.clock,
      )) {
        if (first) this.#observeFirst(started);
        first = false;
        if (chunk.type === 'usage') this.#countTokens(chunk.usage);
        if (chunk.type === 'text')
          for (const text of splitter.push(chunk.text)) yield* this.#draft(text);
        if (chunk.type === 'sentence') yield* this.#draft(chunk.text);
      }
      for (const text of splitter.end()) yield* this.#draft(text);
      this.#end('whole', 'ok');
    } catch (error) {
      if (reader.stopped.aborted) this.#end('over', 'cancelled');
      else if (away.aborted) this.#end('left', 'cancelled');
      else this.#fail(deadline.aborted ? overdue(error) : error, first);
    } finally {
      own.abort();
    }
  }

  *#draft(text: string): Generator<Draft> {
    if (this.#isNew(text)) yield drafted(this.#prompt, text, this.#model.id);
  }

  #request(): ModelRequest {
    return { ...this.#prompt.request, shown: [...this.#control.shown] };
  }

  #observeFirst(started: number): void {
    const seconds = (this.#dependencies.clock.monotonic() - started) / 1000;
    const labels = { provider: this.#model.id };
    this.#dependencies.metrics.observe('pincite_provider_first_token_seconds', labels, seconds);
  }

  #countTokens(usage: { input: number; output: number }): void {
    const provider = this.#model.id;
    const { metrics } = this.#dependencies;
    metrics.count('pincite_provider_tokens_total', { provider, direction: 'input' }, usage.input);
    metrics.count('pincite_provider_tokens_total', { provider, direction: 'output' }, usage.output);
  }

  #end(result: AttemptResult, counted: 'ok' | 'cancelled'): void {
    this.result = result;
    const labels = { provider: this.#model.id, result: counted };
    this.#dependencies.metrics.count('pincite_provider_attempts_total', labels);
  }

  #fail(error: unknown, beforeOutput: boolean): void {
    this.result = 'failed';
    const code = error instanceof AppError ? error.code : 'internal';
    this.failure = code;
    const counted =
      code === 'timeout'
        ? 'timeout'
        : code === 'rate-limited'
          ? 'rate_limited'
          : beforeOutput
            ? 'error'
            : 'broken_stream';
    const provider = this.#model.id;
    this.#dependencies.metrics.count('pincite_provider_attempts_total', {
      provider,
      result: counted,
    });
    this.#dependencies.log.warn(
      { event: 'provider.failed', provider, code, stage: 'route' },
      'A provider failed; the next goes on',
    );
  }
}

/** The answer's own deadline ended the attempt, whatever the provider threw. */
function overdue(cause: unknown): AppError {
  return new AppError('timeout', 'The answer’s deadline has passed.', { cause });
}
