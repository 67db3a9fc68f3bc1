import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Service } from './service.ts';

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Set when the program could not be started at all. */
  readonly error?: Error;
}

export interface Child {
  readonly pid: number | undefined;
  readonly exited: Promise<Exit>;
  /** SIGTERM to the whole process group, SIGKILL after the bound; resolves when it is gone. */
  stop(withinMs: number): Promise<Exit>;
  kill(): Promise<Exit>;
}

/** Where a child's output goes. `terminal` shows it to the person who started us. */
export type Output = { readonly file: string } | 'terminal';

type Program = Pick<Service, 'command' | 'args' | 'env' | 'cwd'>;

/**
 * Starts a program in a process group of its own, so that a Ctrl-C on the terminal reaches only the
 * supervisor, and so that what the program itself starts can be stopped with it. Output goes straight
 * to a file (appended): a full pipe can never stop the child.
 */
export function startChild(program: Program, output: Output): Child {
  const sink = output === 'terminal' ? undefined : openLog(output.file);
  const env = { ...process.env, ...program.env };
  for (const [name, value] of Object.entries(env)) if (value === undefined) delete env[name];
  const child = spawn(program.command, program.args, {
    env,
    detached: true,
    stdio: ['ignore', sink ?? 'inherit', sink ?? 'inherit'],
    ...(program.cwd === undefined ? {} : { cwd: program.cwd }),
  });
  if (sink !== undefined) closeSync(sink);
  const exited = new Promise<Exit>((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, error }));
    child.once('exit', (code, signal) => {
      // What the program started and did not stop must not stay.
      signalGroup(child, 'SIGKILL');
      resolve({ code, signal });
    });
  });
  const kill = (): Promise<Exit> => {
    signalGroup(child, 'SIGKILL');
    return exited;
  };
  return {
    pid: child.pid,
    exited,
    kill,
    stop: async (withinMs) => {
      if (child.exitCode === null && child.signalCode === null) signalGroup(child, 'SIGTERM');
      const timer = setTimeout(() => void kill(), withinMs);
      const exit = await exited;
      clearTimeout(timer);
      return exit;
    },
  };
}

/** What an exit means, in words. */
export function describeExit({ code, signal, error }: Exit): string {
  if (error !== undefined) return `could not be started: ${error.message}`;
  return signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
}

/** The last lines of a log file; empty when there is none. */
export function lastLines(file: string, count = 12): string[] {
  const BYTES = 16_384;
  try {
    const { size } = statSync(file);
    const handle = openSync(file, 'r');
    try {
      const buffer = Buffer.alloc(Math.min(BYTES, size));
      readSync(handle, buffer, 0, buffer.length, Math.max(0, size - BYTES));
      return buffer.toString().trimEnd().split('\n').filter(Boolean).slice(-count);
    } finally {
      closeSync(handle);
    }
  } catch {
    return [];
  }
}

function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true });
  return openSync(file, 'a', 0o600);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}
