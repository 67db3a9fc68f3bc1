/** `npm start`: the whole local system, kept alive until a signal comes. */

import type { Child } from './local/child.ts';
import { corpusFolder } from './local/corpus-folder.ts';
import { bringUp, STOP_ORDER } from './local/local-system.ts';
import { readStartOptions, START_USAGE, type StartOptions } from './local/options.ts';
import { forgetRunning, readRunning, waitForRemains, writeRunning } from './local/running.ts';
import { startGuard } from './local/start-guard.ts';
import { rotateLogs, type StateFolder, stateFolder } from './local/state-folder.ts';
import { stopSignal } from './local/stop-signal.ts';
import { createSupervisor } from './local/supervisor.ts';
import { say, survivesLostTerminal } from './local/terminal.ts';
import { lockHolder, processStart, tryLock } from './ready/lock.mjs';
import { seconds } from './ready/steps.mjs';

const SERVICES = [
  'backend',
  'frontend',
  'chroma',
  'unleash',
  'redis',
  'prometheus',
  'alertmanager',
];
/** An ingestion that is asked to stop ends its document first. */
const INGESTION_STOP_MS = 10_000;

/** Runs until a signal; gives the exit code. */
async function run(options: StartOptions, folder: StateFolder): Promise<number> {
  const corpusDir = corpusFolder();
  await waitForRemains(folder, say);
  rotateLogs(folder, SERVICES);
  const groups = new Set<number>();
  const guard = startGuard();
  const onProcess = (change: 'started' | 'ended', pid: number): void => {
    if (change === 'started') groups.add(pid);
    else groups.delete(pid);
    guard.tell(change, pid);
  };
  const killAll = (): void => {
    for (const pid of groups) {
      try {
        process.kill(-pid, 'SIGKILL');
      } catch {
        // Gone already.
      }
    }
  };
  process.once('exit', killAll);
  const stop = stopSignal({ onImpatience: killAll });
  const supervisor = createSupervisor({ logFile: folder.logFile, say, onProcess });
  const self = { pid: process.pid, guard: { pid: guard.pid, start: processStart(guard.pid) } };
  writeRunning(folder, self);
  const others: Child[] = [];
  let code = 0;
  try {
    await Promise.race([
      bringUp(options, {
        folder,
        supervisor,
        corpusDir,
        signal: stop.signal,
        onAddress: (addresses) => writeRunning(folder, { ...self, ...addresses }),
        onChild: (child) => {
          others.push(child);
          const { pid } = child;
          if (pid === undefined) return;
          onProcess('started', pid);
          void child.exited.then(() => onProcess('ended', pid));
        },
      }),
      stop.asked,
    ]);
    await stop.asked;
  } catch (error) {
    if (!stop.signal.aborted) {
      say(`\n${error instanceof Error ? error.message : error}\nPincite did not start.`);
      code = 1;
    }
  }
  const began = performance.now();
  stop.abort();
  say('Stopping …');
  await Promise.all([
    supervisor.stop(STOP_ORDER),
    ...others.map((child) => child.stop(INGESTION_STOP_MS)),
  ]);
  guard.release();
  say(`Stopped after ${seconds(performance.now() - began)}.`);
  return code;
}

const options = readStartOptions(process.argv.slice(2));
if (options === 'help') {
  say(START_USAGE);
} else if ('fault' in options) {
  say(`${options.fault}\n\n${START_USAGE}`);
  process.exitCode = 2;
} else {
  survivesLostTerminal();
  const folder = stateFolder();
  const lock = tryLock(folder.lock);
  if (lock.acquired) {
    try {
      process.exitCode = await run(options, folder);
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
      process.exitCode = 1;
    } finally {
      forgetRunning(folder);
      lock.release();
    }
    process.exit();
  }
  const other = readRunning(folder);
  const where = other?.chat ?? other?.api;
  say(
    `Pincite runs already on ${folder.path}: process ${other?.pid ?? lockHolder(folder.lock) ?? lock.pid}${where === undefined ? '' : `, at ${where}`}.`,
  );
  process.exitCode = 1;
}
