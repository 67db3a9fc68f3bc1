import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Child, describeExit, startChild } from '../local/child.ts';
import { ROOT } from '../local/root.ts';
import { step } from '../ready/steps.mjs';
import type { CheckStep } from './check-steps.ts';

export interface Tally {
  passed: number;
  failed: number;
  readonly skipped: { readonly name: string; readonly reason: string }[];
}

export const emptyTally = (): Tally => ({ passed: 0, failed: 0, skipped: [] });

/** A step failed; the message is what it printed. */
class StepFailed extends Error {}

const children = new Set<Child>();

/** Stops what a step runs when we are asked to stop; exits with the signal's code. */
export function stopStepsOnSignal(): void {
  for (const [name, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.on(name, () => {
      void Promise.all([...children].map((child) => child.stop(5_000))).then(() =>
        process.exit(code),
      );
    });
  }
}

/** Runs a Node program to its end with its output on the terminal; gives its exit code. */
export async function runShown(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<number> {
  const child = remembered(
    startChild({ command: process.execPath, args, cwd: ROOT, env }, 'terminal'),
  );
  return (await child.exited).code ?? 1;
}

/** Runs a step quietly, says its time in one line, and shows its output when it fails. */
export async function runStep({ name, args, cwd, skipped }: CheckStep, tally: Tally) {
  if (skipped !== undefined) {
    tally.skipped.push({ name, reason: skipped });
    return;
  }
  await runWork(name, tally, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pincite-step-'));
    const file = join(folder, 'output');
    try {
      const program = { command: process.execPath, args, cwd: cwd ?? ROOT };
      const exit = await remembered(startChild(program, { file })).exited;
      if (exit.code === 0) return;
      throw new StepFailed(
        `${readFileSync(file, 'utf8').trimEnd()}\n${name} ${describeExit(exit)}`,
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

/** The same for work that is no program. */
export async function runWork(name: string, tally: Tally, work: () => Promise<void>) {
  try {
    await step(name, work);
    tally.passed += 1;
  } catch (error) {
    tally.failed += 1;
    console.log(error instanceof Error ? error.message : error);
  }
}

/** The closing line. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed, ${skipped.length} skipped`;
}

/** Why things were skipped, in lines; what a whole suite has in common is said once. */
export function skippedLines({ skipped }: Pick<Tally, 'skipped'>): string[] {
  const groups = new Map<string, { suite: string; reason: string; names: string[] }>();
  for (const { name, reason } of skipped) {
    const suite = name.split(' > ').slice(0, -1).join(' > ') || name;
    const key = `${suite}\0${reason}`;
    const group = groups.get(key) ?? { suite, reason, names: [] };
    group.names.push(name);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ suite, reason, names }) =>
    names.length === 1
      ? `  ${names[0]}: ${reason}`
      : `  ${suite} (${names.length} tests): ${reason}`,
  );
}

function remembered(child: Child): Child {
  children.add(child);
  void child.exited.then(() => children.delete(child));
  return child;
}
