import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lockHolder, processLives, processStart } from '../ready/lock.mjs';
import type { StateFolder } from './state-folder.ts';

/** What a running local system says of itself, in `.pincite/running.json`. */
export interface Running {
  readonly pid: number;
  /** The process that outlives a killed supervisor until its children are gone. */
  readonly guard?: { readonly pid: number; readonly start: string };
  readonly chat?: string;
  readonly api?: string;
  readonly chroma?: string;
}

export function writeRunning(folder: StateFolder, running: Running): void {
  mkdirSync(dirname(folder.running), { recursive: true });
  writeFileSync(`${folder.running}.new`, `${JSON.stringify(running, null, 2)}\n`);
  renameSync(`${folder.running}.new`, folder.running);
}

export function forgetRunning(folder: StateFolder): void {
  rmSync(folder.running, { force: true });
}

/** The system that runs on this state folder now, or undefined. */
export function readRunning(folder: StateFolder): Running | undefined {
  const pid = lockHolder(folder.lock);
  if (pid === undefined) return undefined;
  const said = read(folder);
  return said?.pid === pid ? said : { pid };
}

/** Waits until the children of a supervisor that was killed are gone; they may hold the same files. */
export async function waitForRemains(folder: StateFolder, say: (text: string) => void) {
  const guard = read(folder)?.guard;
  if (guard === undefined) return;
  const lives = (): boolean => processLives(guard.pid) && processStart(guard.pid) === guard.start;
  if (lives()) say('An earlier run was killed; what it left behind is being stopped …');
  while (lives()) await sleep(100);
}

function read(folder: StateFolder): Running | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(folder.running, 'utf8'));
    return typeof value === 'object' && value !== null && 'pid' in value
      ? (value as Running)
      : undefined;
  } catch {
    return undefined;
  }
}
