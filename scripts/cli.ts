/** Runs one of the backend's programs: `npm run ingest`, `npm run eval`. */
import { existsSync } from 'node:fs';
import { backendProgram } from './local/backend.ts';
import { type Child, startChild } from './local/child.ts';
import { chromaService } from './local/chroma.ts';
import { corpusFolder } from './local/corpus-folder.ts';
import { anyFreePort } from './local/ports.ts';
import { ROOT } from './local/root.ts';
import { waitUntilHealthy } from './local/run-service.ts';
import { readRunning } from './local/running.ts';
import { stateFolder } from './local/state-folder.ts';
import { tryLock } from './ready/lock.mjs';

interface Command {
  readonly program: string;
  readonly about: string;
  /** Whether it needs Chroma: the running system's, else one for as long as the command runs. */
  readonly chroma: boolean;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  ingest: { program: 'ingest-main.ts', about: 'takes the law in', chroma: true },
  eval: {
    program: 'eval-main.ts',
    about: 'measures search on questions with answers',
    chroma: true,
  },
};

const STOP_MS = 12_000;

async function main(name: string | undefined, args: readonly string[]): Promise<number> {
  const command = name === undefined ? undefined : COMMANDS[name];
  if (command === undefined || !existsSync(backendProgram(command.program))) {
    const list = Object.entries(COMMANDS).map(([each, { about }]) => `  npm run ${each}: ${about}`);
    console.error([`${name ?? 'A command'} is not known. There are:`, ...list].join('\n'));
    return 2;
  }
  const children: Child[] = [];
  let stopping = false;
  const stop = (): void => {
    stopping = true;
    for (const child of [...children].reverse()) void child.stop(STOP_MS);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  process.once('exit', () => {
    for (const child of children) void child.kill();
  });

  const folder = stateFolder();
  const running = readRunning(folder);
  let chromaUrl = process.env.CHROMA_URL || running?.chroma;
  let release = (): void => {};
  try {
    if (command.chroma && chromaUrl === undefined) {
      // Two Chromas on one folder would spoil it.
      const lock = tryLock(folder.lock);
      if (!lock.acquired)
        throw new Error(`Process ${lock.pid} works on ${folder.path}; try later.`);
      release = lock.release;
      const port = await anyFreePort();
      const service = chromaService(folder.chroma, port);
      const file = folder.logFile('chroma');
      const chroma = startChild(service, { file });
      children.push(chroma);
      await waitUntilHealthy(service, chroma, file);
      chromaUrl = `http://127.0.0.1:${port}`;
    }
    if (stopping) return 130;
    const program = startChild(
      {
        command: process.execPath,
        args: [backendProgram(command.program), ...args],
        cwd: process.env.INIT_CWD ?? ROOT,
        env: {
          CHROMA_URL: chromaUrl,
          PINCITE_DATA_DIR: process.env.PINCITE_DATA_DIR || folder.data,
          PINCITE_CORPUS_DIR: corpusFolder(),
        },
      },
      'terminal',
    );
    children.push(program);
    const { code, error } = await program.exited;
    if (error !== undefined) throw error;
    return code ?? 1;
  } finally {
    await Promise.all(children.map((child) => child.stop(STOP_MS)));
    release();
  }
}

const [name, ...args] = process.argv.slice(2);
process.exitCode = await main(name, args).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 1;
});
process.exit();
