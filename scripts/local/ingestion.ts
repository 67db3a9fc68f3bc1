import { backendProgram } from './backend.ts';
import { type Child, startChild } from './child.ts';
import { ROOT } from './root.ts';

/** Starts the ingestion; it shows its progress on this terminal. */
export function startIngestion(
  env: Readonly<Record<string, string | undefined>>,
  args: readonly string[] = [],
): Child {
  const program = backendProgram('ingest-main.ts');
  return startChild(
    { command: process.execPath, args: [program, ...args], cwd: ROOT, env },
    'terminal',
  );
}
