import type { Clock } from '../domain/clock.ts';
import type { KeyValueStore } from '../domain/ports.ts';

interface Entry {
  value: string | string[] | number;
  expires: number;
}

/** Keys kept at most; the oldest go first, so that a flood cannot fill the memory. */
const MOST_KEYS = 50_000;

/** Shared state of a system that is one process. */
export function createMemoryStore(clock: Clock): KeyValueStore {
  const entries = new Map<string, Entry>();
  const live = (key: string): Entry | undefined => {
    const entry = entries.get(key);
    if (entry === undefined || entry.expires > clock.now()) return entry;
    entries.delete(key);
    return undefined;
  };
  const put = (key: string, entry: Entry): void => {
    entries.delete(key);
    entries.set(key, entry);
    for (const oldest of entries.keys()) {
      if (entries.size <= MOST_KEYS) break;
      entries.delete(oldest);
    }
  };
  return {
    kind: 'memory',
    get: async (key) => {
      const value = live(key)?.value;
      return typeof value === 'string' ? value : undefined;
    },
    set: async (key, value, ttlSeconds) => {
      put(key, { value, expires: clock.now() + ttlSeconds * 1000 });
    },
    append: async (key, value, ttlSeconds) => {
      const held = live(key)?.value;
      const list = Array.isArray(held) ? held : [];
      list.push(value);
      put(key, { value: list, expires: clock.now() + ttlSeconds * 1000 });
      return list.length;
    },
    list: async (key, from) => {
      const value = live(key)?.value;
      return Array.isArray(value) ? value.slice(from) : [];
    },
    increment: async (key, windowSeconds) => {
      const held = live(key);
      const count = (typeof held?.value === 'number' ? held.value : 0) + 1;
      const expires = held?.expires ?? clock.now() + windowSeconds * 1000;
      put(key, { value: count, expires });
      return { count, resetSeconds: Math.max(1, Math.ceil((expires - clock.now()) / 1000)) };
    },
    ping: async () => {},
  };
}
