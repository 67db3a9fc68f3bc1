import { randomBytes } from 'node:crypto';
import type { Clock } from '../../src/domain/clock.ts';
import type { Instruments } from '../../src/domain/measure.ts';
import type { Log, Metrics, Tracer } from '../../src/domain/ports.ts';

export interface Recorded {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Metrics that remember what was reported. */
export function recordingMetrics(): Metrics & {
  readonly records: Recorded[];
  total(name: string, labels?: Readonly<Record<string, string>>): number;
} {
  const records: Recorded[] = [];
  const push = (name: string, labels: object, value: number): void => {
    records.push({ name, labels: Object.fromEntries(Object.entries(labels)), value });
  };
  return {
    records,
    count: (name, labels, by = 1) => push(name, labels, by),
    set: (name, labels, value) => push(name, labels, value),
    observe: (name, labels, value) => push(name, labels, value),
    total: (name, labels = {}) =>
      records
        .filter(
          (record) =>
            record.name === name &&
            Object.entries(labels).every(([key, value]) => record.labels[key] === value),
        )
        .reduce((sum, { value }) => sum + value, 0),
  };
}

export const untraced: Tracer = {
  span: (_name, work) => work({ set: () => {} }),
  open: () => ({ span: { set: () => {} }, run: (work) => work(), end: () => {} }),
  traceId: () => randomBytes(16).toString('hex'),
};

export const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** A clock that stands until it is moved; sleepers wake in order. */
export function handClock(
  start = Date.UTC(2026, 0, 1),
): Clock & { advance(ms: number): Promise<void> } {
  let now = start;
  let sleepers: { at: number; wake: () => void }[] = [];
  return {
    now: () => now,
    monotonic: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const sleeper = { at: now + ms, wake: resolve };
        sleepers.push(sleeper);
        signal?.addEventListener(
          'abort',
          () => {
            sleepers = sleepers.filter((other) => other !== sleeper);
            reject(signal.reason);
          },
          { once: true },
        );
      }),
    advance: async (ms) => {
      now += ms;
      const due = sleepers.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
      sleepers = sleepers.filter(({ at }) => at > now);
      for (const { wake } of due) wake();
      // Lets what was woken run before the caller looks.
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    },
  };
}

export function fakeInstruments(
  clock: Clock,
): Instruments & { metrics: ReturnType<typeof recordingMetrics> } {
  return { metrics: recordingMetrics(), tracer: untraced, clock };
}
