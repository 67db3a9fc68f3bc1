import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { processLives } from '../ready/lock.mjs';
import { sampleService } from './fixtures/sample-service.ts';
import { createSupervisor, type Supervisor } from './supervisor.ts';

let folder: string;
let said: string[];
let supervisor: Supervisor;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pincite-supervisor-'));
  said = [];
  supervisor = createSupervisor({
    logFile: (name) => join(folder, `${name}.log`),
    say: (text) => said.push(text),
    firstPauseMs: 5,
    longestPauseMs: 20,
  });
});
afterEach(async () => {
  await supervisor.stop([]);
  rmSync(folder, { recursive: true, force: true });
});

const pidsIn = (journal: readonly string[]): number[] =>
  journal
    .map((line) => Number(/ (?:started|child) (\d+)$/u.exec(line)?.[1]))
    .filter((pid) => pid > 0);

describe('supervisor', () => {
  it('resolves when the service answers, and stops it', async () => {
    const service = await sampleService(folder, 'pages');
    await supervisor.add(service);
    expect((await fetch(service.url)).status).toBe(200);
    await supervisor.stop([]);
    await expect(fetch(service.url)).rejects.toThrow();
    expect(service.journal().at(-1)).toBe('pages stopped');
  });

  it('restarts what died, with the reason and the last log lines', async () => {
    const service = await sampleService(folder, 'api');
    await supervisor.add(service);
    await fetch(`${service.url}/crash`).catch(() => {});
    await vi.waitFor(() => expect(said).toContain('api answers again'), 15_000);
    expect(said[0]).toMatch(
      /api ended with exit code 4\n\s+api says hello\n\s+api is started again/u,
    );
    expect(pidsIn(service.journal())).toHaveLength(2);
  });

  it('gives up after five quick deaths and says why', async () => {
    const service = await sampleService(folder, 'broken', 'die');
    await expect(supervisor.add(service)).rejects.toThrow(
      /broken ended with exit code 3[\s\S]*given up: it ended 5 times in a row/u,
    );
    expect(pidsIn(service.journal())).toHaveLength(5);
    const pauses = said.map((text) => Number(/again in ([\d.]+) s/u.exec(text)?.[1]));
    expect(pauses).toEqual([0.005, 0.01, 0.02, 0.02]);
  });

  it('does not try a wrong configuration again', async () => {
    const service = await sampleService(folder, 'misconfigured', 'configure');
    await expect(supervisor.add(service)).rejects.toThrow(/exit code 2/u);
    expect(pidsIn(service.journal())).toHaveLength(1);
  });

  it('counts a service that never answers as dead', async () => {
    const once = createSupervisor({
      logFile: (name) => join(folder, `${name}.log`),
      say: () => {},
      quickDeaths: 1,
    });
    const service = await sampleService(folder, 'mute', 'deaf');
    await expect(once.add(service)).rejects.toThrow(/mute was not ready within/u);
    expect(pidsIn(service.journal()).filter(processLives)).toEqual([]);
  });

  it('says that a program is missing', async () => {
    const service = { ...(await sampleService(folder, 'ghost')), command: '/no/such/program' };
    await expect(supervisor.add(service)).rejects.toThrow(/could not be started.*ENOENT/u);
  });

  it('stops groups in order', async () => {
    const pages = await sampleService(folder, 'pages');
    const api = await sampleService(folder, 'api');
    const store = await sampleService(folder, 'store');
    await Promise.all([store, api, pages].map((service) => supervisor.add(service)));
    await supervisor.stop([['pages'], ['api']]);
    const stops = store.journal().filter((line) => line.endsWith(' stopped'));
    expect(stops).toEqual(['pages stopped', 'api stopped', 'store stopped']);
  });

  it('kills what does not stop in time', async () => {
    const service = await sampleService(folder, 'stubborn', 'stubborn');
    await supervisor.add(service);
    await supervisor.stop([]);
    expect(service.journal()).toContain('stubborn asked to stop');
    expect(pidsIn(service.journal()).filter(processLives)).toEqual([]);
  });

  it('takes away what a service started itself', async () => {
    const service = await sampleService(folder, 'family', 'parent');
    await supervisor.add(service);
    const pids = pidsIn(service.journal());
    expect(pids).toHaveLength(2);
    await supervisor.stop([]);
    await vi.waitFor(() => expect(pids.filter(processLives)).toEqual([]));
  });

  it('restarts nothing and starts nothing once it is stopping', async () => {
    const service = await sampleService(folder, 'late', 'die');
    const added = supervisor.add(service);
    const refused = expect(added).rejects.toThrow();
    await supervisor.stop([]);
    await refused;
    const lives = service.journal().length;
    await expect(supervisor.add(service)).rejects.toThrow(/stopping/u);
    expect(service.journal()).toHaveLength(lives);
  });
});
