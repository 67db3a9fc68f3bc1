import { ATTRIBUTES, type Stage, spanNameOf } from '@pincite/signals';
import type { Clock } from './clock.ts';
import type { Metrics, Span, Tracer } from './ports.ts';

export interface Instruments {
  readonly metrics: Metrics;
  readonly tracer: Tracer;
  readonly clock: Clock;
}

/** Runs one stage in its span and observes how long it took, however it ends. */
export async function measure<T>(
  instruments: Instruments,
  stage: Stage,
  work: (span: Span) => Promise<T> | T,
): Promise<T> {
  const started = instruments.clock.monotonic();
  return instruments.tracer.span(spanNameOf(stage), async (span) => {
    span.set(ATTRIBUTES.stage, stage);
    try {
      return await work(span);
    } finally {
      const seconds = (instruments.clock.monotonic() - started) / 1000;
      instruments.metrics.observe('pincite_stage_duration_seconds', { stage }, seconds);
    }
  });
}

/** Passes an upstream stage through; the time spent waiting for it is that stage's own. */
export type Outside = <T>(upstream: AsyncIterable<T>) => AsyncIterable<T>;

/**
 * Measures a stage that yields. Only the time spent inside the stage counts: not while its consumer
 * holds an item, and not while it waits for an upstream stage that it reads through `outside`.
 */
export async function* measureStream<T>(
  instruments: Instruments,
  stage: Stage,
  work: (span: Span, outside: Outside) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const { clock } = instruments;
  const opened = instruments.tracer.open(spanNameOf(stage));
  opened.span.set(ATTRIBUTES.stage, stage);
  let spent = 0;
  let failure: unknown;
  const outside: Outside = (upstream) =>
    timed(upstream, clock, (elapsed) => {
      spent -= elapsed;
    });
  const inside = opened.run(() => work(opened.span, outside));
  try {
    yield* timed(
      inside,
      clock,
      (elapsed) => {
        spent += elapsed;
      },
      opened.run,
    );
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    instruments.metrics.observe('pincite_stage_duration_seconds', { stage }, spent / 1000);
    opened.end(failure);
  }
}

/** Reports how long each step of an iteration took, in milliseconds. */
async function* timed<T>(
  source: AsyncIterable<T>,
  clock: Clock,
  report: (elapsed: number) => void,
  run: <R>(step: () => R) => R = (step) => step(),
): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    for (;;) {
      const started = clock.monotonic();
      const step = await run(() => iterator.next()).finally(() =>
        report(clock.monotonic() - started),
      );
      if (step.done === true) return;
      yield step.value;
    }
  } finally {
    await iterator.return?.();
  }
}
