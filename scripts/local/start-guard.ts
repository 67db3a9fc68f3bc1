import { spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { ROOT } from './root.ts';

export interface Guard {
  readonly pid: number;
  tell(change: 'started' | 'ended', pid: number): void;
  /** Lets the guard go; it ends at once when no child is left. */
  release(): void;
}

/** Starts the process that stops our children should we be killed (see guard.ts). */
export function startGuard(): Guard {
  const guard = spawn(process.execPath, [join(ROOT, 'scripts/local/guard.ts')], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.on('error', () => {});
  guard.stdin.on('error', () => {});
  // Neither the guard nor the pipe to it keeps us from ending.
  guard.unref();
  if (guard.stdin instanceof Socket) guard.stdin.unref();
  return {
    pid: guard.pid ?? 0,
    tell: (change, pid) => void guard.stdin.write(`${change === 'started' ? '+' : '-'}${pid}\n`),
    release: () => void guard.stdin.end(),
  };
}
