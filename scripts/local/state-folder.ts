import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.ts';

/** Everything the local system keeps, in one folder that git ignores. */
export interface StateFolder {
  readonly path: string;
  /** Catalogue and last known flags; the backend's PINCITE_DATA_DIR. */
  readonly data: string;
  readonly chroma: string;
  readonly unleash: string;
  readonly redis: string;
  readonly prometheus: string;
  readonly alertmanager: string;
  readonly logs: string;
  readonly secrets: string;
  readonly lock: string;
  /** Written while the system runs: what serves where. */
  readonly running: string;
  logFile(name: string): string;
}

/** The paths inside a state folder; `.pincite` in the repository unless PINCITE_STATE_DIR says otherwise. */
export function stateFolder(
  path: string = process.env.PINCITE_STATE_DIR || join(ROOT, '.pincite'),
): StateFolder {
  const within = (name: string): string => join(path, name);
  const logs = within('logs');
  return {
    path,
    data: within('data'),
    chroma: within('chroma'),
    unleash: within('unleash'),
    redis: within('redis'),
    prometheus: within('prometheus'),
    alertmanager: within('alertmanager'),
    logs,
    secrets: within('secrets.json'),
    lock: within('lock'),
    running: within('running.json'),
    logFile: (name) => join(logs, `${name}.log`),
  };
}

const KEPT_LOGS = 3;

/** Moves the logs of the run before aside: NAME.log becomes NAME.log.1, and so on up to three. */
export function rotateLogs(folder: StateFolder, names: readonly string[]): void {
  mkdirSync(folder.logs, { recursive: true });
  for (const name of names) {
    const file = folder.logFile(name);
    if (!existsSync(file)) continue;
    rmSync(`${file}.${KEPT_LOGS}`, { force: true });
    for (let age = KEPT_LOGS - 1; age >= 1; age -= 1)
      if (existsSync(`${file}.${age}`)) renameSync(`${file}.${age}`, `${file}.${age + 1}`);
    renameSync(file, `${file}.1`);
  }
}
