import type { AnswerEvent, NumberedEvent } from '@pincite/contract';
import { describe, expect, it } from 'vitest';
import { handClock, silent } from '../../test/fakes/instruments.ts';
import type { KeyValueStore } from '../domain/ports.ts';
import type { Reader } from '../domain/reader.ts';
import { createRuns } from './runs.ts';

const sentence = (text: string, index: number): AnswerEvent => ({
  event: 'sentence',
  data: { text, citations: [], quoted: false, index },
});
const ended: AnswerEvent = {
  event: 'error',
  data: {
    type: '/problems/internal',
    title: '',
    status: 500,
    detail: '',
    code: 'internal',
    trace_id: '',
  },
};
const alive = (): AbortSignal => new AbortController().signal;

/** A list in memory is all that runs need of a store. */
function listStore(): KeyValueStore {
  const lists = new Map<string, string[]>();
  return {
    kind: 'memory',
    get: async () => undefined,
    set: async () => {},
    append: async (key, value) => {
      const list = lists.get(key) ?? [];
      lists.set(key, list);
      return list.push(value);
    },
    list: async (key, from) => (lists.get(key) ?? []).slice(from),
    increment: async () => ({ count: 1, resetSeconds: 1 }),
    ping: async () => {},
  };
}

async function collect(events: AsyncIterable<NumberedEvent>): Promise<number[]> {
  const ids: number[] = [];
  for await (const { id } of events) ids.push(id);
  return ids;
}

describe('runs', () => {
  it('numbers events from 1 and lets several readers follow from any id', async () => {
    const runs = createRuns(handClock(), listStore(), silent, 1000);
    const run = runs.start(
      'message-1',
      async function* work() {
        yield sentence('a', 0);
        yield sentence('b', 1);
        yield ended;
      },
      () => {},
    );
    const [all, rest] = await Promise.all([
      collect(run.follow(0, alive())),
      collect(run.follow(1, alive())),
    ]);
    expect(all).toEqual([1, 2, 3]);
    expect(rest).toEqual([2, 3]);
  });

  it('resumes an answer that ended here or on another replica from the shared store', async () => {
    const store = listStore();
    const here = createRuns(handClock(), store, silent, 1000);
    const settled = Promise.withResolvers<void>();
    const run = here.start(
      'message-2',
      async function* work() {
        yield sentence('a', 0);
        yield ended;
      },
      settled.resolve,
    );
    await collect(run.follow(0, alive()));
    await settled.promise;
    const elsewhere = createRuns(handClock(), store, silent, 1000);
    expect(await elsewhere.knows('message-2')).toBe(true);
    expect(await elsewhere.knows('message-3')).toBe(false);
    expect(await collect(elsewhere.resume('message-2', 1, alive()))).toEqual([2]);
  });

  it('tells the work when the reader leaves and when the reader is back', async () => {
    const clock = handClock();
    const runs = createRuns(clock, listStore(), silent, 1000);
    const heard: string[] = [];
    const first = Promise.withResolvers<void>();
    const run = runs.start(
      'message-4',
      async function* work(reader: Reader) {
        yield sentence('a', 0);
        await new Promise<void>((resolve) => {
          reader.away().addEventListener('abort', () => resolve(), { once: true });
          first.resolve();
        });
        heard.push('left');
        heard.push((await reader.back()) ? 'back' : 'gone');
        yield ended;
      },
      () => {},
    );
    const leaving = new AbortController();
    const reading = collect(run.follow(0, leaving.signal));
    await first.promise;
    leaving.abort();
    await reading;
    expect(await collect(runs.resume('message-4', 1, alive()))).toEqual([2]);
    expect(heard).toEqual(['left', 'back']);
  });

  it('gives a reader up when the grace has passed', async () => {
    const clock = handClock();
    const runs = createRuns(clock, listStore(), silent, 1000);
    const waits = Promise.withResolvers<void>();
    const outcome = Promise.withResolvers<boolean>();
    const run = runs.start(
      'message-5',
      async function* work(reader: Reader) {
        yield sentence('a', 0);
        if (!reader.away().aborted)
          await new Promise<void>((resolve) =>
            reader.away().addEventListener('abort', () => resolve(), { once: true }),
          );
        const back = reader.back();
        waits.resolve();
        outcome.resolve(await back);
        yield ended;
      },
      () => {},
    );
    const leaving = new AbortController();
    for await (const _event of run.follow(0, leaving.signal)) {
      leaving.abort();
      break;
    }
    await waits.promise;
    await clock.advance(1001);
    expect(await outcome.promise).toBe(false);
  });

  it('passes a stop on to the work', async () => {
    const runs = createRuns(handClock(), listStore(), silent, 1000);
    const run = runs.start(
      'message-6',
      async function* work(reader: Reader) {
        yield sentence('a', 0);
        if (!reader.stopped.aborted)
          await new Promise<void>((resolve) =>
            reader.stopped.addEventListener('abort', () => resolve(), { once: true }),
          );
        yield ended;
      },
      () => {},
    );
    const reading = collect(run.follow(0, alive()));
    expect(runs.stop('message-6')).toBe(true);
    expect(await reading).toEqual([1, 2]);
    expect(runs.stop('message-0')).toBe(false);
  });
});
