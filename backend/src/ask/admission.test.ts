import { describe, expect, it } from 'vitest';
import { fakeInstruments, handClock } from '../../test/fakes/instruments.ts';
import { createMemoryStore } from '../adapters/memory-store.ts';
import { AppError } from '../domain/errors.ts';
import { createAdmissions } from './admission.ts';

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'admitted';
  } catch (error) {
    return error instanceof AppError ? error.code : 'other';
  }
}

describe('admission', () => {
  it('bounds the answers at once and gives a place back once', async () => {
    const clock = handClock();
    const instruments = fakeInstruments(clock);
    const limits = { ratePerMinute: 100, maxInFlight: 2 };
    const admissions = createAdmissions(instruments, createMemoryStore(clock), limits);
    const first = await admissions.admit('a');
    await admissions.admit('b');
    expect(await codeOf(admissions.admit('c'))).toBe('overloaded');
    first.release();
    first.release();
    expect(await codeOf(admissions.admit('c'))).toBe('admitted');
    expect(await codeOf(admissions.admit('d'))).toBe('overloaded');
    expect(
      instruments.metrics.total('pincite_chat_rejected_total', { reason: 'concurrency' }),
    ).toBe(2);
  });

  it('limits the rate of each client by itself and says how long to wait', async () => {
    const clock = handClock();
    const limits = { ratePerMinute: 2, maxInFlight: 100 };
    const admissions = createAdmissions(fakeInstruments(clock), createMemoryStore(clock), limits);
    await admissions.admit('a');
    await admissions.admit('a');
    await clock.advance(20_000);
    const error = await admissions.admit('a').catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'rate-limited', retryAfterSeconds: 40 });
    expect(await codeOf(admissions.admit('b'))).toBe('admitted');
    await clock.advance(40_001);
    expect(await codeOf(admissions.admit('a'))).toBe('admitted');
  });

  it('gives the place back when the rate refuses', async () => {
    const clock = handClock();
    const limits = { ratePerMinute: 1, maxInFlight: 2 };
    const admissions = createAdmissions(fakeInstruments(clock), createMemoryStore(clock), limits);
    await admissions.admit('a');
    expect(await codeOf(admissions.admit('a'))).toBe('rate-limited');
    expect(await codeOf(admissions.admit('b'))).toBe('admitted');
  });

  it('refuses all when it is closed, and tells when the last is gone', async () => {
    const clock = handClock();
    const limits = { ratePerMinute: 10, maxInFlight: 10 };
    const admissions = createAdmissions(fakeInstruments(clock), createMemoryStore(clock), limits);
    const held = await admissions.admit('a');
    admissions.close();
    expect(await codeOf(admissions.admit('b'))).toBe('shutting-down');
    let idle = false;
    const waiting = admissions.idle().then(() => {
      idle = true;
    });
    await Promise.resolve();
    expect(idle).toBe(false);
    held.release();
    await waiting;
    expect(idle).toBe(true);
  });
});
