import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * A lock that outlives no process: a folder (mkdir is atomic) with the owner's pid in it. The lock of a
 * dead process is taken over.
 *
 * @typedef {{ acquired: true, release: () => void } | { acquired: false, pid: number }} Lock
 */

/**
 * Tries once to take the lock.
 * @param {string} path folder to be made
 * @returns {Lock}
 */
export function tryLock(path) {
  mkdirSync(dirname(path), { recursive: true });
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      mkdirSync(path);
      writeFileSync(join(path, 'owner'), ownName());
      return {
        acquired: true,
        release: () => {
          if (readOwner(path) === ownName()) rmSync(path, { recursive: true, force: true });
        },
      };
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
    const owner = readOwner(path);
    if (owner !== undefined && isAlive(owner)) return { acquired: false, pid: pidOf(owner) };
    takeAway(path, owner);
  }
  return { acquired: false, pid: pidOf(readOwner(path) ?? '0') };
}

/**
 * Who holds the lock, or undefined when nobody who lives does.
 * @param {string} path
 * @returns {number | undefined}
 */
export function lockHolder(path) {
  const owner = readOwner(path);
  return owner !== undefined && isAlive(owner) ? pidOf(owner) : undefined;
}

/**
 * Start time of a process in clock ticks since boot, so that a reused pid is told apart; empty where
 * /proc is missing.
 * @param {number} pid
 */
export function processStart(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses and may hold anything.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

/**
 * Whether the process lives (and is no zombie).
 * @param {number} pid
 */
export function processLives(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) !== 'Z';
  } catch {
    return true;
  }
}

function ownName() {
  return `${process.pid} ${processStart(process.pid)}`;
}

/** @param {string} owner */
function pidOf(owner) {
  return Number.parseInt(owner, 10) || 0;
}

/** @param {string} owner */
function isAlive(owner) {
  const pid = pidOf(owner);
  const start = owner.split(' ')[1] ?? '';
  return pid > 0 && processLives(pid) && (start === '' || start === processStart(pid));
}

/** @param {string} path */
function readOwner(path) {
  // The owner writes its name just after it made the folder: an empty lock may be a moment old.
  for (let look = 0; look < 20; look += 1) {
    try {
      const owner = readFileSync(join(path, 'owner'), 'utf8');
      if (owner !== '') return owner;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') return undefined;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
  }
  return undefined;
}

/**
 * Moves a dead owner's lock out of the way. Two may see it dead at once: who finds that it moved the
 * lock of somebody alive puts it back.
 * @param {string} path
 * @param {string | undefined} owner
 */
function takeAway(path, owner) {
  const aside = `${path}.stale-${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (readOwner(aside) !== owner) {
    try {
      renameSync(aside, path);
      return;
    } catch {
      // Somebody made a new lock meanwhile; theirs holds.
    }
  }
  rmSync(aside, { recursive: true, force: true });
}
