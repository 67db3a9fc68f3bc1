import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { processLives } from '../ready/lock.mjs';
import { type SampleService, sampleService } from './fixtures/sample-service.ts';

const SUPERVISE = fileURLToPath(new URL('fixtures/supervise.ts', import.meta.url));
let folder: string;
let service: SampleService;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pincite-guard-'));
  service = await sampleService(folder, 'pages');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Starts a supervisor in a process of its own and waits until its service answers. */
async function supervise() {
  const env = { ...process.env, ...service.env, FOLDER: folder };
  const child = spawn(process.execPath, [SUPERVISE], { env, stdio: 'ignore' });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await vi.waitFor(async () => expect((await fetch(service.url)).ok).toBe(true), 20_000);
  const [pid = 0] = service
    .journal()
    .map((line) => Number(/started (\d+)$/u.exec(line)?.[1]))
    .filter((found) => found > 0);
  expect(processLives(pid)).toBe(true);
  return { child, ended, pid };
}

describe('a supervisor that ends', () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'leaves nothing behind on %s',
    async (signal) => {
      const { child, ended, pid } = await supervise();
      child.kill(signal);
      expect(await ended).toBe(0);
      expect(processLives(pid)).toBe(false);
      expect(service.journal().at(-1)).toBe('pages stopped');
    },
  );

  it('leaves nothing behind even when it is killed', async () => {
    const { child, ended, pid } = await supervise();
    child.kill('SIGKILL');
    await ended;
    await vi.waitFor(() => expect(processLives(pid)).toBe(false), 15_000);
    expect(service.journal().at(-1)).toBe('pages stopped');
  });
});
