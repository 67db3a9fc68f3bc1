import { type Admission, admitted } from '../domain/answer.ts';
import { AppError } from '../domain/errors.ts';
import { type Instruments, measure } from '../domain/measure.ts';
import type { KeyValueStore } from '../domain/ports.ts';

const WINDOW_SECONDS = 60;
/** How long a client is asked to wait when every place is taken. */
const BUSY_RETRY_SECONDS = 2;

export interface Admissions {
  /**
   * Lets one chat in, before any cost. `client` identifies the sender (a hash, never an address).
   * Throws AppError `rate-limited`, `overloaded` or `shutting-down`, with seconds to wait.
   */
  admit(client: string): Promise<Admission>;
  /** From now on everything is refused with `shutting-down`. */
  close(): void;
  /** Resolves when the last admitted chat is released. */
  idle(): Promise<void>;
}

/** Rate limit per client and a bound on the answers at once. */
export function createAdmissions(
  instruments: Instruments,
  store: KeyValueStore,
  limits: { readonly ratePerMinute: number; readonly maxInFlight: number },
): Admissions {
  const { metrics } = instruments;
  let inFlight = 0;
  let closed = false;
  let waiting: (() => void)[] = [];
  const release = (): void => {
    inFlight -= 1;
    metrics.set('pincite_chat_in_flight', {}, inFlight);
    if (inFlight > 0) return;
    for (const wake of waiting) wake();
    waiting = [];
  };
  const refuse = (reason: 'rate' | 'concurrency' | 'stopping', error: AppError): AppError => {
    metrics.count('pincite_chat_rejected_total', { reason });
    return error;
  };
  const check = async (client: string): Promise<Admission> => {
    if (closed)
      throw refuse(
        'stopping',
        new AppError('shutting-down', 'This server is restarting; send the question again.', {
          retryAfterSeconds: BUSY_RETRY_SECONDS,
        }),
      );
    if (inFlight >= limits.maxInFlight)
      throw refuse(
        'concurrency',
        new AppError('overloaded', 'Every place is taken at the moment; try again shortly.', {
          retryAfterSeconds: BUSY_RETRY_SECONDS,
        }),
      );
    // The place is taken before the wait, so that a burst cannot pass the bound.
    inFlight += 1;
    metrics.set('pincite_chat_in_flight', {}, inFlight);
    try {
      const { count, resetSeconds } = await store.increment(`rate:${client}`, WINDOW_SECONDS);
      if (count > limits.ratePerMinute)
        throw refuse(
          'rate',
          new AppError(
            'rate-limited',
            `At most ${limits.ratePerMinute} questions a minute; wait ${resetSeconds} seconds.`,
            { retryAfterSeconds: resetSeconds },
          ),
        );
    } catch (error) {
      release();
      throw error;
    }
    let released = false;
    return admitted(() => {
      if (released) return;
      released = true;
      release();
    });
  };
  return {
    admit: (client) => measure(instruments, 'admission', () => check(client)),
    close: () => {
      closed = true;
    },
    idle: () =>
      inFlight === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve)),
  };
}
