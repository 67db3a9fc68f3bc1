import { Redis } from 'ioredis';
import { AppError } from '../domain/errors.ts';
import type { KeyValueStore, Log } from '../domain/ports.ts';

const PREFIX = 'pincite:';

/**
 * Shared state in Redis. Commands fail at once while Redis is away (no queue), so a request never
 * waits for it; the client reconnects by itself. Errors become AppError `source-unavailable`.
 */
export function createRedisStore(
  url: string,
  log: Log,
): KeyValueStore & { close(): Promise<void> } {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2000,
    commandTimeout: 1000,
    keyPrefix: PREFIX,
    retryStrategy: (attempt) => Math.min(100 * 2 ** Math.min(attempt, 5), 2000),
  });
  let reported = false;
  redis.on('error', () => {
    if (!reported) log.warn({ event: 'redis.down' }, 'Redis is away; state stays in this process');
    reported = true;
  });
  redis.on('ready', () => {
    if (reported) log.info({ event: 'redis.up' }, 'Redis is back');
    reported = false;
  });
  const guard = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      throw new AppError('source-unavailable', 'The shared memory does not answer.', { cause });
    }
  };
  return {
    kind: 'redis',
    get: (key) => guard(async () => (await redis.get(key)) ?? undefined),
    set: (key, value, ttlSeconds) =>
      guard(async () => {
        await redis.set(key, value, 'EX', ttlSeconds);
      }),
    append: (key, value, ttlSeconds) =>
      guard(async () => {
        const results = await redis.multi().rpush(key, value).expire(key, ttlSeconds).exec();
        return Number(results?.[0]?.[1] ?? 0);
      }),
    list: (key, from) => guard(() => redis.lrange(key, from, -1)),
    increment: (key, windowSeconds) =>
      guard(async () => {
        const results = await redis
          .multi()
          .incr(key)
          .expire(key, windowSeconds, 'NX')
          .ttl(key)
          .exec();
        return {
          count: Number(results?.[0]?.[1] ?? 0),
          resetSeconds: Math.max(1, Number(results?.[2]?.[1] ?? windowSeconds)),
        };
      }),
    ping: () =>
      guard(async () => {
        await redis.ping();
      }),
    close: async () => {
      redis.disconnect();
    },
  };
}
