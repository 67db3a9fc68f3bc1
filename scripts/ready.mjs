/**
 * Makes the machine ready, then runs a program of this repository: `node scripts/ready.mjs PROGRAM
 * [ARGUMENT…]`. Runs on Node 20 and depends on nothing: Node 24 comes from the npm registry when this
 * one is older, then the packages of package-lock.json. When nothing is to be done it is instant.
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeReady, NotReady } from './ready/make-ready.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FORWARDED = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']);

/** @param {NodeJS.Signals} signal */
const exitCodeOf = (signal) => 128 + (constants.signals[signal] ?? 0);

/**
 * @param {string} node path of the Node binary
 * @param {string[]} programAndArguments
 */
function run(node, [program = '', ...rest]) {
  const child = spawn(node, [resolve(ROOT, program), ...rest], {
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: [dirname(node), process.env.PATH ?? ''].join(delimiter),
      // npm's own Node is older; programs that start npm scripts must not fall back to it.
      npm_node_execpath: node,
    },
  });
  for (const signal of FORWARDED) {
    process.removeAllListeners(signal);
    process.on(signal, () => child.kill(signal));
  }
  // npm may be killed without a chance to tell us; the program must not outlive the command.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event !== undefined) {
    setInterval(() => {
      if (process.ppid !== parent) child.kill('SIGTERM');
    }, 1000).unref();
  }
  child.on('error', (error) => {
    console.error(`${node} cannot be run: ${error.message}`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exit(signal === null ? (code ?? 1) : exitCodeOf(signal));
  });
}

const programAndArguments = process.argv.slice(2);
if (programAndArguments.length === 0) {
  console.error('Usage: node scripts/ready.mjs PROGRAM [ARGUMENT…]');
  process.exit(2);
}

const stop = new AbortController();
for (const signal of FORWARDED) {
  process.on(signal, () => {
    process.exitCode = exitCodeOf(signal);
    stop.abort();
  });
}
try {
  const node = await makeReady(join(ROOT), { signal: stop.signal });
  if (stop.signal.aborted) process.exit();
  run(node, programAndArguments);
} catch (error) {
  if (stop.signal.aborted) process.exit();
  console.error(error instanceof NotReady ? `\n${error.message}` : error);
  process.exit(1);
}
