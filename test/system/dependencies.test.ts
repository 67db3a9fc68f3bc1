import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readiness } from '@pincite/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Backend, chat, ingest, startBackend, startChroma } from './backend.ts';
import { freePort, ROOT, type RunningProcess, run, until } from './process.ts';

const QUESTION = 'Who may sponsor a family member?';
/** A dependency that dies must be named within this time. */
const NAMED_WITHIN_MS = 5000;
const BACK_WITHIN_MS = 30_000;

/** The real servers, killed and brought back while the system serves the primer. */
describe('a dependency that dies', () => {
  let chroma: Awaited<ReturnType<typeof startChroma>>;
  let redis: RunningProcess;
  let unleash: RunningProcess;
  let backend: Backend;
  let redisPort = 0;
  let unleashPort = 0;
  const unleashDir = mkdtempSync(join(tmpdir(), 'pincite-unleash-'));
  const startRedis = (): RunningProcess =>
    run('redis-server', ['--port', String(redisPort), '--save', '', '--bind', '127.0.0.1']);
  const startUnleash = async (): Promise<RunningProcess> => {
    const process_ = run(process.execPath, [`${ROOT}scripts/local/unleash-server.ts`], {
      UNLEASH_DIR: unleashDir,
      UNLEASH_PORT: String(unleashPort),
      UNLEASH_ADMIN_TOKEN: '*:*.test-admin',
      UNLEASH_CLIENT_TOKEN: '*:development.test-client',
      UNLEASH_ADMIN_PASSWORD: 'test-password',
    });
    await until(
      'Unleash is healthy',
      async () => ((await fetch(`http://127.0.0.1:${unleashPort}/health`)).ok ? true : undefined),
      60_000,
    ).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${process_.output()}`);
    });
    return process_;
  };
  beforeAll(async () => {
    redisPort = await freePort();
    unleashPort = await freePort();
    chroma = await startChroma();
    redis = startRedis();
    const dataDir = mkdtempSync(join(tmpdir(), 'pincite-data-'));
    const [ingested, flags] = await Promise.all([ingest(dataDir, chroma.url), startUnleash()]);
    unleash = flags;
    expect(ingested.code, ingested.output).toBe(0);
    backend = await startBackend({
      PINCITE_DATA_DIR: dataDir,
      CHROMA_URL: chroma.url,
      REDIS_URL: `redis://127.0.0.1:${redisPort}`,
      UNLEASH_URL: `http://127.0.0.1:${unleashPort}/api`,
      UNLEASH_TOKEN: '*:development.test-client',
    });
    await until('everything is up', async () => ((await ready()).code === 200 ? true : undefined));
  }, 180_000);
  afterAll(async () => {
    await backend?.stop();
    await Promise.all([chroma?.stop(), redis?.stop(), unleash?.stop('SIGKILL')]);
  });

  async function ready(): Promise<{ code: number; body: Readiness }> {
    const response = await fetch(`${backend.url}/readyz`);
    return { code: response.status, body: Readiness.parse(await response.json()) };
  }
  const namedDown = (name: string): Promise<true> =>
    until(
      `/readyz names ${name}`,
      async () => {
        const { code, body } = await ready();
        return code === 503 && body.dependencies[name]?.status === 'down' ? true : undefined;
      },
      NAMED_WITHIN_MS,
    );
  const back = (): Promise<true> =>
    until(
      'it is ready again by itself',
      async () => ((await ready()).code === 200 ? true : undefined),
      BACK_WITHIN_MS,
    );

  it('Chroma: is named, chat goes on over words and says so, and it comes back by itself', async () => {
    expect((await chat(backend, QUESTION)).notices).not.toContain('lexical-only');
    await chroma.stop('SIGKILL');
    await namedDown('chroma');
    const answer = await chat(backend, QUESTION);
    expect(answer.outcome).toBe('answered');
    expect(answer.notices).toContain('lexical-only');
    chroma = await startChroma(chroma.folder, chroma.port);
    await back();
    expect((await chat(backend, QUESTION)).notices).not.toContain('lexical-only');
  });

  it('Redis: is named, chat goes on and says so, and it comes back by itself', async () => {
    await redis.stop('SIGKILL');
    await namedDown('redis');
    const answer = await chat(backend, QUESTION);
    expect(answer.outcome).toBe('answered');
    expect(answer.notices).toContain('memory-unavailable');
    redis = startRedis();
    await back();
    await until('the notice is gone', async () =>
      (await chat(backend, QUESTION)).notices.includes('memory-unavailable') ? undefined : true,
    );
  });

  it('Unleash: is named, the last flags hold, and it comes back by itself', async () => {
    await unleash.stop('SIGKILL');
    await namedDown('unleash');
    expect((await chat(backend, QUESTION)).outcome).toBe('answered');
    unleash = await startUnleash();
    await back();
  });
});
