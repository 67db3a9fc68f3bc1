/** `npm run reset`: empties the folder of the local state, after asking. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { readRunning } from './local/running.ts';
import { stateFolder } from './local/state-folder.ts';
import { tryLock } from './ready/lock.mjs';

const USAGE = `npm run reset [-- --yes]
Empties the local state: what was taken in, the vectors, flags, secrets, logs. --yes does not ask.`;

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(USAGE);
    return 0;
  }
  const unknown = args.find((argument) => argument !== '--yes');
  if (unknown !== undefined) {
    console.error(`${unknown} is not understood.\n\n${USAGE}`);
    return 2;
  }
  const folder = stateFolder();
  if (!existsSync(folder.path)) {
    console.log(`${folder.path} does not exist; there is nothing to empty.`);
    return 0;
  }
  const lock = tryLock(folder.lock);
  if (!lock.acquired) {
    const running = readRunning(folder);
    console.error(
      `Pincite runs on ${folder.path} (process ${running?.pid ?? lock.pid}). Stop it first (Ctrl-C).`,
    );
    return 1;
  }
  try {
    if (!args.includes('--yes') && !(await confirmed(folder.path))) {
      console.log('Nothing was removed.');
      return 1;
    }
    for (const name of readdirSync(folder.path)) {
      if (join(folder.path, name) === folder.lock) continue;
      rmSync(join(folder.path, name), { recursive: true, force: true });
    }
    console.log(`${folder.path} is empty.`);
    return 0;
  } finally {
    lock.release();
  }
}

/** Asks on the terminal; no terminal, no yes. */
async function confirmed(path: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    console.error('There is no terminal to ask on; npm run reset -- --yes does not ask.');
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const question = `Remove everything in ${path} (documents, vectors, flags, secrets, logs)? [y/N] `;
  const answer = await terminal.question(question);
  terminal.close();
  return /^(?:y|yes|o|oui)$/iu.test(answer.trim());
}

process.exitCode = await main(process.argv.slice(2));
