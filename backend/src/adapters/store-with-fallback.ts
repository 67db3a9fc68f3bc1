import type { KeyValueStore } from '../domain/ports.ts';

/**
 * Goes on with `own` (this process's memory) while `shared` fails, so that a reader is served; what
 * other replicas wrote is then not seen. `isDegraded` tells whether the newest call had to.
 */
export function storeWithFallback(
  shared: KeyValueStore,
  own: KeyValueStore,
): KeyValueStore & { isDegraded(): boolean } {
  let degraded = false;
  const attempt = async <T>(work: (store: KeyValueStore) => Promise<T>): Promise<T> => {
    try {
      const result = await work(shared);
      degraded = false;
      return result;
    } catch {
      degraded = true;
      return work(own);
    }
  };
  return {
    get kind() {
      return degraded ? own.kind : shared.kind;
    },
    isDegraded: () => degraded,
    get: (key) => attempt((store) => store.get(key)),
    set: (key, value, ttl) => attempt((store) => store.set(key, value, ttl)),
    append: (key, value, ttl) => attempt((store) => store.append(key, value, ttl)),
    list: (key, from) => attempt((store) => store.list(key, from)),
    increment: (key, seconds) => attempt((store) => store.increment(key, seconds)),
    ping: () => shared.ping(),
  };
}
