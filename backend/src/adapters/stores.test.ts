import { type ChildProcess, spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, until } from '../../../test/system/process.ts';
import { silent } from '../../test/fakes/instruments.ts';
import type { KeyValueStore } from '../domain/ports.ts';
import { createMemoryStore } from './memory-store.ts';
import { createRedisStore } from './redis-store.ts';
import { storeWithFallback } from './store-with-fallback.ts';
import { systemClock } from './telemetry/clock.ts';

/** One suite for the store in memory and the one in a real Redis, so that they stay alike. */
function behavesAsStore(store: () => KeyValueStore): void {
  it('keeps and gives values', async () => {
    await store().set('a', 'one', 60);
    expect(await store().get('a')).toBe('one');
    expect(await store().get('nothing')).toBeUndefined();
  });
  it('appends to lists and reads them from any place', async () => {
    expect(await store().append('list', 'x', 60)).toBe(1);
    expect(await store().append('list', 'y', 60)).toBe(2);
    expect(await store().list('list', 0)).toEqual(['x', 'y']);
    expect(await store().list('list', 1)).toEqual(['y']);
    expect(await store().list('empty', 0)).toEqual([]);
  });
  it('counts in a window that starts with the first', async () => {
    const first = await store().increment('count', 60);
    const second = await store().increment('count', 60);
    expect([first.count, second.count]).toEqual([1, 2]);
    expect(second.resetSeconds).toBeGreaterThan(0);
    expect(second.resetSeconds).toBeLessThanOrEqual(60);
  });
  it('forgets what has expired', async () => {
    await store().set('short', 'lived', 1);
    await expect.poll(() => store().get('short'), { timeout: 5000 }).toBeUndefined();
  });
}

describe('the store in memory', () => {
  const memory = createMemoryStore(systemClock);
  behavesAsStore(() => memory);
});

describe('the store in Redis', () => {
  let server: ChildProcess;
  let port = 0;
  let redis: ReturnType<typeof createRedisStore>;
  const start = (): void => {
    server = spawn('redis-server', ['--port', String(port), '--save', '', '--bind', '127.0.0.1'], {
      stdio: 'ignore',
    });
  };
  const answers = (): Promise<true> =>
    until('Redis answers', () => redis.ping().then(() => true as const));
  beforeAll(async () => {
    port = await freePort();
    start();
    redis = createRedisStore(`redis://127.0.0.1:${port}`, silent);
    await answers();
  });
  afterAll(async () => {
    await redis.close();
    server.kill('SIGKILL');
  });
  behavesAsStore(() => redis);

  it('fails at once while Redis is away, and works again by itself', async () => {
    const both = storeWithFallback(redis, createMemoryStore(systemClock));
    await both.set('shared', 'yes', 60);
    expect(both.isDegraded()).toBe(false);
    server.kill('SIGKILL');
    await expect
      .poll(
        () =>
          redis.get('shared').then(
            () => 'value',
            (error: { code: string }) => error.code,
          ),
        {
          timeout: 5000,
        },
      )
      .toBe('source-unavailable');
    const started = performance.now();
    await both.set('own', 'mine', 60);
    expect(performance.now() - started).toBeLessThan(500);
    expect(await both.get('own')).toBe('mine');
    expect(both.isDegraded()).toBe(true);
    start();
    await answers();
    await both.set('shared', 'again', 60);
    expect(both.isDegraded()).toBe(false);
  });
});
