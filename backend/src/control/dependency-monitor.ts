import type { Readiness } from '@pincite/contract';
import type { Clock } from '../domain/clock.ts';
import type { Log, Metrics } from '../domain/ports.ts';

/** The dependencies that `pincite_dependency_up` knows. */
export type DependencyName = 'catalogue' | 'chroma' | 'redis' | 'unleash';

export interface Dependency {
  readonly name: DependencyName;
  /** Without it the server is not ready (it still serves what it can). */
  readonly required: boolean;
  /** Throws when the dependency does not answer; undefined when none is configured. */
  readonly ping: (() => Promise<void>) | undefined;
}

export interface DependencyMonitor {
  readiness(): Readiness;
  /** Checks every dependency once, now. */
  check(): Promise<void>;
  start(): void;
  stop(): void;
}

const INTERVAL_MS = 1500;
/** A dependency that takes longer than this does not answer. */
const PATIENCE_MS = 1500;

/** Asks every dependency in turn whether it is there; requests read the newest result and never wait. */
export function createDependencyMonitor(
  dependencies: readonly Dependency[],
  clock: Clock,
  metrics: Metrics,
  log: Log,
): DependencyMonitor {
  const results: Readiness['dependencies'] = {};
  for (const { name, required, ping } of dependencies)
    results[name] =
      ping === undefined
        ? { status: 'not_configured', required: false, latency_ms: 0 }
        : { status: 'down', required, latency_ms: 0, detail: 'not checked yet' };

  const checkOne = async ({ name, required, ping }: Dependency): Promise<void> => {
    if (ping === undefined) return;
    const started = clock.monotonic();
    const fault = await faultOf(ping, clock);
    const latency = clock.monotonic() - started;
    const status = fault === undefined ? 'up' : 'down';
    const before = results[name];
    if (before?.status !== status && !(before?.detail === 'not checked yet' && status === 'up'))
      log[status === 'up' ? 'info' : 'warn'](
        { event: `dependency.${status}`, dependency: name },
        status === 'up' ? 'A dependency answers again' : 'A dependency does not answer',
      );
    results[name] = {
      status,
      required,
      latency_ms: Math.round(latency * 10) / 10,
      ...(fault === undefined ? {} : { detail: fault }),
    };
    metrics.set('pincite_dependency_up', { dependency: name }, status === 'up' ? 1 : 0);
    metrics.set('pincite_dependency_latency_seconds', { dependency: name }, latency / 1000);
  };
  const check = async (): Promise<void> => {
    await Promise.all(dependencies.map(checkOne));
  };
  let stopped = new AbortController();
  return {
    readiness: () => ({ status: verdict(results), dependencies: { ...results } }),
    check,
    start: () => {
      stopped = new AbortController();
      const { signal } = stopped;
      void (async () => {
        while (!signal.aborted) {
          await check();
          await clock.sleep(INTERVAL_MS, signal).catch(() => {});
        }
      })();
    },
    stop: () => stopped.abort(),
  };
}

async function faultOf(ping: () => Promise<void>, clock: Clock): Promise<string | undefined> {
  const timer = new AbortController();
  const late = clock.sleep(PATIENCE_MS, timer.signal).then(
    () => `no answer within ${PATIENCE_MS} ms`,
    () => undefined,
  );
  try {
    return await Promise.race([ping().then(() => undefined), late]);
  } catch (error) {
    return error instanceof Error ? error.message : 'failed';
  } finally {
    timer.abort();
  }
}

function verdict(results: Readiness['dependencies']): Readiness['status'] {
  const down = Object.values(results).filter(({ status }) => status === 'down');
  if (down.some(({ required }) => required)) return 'not_ready';
  return down.length > 0 ? 'degraded' : 'ready';
}
