import type { Clock } from '../domain/clock.ts';
import { AppError } from '../domain/errors.ts';

/**
 * Passes a stream on while it keeps its pace: the first item within `firstMs`, each further one within
 * `gapMs` of the one before. A stream that does not is aborted through `stop` and ends with AppError
 * `timeout`.
 */
export async function* paced<T>(
  source: AsyncIterable<T>,
  pace: { readonly firstMs: number; readonly gapMs: number },
  stop: AbortController,
  clock: Clock,
): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  let bound = pace.firstMs;
  try {
    for (;;) {
      const timer = new AbortController();
      const late = clock.sleep(bound, timer.signal).then(
        () => 'late' as const,
        () => 'late' as const,
      );
      const next = iterator.next();
      // The source may reject after it was given up.
      next.catch(() => {});
      const step = await Promise.race([next, late]);
      if (step === 'late') {
        const error = new AppError('timeout', 'The provider did not keep its pace.');
        stop.abort(error);
        throw error;
      }
      timer.abort();
      if (step.done === true) return;
      yield step.value;
      bound = pace.gapMs;
    }
  } finally {
    // Not awaited: a source that hangs must not hold the answer.
    void iterator.return?.().then(
      () => {},
      () => {},
    );
  }
}
