import type { AnswerEvent, NumberedEvent } from '@pincite/contract';
import type { Clock } from '../domain/clock.ts';
import type { KeyValueStore, Log } from '../domain/ports.ts';
import type { Reader } from '../domain/reader.ts';

/** Events of an answer are kept this long, so that a broken stream can be resumed. */
const KEPT_SECONDS = 900;
/** How often another replica's answer is asked for news, and how long without any. */
const POLL_MS = 250;
const SILENCE_MS = 60_000;

/** One answer while it is produced: its events so far, who reads it, and how to stop it. */
export interface Run {
  readonly messageId: string;
  /** Events after the given id, from the first on, until the answer has ended. */
  follow(afterId: number, signal: AbortSignal): AsyncGenerator<NumberedEvent>;
  stop(): void;
}

export interface Runs {
  /** Starts to produce; `work` gets the reader it works for. `settled` runs when it has ended. */
  start(
    messageId: string,
    work: (reader: Reader) => AsyncIterable<AnswerEvent>,
    settled: () => void,
  ): Run;
  /** The events of an answer that runs here, ran lately, or runs on another replica. */
  resume(messageId: string, afterId: number, signal: AbortSignal): AsyncGenerator<NumberedEvent>;
  /** Asks an answer to end with what it has; false when no such answer is known here. */
  stop(messageId: string): boolean;
  /** True when an answer of this id is known. */
  knows(messageId: string): Promise<boolean>;
}

/** Keeps the answers of this process and their events; events also go to the shared store. */
export function createRuns(clock: Clock, store: KeyValueStore, log: Log, graceMs: number): Runs {
  const live = new Map<string, LiveRun>();
  const key = (messageId: string): string => `events:${messageId}`;
  return {
    start: (messageId, work, settled) => {
      const run = new LiveRun(messageId, clock, graceMs);
      live.set(messageId, run);
      const persist = (event: NumberedEvent): Promise<unknown> =>
        store.append(key(messageId), JSON.stringify(event), KEPT_SECONDS);
      void run
        .produce(work, persist)
        .catch((error: unknown) => {
          log.error({ event: 'run.failed', error: String(error) }, 'An answer could not be kept');
        })
        .finally(() => {
          live.delete(messageId);
          settled();
        });
      return run;
    },
    async *resume(messageId, afterId, signal) {
      const run = live.get(messageId);
      if (run !== undefined) {
        yield* run.follow(afterId, signal);
        return;
      }
      let seen = afterId;
      let quietSince = clock.monotonic();
      while (!signal.aborted && clock.monotonic() - quietSince < SILENCE_MS) {
        for (const line of await store.list(key(messageId), seen)) {
          const event = JSON.parse(line) as NumberedEvent;
          seen = event.id;
          quietSince = clock.monotonic();
          yield event;
          if (isLast(event)) return;
        }
        await clock.sleep(POLL_MS, signal).catch(() => {});
      }
    },
    stop: (messageId) => {
      const run = live.get(messageId);
      run?.stop();
      return run !== undefined;
    },
    knows: async (messageId) =>
      live.has(messageId) || (await store.list(key(messageId), 0)).length > 0,
  };
}

function isLast(event: AnswerEvent): boolean {
  return event.event === 'done' || event.event === 'error';
}

class LiveRun implements Run {
  readonly messageId: string;
  readonly #clock: Clock;
  readonly #graceMs: number;
  readonly #events: NumberedEvent[] = [];
  readonly #stopped = new AbortController();
  #ended = false;
  #readers = 0;
  #away = new AbortController();
  #wake = Promise.withResolvers<void>();

  constructor(messageId: string, clock: Clock, graceMs: number) {
    this.messageId = messageId;
    this.#clock = clock;
    this.#graceMs = graceMs;
  }

  stop(): void {
    this.#stopped.abort();
    this.#ring();
  }

  async produce(
    work: (reader: Reader) => AsyncIterable<AnswerEvent>,
    persist: (event: NumberedEvent) => Promise<unknown>,
  ): Promise<void> {
    const reader: Reader = {
      away: () => this.#away.signal,
      back: () => this.#back(),
      stopped: this.#stopped.signal,
    };
    try {
      for await (const event of work(reader)) {
        const numbered = { ...event, id: this.#events.length + 1 };
        this.#events.push(numbered);
        if (isLast(event)) this.#ended = true;
        this.#ring();
        await persist(numbered);
      }
    } finally {
      this.#ended = true;
      this.#ring();
    }
  }

  async *follow(afterId: number, signal: AbortSignal): AsyncGenerator<NumberedEvent> {
    this.#readers += 1;
    if (this.#away.signal.aborted) this.#away = new AbortController();
    this.#ring();
    const leave = (): void => this.#ring();
    signal.addEventListener('abort', leave);
    try {
      for (let next = afterId; !signal.aborted; ) {
        const event = this.#events[next];
        if (event !== undefined) {
          next += 1;
          yield event;
        } else if (this.#ended) return;
        else await this.#wake.promise;
      }
    } finally {
      signal.removeEventListener('abort', leave);
      this.#readers -= 1;
      if (this.#readers === 0 && !this.#ended) this.#away.abort();
    }
  }

  async #back(): Promise<boolean> {
    const timer = new AbortController();
    let over = false;
    const wait = this.#clock.sleep(this.#graceMs, timer.signal).then(
      () => {
        over = true;
        this.#ring();
      },
      () => {},
    );
    while (this.#readers === 0 && !over && !this.#stopped.signal.aborted) await this.#wake.promise;
    timer.abort();
    await wait;
    return this.#readers > 0;
  }

  #ring(): void {
    this.#wake.resolve();
    this.#wake = Promise.withResolvers<void>();
  }
}
