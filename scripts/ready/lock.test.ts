import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockHolder, processStart, tryLock } from './lock.mjs';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pincite-lock-'));
  path = join(folder, 'deeper', 'lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function leftBy(owner: string): void {
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'owner'), owner);
}

describe('the lock', () => {
  it('is held by one', () => {
    const first = tryLock(path);
    expect(first.acquired).toBe(true);
    expect(tryLock(path)).toEqual({ acquired: false, pid: process.pid });
    expect(lockHolder(path)).toBe(process.pid);
    if (first.acquired) first.release();
    expect(existsSync(path)).toBe(false);
    expect(lockHolder(path)).toBeUndefined();
  });

  it('of a dead process is taken over', () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    leftBy(`${pid} 1`);
    expect(tryLock(path).acquired).toBe(true);
  });

  it('of a pid that another process got since is taken over', () => {
    expect(processStart(process.pid)).not.toBe('');
    leftBy(`${process.pid} 1`);
    expect(tryLock(path).acquired).toBe(true);
  });

  it('without a name is taken over after a moment', () => {
    mkdirSync(path, { recursive: true });
    expect(tryLock(path).acquired).toBe(true);
  });

  it('is released only by its owner', () => {
    const lock = tryLock(path);
    leftBy('1 1');
    if (lock.acquired) lock.release();
    expect(existsSync(path)).toBe(true);
  });
});
