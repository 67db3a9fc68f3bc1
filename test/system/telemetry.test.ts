import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { METRICS, STAGES } from '@pincite/signals';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type ProviderSimulator, startProvider } from '../../loadtests/simulators/provider.ts';
import { type Backend, chat, startBackend } from './backend.ts';
import { hasCorpus } from './corpus.ts';
import { freePort, type RunningProcess, run, until } from './process.ts';

interface SpanRecord {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
}

/** A stand-in for a collector: takes OTLP over HTTP as JSON and remembers the spans. */
async function startCollector(): Promise<{ url: string; spans: SpanRecord[]; server: Server }> {
  const spans: SpanRecord[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(parts).toString('utf8')) as {
        resourceSpans: { scopeSpans: { spans: SpanRecord[] }[] }[];
      };
      for (const resource of body.resourceSpans)
        for (const scope of resource.scopeSpans) spans.push(...scope.spans);
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, spans, server };
}

const WORD = 'xylophone';
const QUESTION = `My sister has a ${WORD}. Who may sponsor a foreign national of the family class?`;

describe.skipIf(!hasCorpus)('telemetry', () => {
  let collector: Awaited<ReturnType<typeof startCollector>>;
  let provider: ProviderSimulator;
  let redis: RunningProcess;
  let backend: Backend;
  let traceId = '';
  const law = inject('law');
  beforeAll(async () => {
    collector = await startCollector();
    provider = await startProvider();
    const port = await freePort();
    redis = run('redis-server', ['--port', String(port), '--save', '', '--bind', '127.0.0.1']);
    backend = await startBackend({
      PINCITE_DATA_DIR: law?.dataDir ?? '',
      CHROMA_URL: law?.chromaUrl ?? '',
      REDIS_URL: `redis://127.0.0.1:${port}`,
      PROVIDERS: 'simulated',
      SIMULATED_BASE_URL: provider.url,
      SIMULATED_MODEL: 'simulated-1',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_BSP_SCHEDULE_DELAY: '200',
      LOG_LEVEL: 'debug',
    });
    await until('Redis is used', async () => {
      const text = await (await fetch(`${backend.url}/readyz`)).json();
      return (text as { dependencies: { redis: { status: string } } }).dependencies.redis.status ===
        'up'
        ? true
        : undefined;
    });
    const answer = await chat(backend, QUESTION);
    expect(answer.outcome).toBe('answered');
    traceId = answer.trace_id;
  });
  afterAll(async () => {
    await backend?.stop();
    await redis?.stop();
    await provider?.close();
    collector?.server.close();
  });

  it('makes one trace with a span for every stage, and for HTTP, Chroma, Redis and the provider', async () => {
    const own = await until('the spans arrived', () => {
      const found = collector.spans.filter((span) => span.traceId === traceId);
      return found.some(({ name }) => name === 'ask.record') &&
        found.some(({ name }) => name.startsWith('POST'))
        ? found
        : undefined;
    });
    const names = own.map(({ name }) => name);
    for (const stage of STAGES) expect(names).toContain(`ask.${stage}`);
    expect(names.some((name) => name.startsWith('chat simulated-1'))).toBe(true);
    expect(
      names.some((name) => /incr|multi|set/i.test(name)),
      names.join(),
    ).toBe(true);
    expect(names.filter((name) => /^POST/.test(name)).length, names.join()).toBeGreaterThan(1);
    const ids = new Set(own.map(({ spanId }) => spanId));
    const orphans = own.filter(({ parentSpanId }) => parentSpanId && !ids.has(parentSpanId));
    expect(orphans.map(({ name }) => name)).toEqual([]);
  });

  it('takes the trace context of the caller', async () => {
    const given = '0af7651916cd43dd8448eb211c80319c';
    const response = await fetch(`${backend.url}/api/status`, {
      headers: { traceparent: `00-${given}-b7ad6b7169203331-01` },
    });
    expect(response.headers.get('x-trace-id')).toBe(given);
  });

  it('serves OpenMetrics on its own port, with exemplars that lead to traces, and nothing else there', async () => {
    const response = await fetch(backend.metricsUrl);
    expect(response.headers.get('content-type')).toContain('application/openmetrics-text');
    const text = await response.text();
    for (const name of Object.keys(METRICS)) expect(text).toContain(name.replace(/_total$/, ''));
    const exemplar =
      /pincite_chat_duration_seconds_bucket\{[^}]*\} \d+ # \{trace_id="([0-9a-f]{32})"/.exec(text);
    expect(exemplar?.[1]).toBeDefined();
    expect(collector.spans.some((span) => span.traceId === exemplar?.[1])).toBe(true);
    expect(text).toMatch(/pincite_chat_requests_total\{outcome="answered",lang="en"\} [1-9]/);
    for (const stage of STAGES)
      expect(text).toMatch(
        new RegExp(`pincite_stage_duration_seconds_count\\{stage="${stage}"\\} [1-9]`),
      );
    expect(text).toMatch(
      /pincite_ingestion_last_success_timestamp_seconds\{source="justice-folder"\} [1-9]/,
    );
    expect(text.endsWith('# EOF\n')).toBe(true);
    expect((await fetch(`${backend.url}/metrics`)).status).toBe(404);
    expect((await fetch(backend.metricsUrl.replace('/metrics', '/api/status'))).status).toBe(404);
  });

  it('writes JSON logs with trace ids, and no words of the reader anywhere', async () => {
    const lines = backend
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const recorded = lines.find(({ event }) => event === 'answer.recorded');
    expect(recorded).toMatchObject({ trace_id: traceId, outcome: 'answered', stage: 'record' });
    const metrics = await (await fetch(backend.metricsUrl)).text();
    const everything = backend.output() + metrics + JSON.stringify(collector.spans);
    expect(everything).not.toContain(WORD);
    expect(everything).not.toContain('127.0.0.1:1');
  });
});
