import { setTimeout as sleep } from 'node:timers/promises';
import { type Child, describeExit, lastLines, startChild } from './child.ts';
import type { Service } from './service.ts';
import { type Guard, startGuard } from './start-guard.ts';

/** A service did not come up; the message has the reason and its last log lines. */
export class ServiceFailed extends Error {
  override readonly name = 'ServiceFailed';
}

const POLL_MS = 50;

/**
 * Resolves when the service answers. Throws ServiceFailed when it ends first or takes longer than
 * `readyWithinMs`; aborting throws the signal's reason.
 */
export async function waitUntilHealthy(
  service: Service,
  child: Child,
  logFile: string,
  signal: AbortSignal = new AbortController().signal,
): Promise<void> {
  const deadline = performance.now() + service.readyWithinMs;
  let ended: string | undefined;
  void child.exited.then((exit) => {
    ended = describeExit(exit);
  });
  let reason = 'it does not answer';
  while (ended === undefined) {
    signal.throwIfAborted();
    try {
      await service.isHealthy(signal);
      return;
    } catch (error) {
      reason = reasonOf(error);
    }
    if (performance.now() > deadline) {
      const limit = Math.round(service.readyWithinMs / 1000);
      throw failure(service, `was not ready within ${limit} s (${reason})`, logFile);
    }
    await sleep(POLL_MS);
  }
  throw failure(service, ended, logFile);
}

/** The message of a failure: what happened, and the last log lines indented under it. */
export function failure(service: Service, what: string, logFile: string): ServiceFailed {
  const lines = lastLines(logFile, 60)
    // Where in the code it happened is in the log; a person needs what happened.
    .filter((line) => !/^\s+at /u.test(line))
    .slice(-12)
    .map((line) => `    ${line.slice(0, 300)}`);
  return new ServiceFailed([`${service.name} ${what}`, ...lines].join('\n'));
}

export interface RunningService {
  readonly name: string;
  readonly pid: number | undefined;
  /** SIGTERM, then SIGKILL after the service's bound. */
  stop(): Promise<void>;
  /** SIGKILL, as in a crash. */
  kill(): Promise<void>;
}

let guard: Guard | undefined;

/** Starts one service without supervision and waits until it answers; for tests. */
export async function runService(service: Service, logFile: string): Promise<RunningService> {
  const child = startChild(service, { file: logFile });
  const { pid } = child;
  if (pid !== undefined) {
    // A test runner that is killed must leave no server behind.
    guard ??= startGuard();
    guard.tell('started', pid);
    void child.exited.then(() => guard?.tell('ended', pid));
  }
  try {
    await waitUntilHealthy(service, child, logFile);
  } catch (error) {
    await child.kill();
    throw error;
  }
  return {
    name: service.name,
    pid: child.pid,
    stop: async () => void (await child.stop(service.stopWithinMs)),
    kill: async () => void (await child.kill()),
  };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error && cause.message !== '' ? cause.message : error.message;
}
