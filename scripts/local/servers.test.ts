import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FLAGS } from '../../backend/src/domain/flags.ts';
import { startChroma } from './chroma.ts';
import { anyFreePort } from './ports.ts';
import { prometheusBinary, prometheusConfig, prometheusService } from './prometheus.ts';
import { provision } from './provision.ts';
import { redisBinary, startRedis } from './redis.ts';
import { runService } from './run-service.ts';
import { startUnleash } from './unleash.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pincite-servers-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('real servers', () => {
  it('Chroma starts, keeps its data over a crash, and stops', async () => {
    const dir = join(folder, 'chroma');
    const first = await startChroma(dir);
    const collections = 'api/v2/tenants/default_tenant/databases/default_database/collections';
    const made = await fetch(`${first.url}/${collections}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'kept' }),
    });
    expect(made.status).toBe(200);
    await first.kill();
    const second = await startChroma(dir, first.port);
    const held = (await (await fetch(`${second.url}/${collections}`)).json()) as { name: string }[];
    expect(held.map(({ name }) => name)).toEqual(['kept']);
    await second.stop();
    await expect(fetch(`${second.url}/api/v2/heartbeat`)).rejects.toThrow();
  });

  it('Unleash starts with every flag of the catalogue and keeps them', {
    timeout: 120_000,
  }, async () => {
    const dir = join(folder, 'unleash');
    const first = await startUnleash(dir);
    expect(await provision(first.url, first.adminToken)).toEqual(FLAGS.map(({ name }) => name));
    await first.stop();
    const second = await startUnleash(dir, first.port);
    expect(await provision(second.url, second.adminToken)).toEqual([]);
    const response = await fetch(`${second.apiUrl}/client/features`, {
      headers: { authorization: second.clientToken },
    });
    const { features } = (await response.json()) as {
      features: { name: string; enabled: boolean }[];
    };
    const states = Object.fromEntries(features.map(({ name, enabled }) => [name, enabled]));
    expect(states).toEqual(Object.fromEntries(FLAGS.map(({ name, enabled }) => [name, enabled])));
    await second.stop();
  });

  it.skipIf(redisBinary() === undefined)(
    'Redis starts and stops (needs redis-server)',
    async () => {
      const redis = await startRedis(join(folder, 'redis'));
      expect(redis.url).toBe(`redis://127.0.0.1:${redis.port}`);
      await redis.stop();
      const again = await startRedis(join(folder, 'redis'), redis.port);
      await again.stop();
    },
  );

  const prometheus = prometheusBinary();
  it.skipIf(prometheus === undefined)(
    'Prometheus takes the configuration that is written for it (needs prometheus)',
    async () => {
      const port = await anyFreePort();
      const dir = join(folder, 'prometheus');
      const options = { binary: prometheus ?? '', dir, port, metricsPort: 1, alertmanagerPort: 2 };
      const running = await runService(prometheusService(options), join(folder, 'prometheus.log'));
      const response = await fetch(`http://127.0.0.1:${port}/api/v1/status/config`);
      const { data } = (await response.json()) as { data: { yaml: string } };
      expect(data.yaml).toContain('127.0.0.1:1');
      expect(data.yaml).toContain('127.0.0.1:2');
      await running.stop();
    },
  );

  it('Prometheus is told of rules and Alertmanager only when there are some', () => {
    const bare = prometheusConfig({ metricsPort: 9464, alertmanagerPort: undefined }, []);
    expect(Object.keys(bare)).toEqual(['global', 'scrape_configs']);
    const full = prometheusConfig({ metricsPort: 9464, alertmanagerPort: 9093 }, ['a.rules']);
    expect(full).toMatchObject({ rule_files: ['a.rules'] });
    expect(JSON.stringify(full)).toContain('127.0.0.1:9093');
  });
});
