import { setTimeout as sleep } from 'node:timers/promises';
import { type Child, describeExit, startChild } from './child.ts';
import { failure, ServiceFailed, waitUntilHealthy } from './run-service.ts';
import type { Service } from './service.ts';

export interface SupervisorOptions {
  readonly logFile: (name: string) => string;
  /** Tells a person what happens: one or more lines. */
  readonly say: (text: string) => void;
  /** Told of every process that starts and ends. */
  readonly onProcess?: (change: 'started' | 'ended', pid: number) => void;
  /** Pauses before the first restart and at most, in milliseconds. */
  readonly firstPauseMs?: number;
  readonly longestPauseMs?: number;
  /** A life shorter than this, in milliseconds, counts as a quick death. */
  readonly quickMs?: number;
  /** After so many quick deaths in a row no more are tried. */
  readonly quickDeaths?: number;
}

export interface Supervisor {
  /**
   * Starts a service and keeps it alive. Resolves when it answers for the first time; rejects with
   * ServiceFailed when it is given up before that.
   */
  add(service: Service): Promise<void>;
  /** Stops services by name, group after group, the members of a group side by side; then the rest. */
  stop(order: readonly (readonly string[])[]): Promise<void>;
}

interface Kept {
  readonly service: Service;
  child: Child | undefined;
  readonly ended: Promise<void>;
  readonly stopping: AbortController;
}

/** Keeps services alive: a death is told with its reason and answered with a restart, each a bit later. */
export function createSupervisor(options: SupervisorOptions): Supervisor {
  const { logFile, say } = options;
  const firstPauseMs = options.firstPauseMs ?? 1_000;
  const longestPauseMs = options.longestPauseMs ?? 30_000;
  const quickMs = options.quickMs ?? 30_000;
  const quickDeaths = options.quickDeaths ?? 5;
  const kept = new Map<string, Kept>();
  let closed = false;

  /** One life of a service, from start to death. Throws ServiceFailed with the reason of the death. */
  async function live(entry: Omit<Kept, 'ended'>, onReady: () => void): Promise<never> {
    const { service, stopping } = entry;
    const file = logFile(service.name);
    const child = startChild(service, { file });
    entry.child = child;
    const { pid } = child;
    if (pid !== undefined) {
      options.onProcess?.('started', pid);
      void child.exited.then(() => options.onProcess?.('ended', pid));
    }
    try {
      await waitUntilHealthy(service, child, file, stopping.signal);
    } catch (error) {
      if (!stopping.signal.aborted) await child.stop(service.stopWithinMs);
      const exit = await child.exited;
      if (isFinal(service, exit.code)) throw new Final((error as Error).message);
      throw error;
    }
    onReady();
    const exit = await child.exited;
    const what = failure(service, describeExit(exit), file);
    throw isFinal(service, exit.code) ? new Final(what.message) : what;
  }

  async function keep(entry: Omit<Kept, 'ended'>, onReady: () => void): Promise<void> {
    const { service, stopping } = entry;
    let deaths = 0;
    let said = '';
    while (!stopping.signal.aborted) {
      const born = performance.now();
      const reason = await live(entry, () => {
        if (deaths > 0) say(`${service.name} answers again`);
        onReady();
      }).catch((error: unknown) => error);
      if (stopping.signal.aborted) return;
      if (!(reason instanceof ServiceFailed)) throw reason;
      deaths = performance.now() - born < quickMs ? deaths + 1 : 1;
      if (reason instanceof Final || deaths >= quickDeaths) {
        const times = deaths > 1 ? ` ${deaths} times in a row` : '';
        throw new ServiceFailed(
          `${reason.message}\n  ${service.name} is given up: it ended${times}. Its log: ${logFile(service.name)}`,
        );
      }
      const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** (deaths - 1));
      // The same story again needs only its first line.
      const story = reason.message === said ? reason.message.split('\n', 1) : reason.message;
      said = reason.message;
      say(`${story}\n  ${service.name} is started again in ${pause / 1000} s`);
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }

  async function end(entry: Kept): Promise<void> {
    entry.stopping.abort();
    await entry.child?.stop(entry.service.stopWithinMs);
    await entry.ended;
  }

  return {
    add(service) {
      if (closed) return Promise.reject(new ServiceFailed(`${service.name}: we are stopping`));
      return new Promise((resolve, reject) => {
        const entry = { service, child: undefined, stopping: new AbortController() };
        let ready = false;
        const onReady = (): void => {
          ready = true;
          resolve();
        };
        const ended = keep(entry, onReady).then(
          () => reject(new ServiceFailed(`${service.name} was stopped before it was ready`)),
          (error: unknown) => {
            if (ready) say(error instanceof Error ? error.message : String(error));
            reject(error);
          },
        );
        kept.set(service.name, Object.assign(entry, { ended }));
      });
    },
    async stop(order) {
      closed = true;
      // Nothing is restarted from here on, whatever its turn.
      for (const { stopping } of kept.values()) stopping.abort();
      const named = new Set(order.flat());
      const rest = [...kept.keys()].filter((name) => !named.has(name));
      for (const group of [...order, rest]) {
        await Promise.all(
          group.map((name) => {
            const entry = kept.get(name);
            return entry === undefined ? undefined : end(entry);
          }),
        );
      }
    },
  };
}

/** A death after which another start makes no sense. */
class Final extends ServiceFailed {}

function isFinal(service: Service, code: number | null): boolean {
  return code !== null && (service.finalExitCodes ?? []).includes(code);
}
