import { mkdirSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { CITATION_STATUSES, PROBLEM_CODES, type ServiceLevel } from '@pincite/contract';
import { createChromaVectorIndex } from './adapters/chroma.ts';
import { createDefaultFlags } from './adapters/default-flags.ts';
import { createMemoryStore } from './adapters/memory-store.ts';
import { createOpenAiModel } from './adapters/openai-model.ts';
import { createRedisStore } from './adapters/redis-store.ts';
import { openCatalogue } from './adapters/sqlite/catalogue.ts';
import { storeWithFallback } from './adapters/store-with-fallback.ts';
import { systemClock } from './adapters/telemetry/clock.ts';
import { createLog } from './adapters/telemetry/log.ts';
import { createMetrics, type MetricsAdapter } from './adapters/telemetry/metrics.ts';
import { createTracer } from './adapters/telemetry/tracer.ts';
import { createUnleashFlags } from './adapters/unleash-flags.ts';
import { createAdmissions } from './ask/admission.ts';
import { createRuns } from './ask/runs.ts';
import type { ServiceLevels } from './ask/service-level.ts';
import { createSentenceVerifier } from './citations/verify-sentence.ts';
import { createCitationVerifier } from './citations/verify-text.ts';
import type { Config } from './config.ts';
import { createDependencyMonitor } from './control/dependency-monitor.ts';
import type { Clock } from './domain/clock.ts';
import { FLAGS, type FlagDefinition, providerFlag } from './domain/flags.ts';
import type { AnswerModel, Embedder, Log } from './domain/ports.ts';
import { bounded, closeServer, listen, scrapeHandler } from './http/listen.ts';
import { createServer } from './http/server.ts';
import { createExtractiveModel } from './routing/extractive.ts';
import { analyse } from './search/analyse.ts';
import { fromLatentSemanticsBytes } from './search/latent-semantics.ts';
import { createSearch } from './search/search.ts';

export interface App {
  start(): Promise<void>;
  /** Drains answers under way (bounded), then closes everything in reverse order. */
  stop(): Promise<void>;
  /** Address of the API; known after start. */
  readonly url: string;
  readonly metricsUrl: string;
}

/** Parts that a test may replace. */
export interface Overrides {
  readonly clock?: Clock;
  readonly log?: Log;
  readonly models?: readonly AnswerModel[];
  readonly level?: () => ServiceLevel;
}

/** The sources that an ingestion run can name. */
const SOURCES = ['justice-folder', 'justice-site', 'primer'];

/** Every flag of this installation: the catalogue and a kill switch for each provider. */
export function flagCatalogue(providers: readonly { readonly id: string }[]): FlagDefinition[] {
  return [...FLAGS, ...providers.map(({ id }) => providerFlag(id))];
}

/** The composition root: reads top to bottom, and is the only file that sees everything. */
export async function createApp(config: Config, overrides: Overrides = {}): Promise<App> {
  const closers: { name: string; close: () => unknown }[] = [];
  const opened = <T>(name: string, thing: T, close: (thing: T) => unknown): T => {
    closers.push({ name, close: () => close(thing) });
    return thing;
  };

  // Telemetry
  const clock = overrides.clock ?? systemClock;
  const log = overrides.log ?? createLog(config.log.level);
  const tracer = createTracer();
  const providerIds = [
    ...config.providers.map(({ id }) => id),
    ...(overrides.models ?? []).map(({ id }) => id),
  ];
  const flagDefinitions = flagCatalogue(config.providers);
  const metrics = createMetrics({
    version: [config.version],
    code: PROBLEM_CODES,
    status: CITATION_STATUSES,
    provider: [...providerIds, 'extractive'],
    flag: flagDefinitions.map(({ name }) => name),
    source: SOURCES,
  });
  metrics.set('pincite_build_info', { version: config.version }, 1);
  const instruments = { metrics, tracer, clock };

  // Stores
  mkdirSync(config.dataDir, { recursive: true });
  const catalogue = opened('catalogue', openCatalogue(`${config.dataDir}/catalogue.sqlite`), (it) =>
    it.close(),
  );
  const vectors = createChromaVectorIndex(config.chroma.url);
  const memory = createMemoryStore(clock);
  const redisUrl = config.redis.url?.reveal();
  const redis =
    redisUrl === undefined
      ? undefined
      : opened('redis', createRedisStore(redisUrl, log), (it) => it.close());
  const store = redis === undefined ? memory : storeWithFallback(redis, memory);
  const flags =
    config.unleash === undefined
      ? createDefaultFlags(flagDefinitions)
      : opened(
          'unleash',
          createUnleashFlags(
            {
              url: config.unleash.url,
              token: config.unleash.token.reveal(),
              backupDir: `${config.dataDir}/flags`,
              catalogue: flagDefinitions,
            },
            metrics,
            log,
          ),
          (it) => it.close(),
        );

  // Capabilities
  const embedders = embedderByGeneration((generation) => catalogue.model(generation));
  const search = createSearch({
    catalogue,
    lexical: catalogue,
    vectors,
    embedder: () => embedders(catalogue.state().vectorGeneration),
    clock,
    metrics,
  });
  const models =
    overrides.models ??
    config.providers.map(({ id, baseUrl, model, key }) =>
      createOpenAiModel({ id, baseUrl, model, key: key.reveal() }, tracer),
    );
  const today = (): string => new Date(clock.now()).toISOString().slice(0, 10);
  const level = overrides.level ?? ((): ServiceLevel => 'full');
  const levels: ServiceLevels = { current: level };
  const monitor = createDependencyMonitor(
    [
      { name: 'catalogue', required: true, ping: async () => catalogue.ping() },
      { name: 'chroma', required: true, ping: () => vectors.ping() },
      { name: 'redis', required: true, ping: redis === undefined ? undefined : () => redis.ping() },
      {
        name: 'unleash',
        required: true,
        ping: config.unleash === undefined ? undefined : () => flags.ping(),
      },
    ],
    clock,
    metrics,
    log,
  );

  // One answer
  const admissions = createAdmissions(instruments, store, config.chat);
  const runs = createRuns(clock, store, log, config.chat.resumeGraceMs);
  let stopping = false;
  const server = createServer({
    instruments,
    log,
    catalogue,
    search,
    verifyText: createCitationVerifier(catalogue, today),
    store,
    trustProxy: config.http.trustProxy,
    chat: {
      ask: {
        instruments,
        catalogue,
        search,
        levels,
        flags,
        store,
        log,
        conversationTtlSeconds: config.chat.conversationTtlSeconds,
        verifySentence: createSentenceVerifier({ catalogue, analyse, today }),
        routing: {
          models,
          extractive: createExtractiveModel(analyse),
          flags,
          clock,
          metrics,
          log,
          pace: { firstMs: config.chat.firstTokenTimeoutMs, gapMs: config.chat.tokenGapTimeoutMs },
        },
      },
      admissions,
      runs,
      timeoutMs: config.chat.timeoutMs,
    },
    status: {
      catalogue,
      levels,
      monitor,
      hasModel: models.length > 0,
      version: config.version,
      isStopping: () => stopping,
    },
  });

  // Listeners
  const http = createHttpServer(server);
  const scrape = createHttpServer(scrapeHandler(metrics, () => observeCorpus(catalogue, metrics)));
  let url = '';
  let metricsUrl = '';
  return {
    get url() {
      return url;
    },
    get metricsUrl() {
      return metricsUrl;
    },
    start: async () => {
      metricsUrl = `${await listen(scrape, config.metrics.host, config.metrics.port)}/metrics`;
      await monitor.check();
      monitor.start();
      url = await listen(http, config.http.host, config.http.port);
      log.info({ event: 'server.started', url, metrics_url: metricsUrl }, 'Pincite is serving');
    },
    stop: async () => {
      stopping = true;
      admissions.close();
      log.info(
        { event: 'server.draining' },
        'Answers under way are finished; new ones are refused',
      );
      await bounded(admissions.idle(), config.http.drainMs);
      await closeServer(http);
      monitor.stop();
      await closeServer(scrape);
      for (const { name, close } of closers.reverse()) {
        try {
          await close();
        } catch (error) {
          log.warn({ event: 'close.failed', name, error: String(error) }, 'A part did not close');
        }
      }
      log.info({ event: 'server.stopped' }, 'Stopped');
    },
  };
}

/** Loads the embedder of a generation once; a generation without a model is searched by words only. */
function embedderByGeneration(
  read: (generation: string) => Uint8Array | undefined,
): (generation: string | undefined) => Embedder | undefined {
  let held: { generation: string; embedder: Embedder } | undefined;
  return (generation) => {
    if (generation === undefined) return undefined;
    if (held?.generation === generation) return held.embedder;
    const bytes = read(generation);
    if (bytes === undefined) return undefined;
    held = { generation, embedder: fromLatentSemanticsBytes(bytes) };
    return held.embedder;
  };
}

function observeCorpus(catalogue: ReturnType<typeof openCatalogue>, metrics: MetricsAdapter): void {
  for (const [lang, counts] of Object.entries(catalogue.counts()) as [
    'en' | 'fr',
    { documents: number; provisions: number },
  ][]) {
    metrics.set('pincite_corpus_documents', { lang }, counts.documents);
    metrics.set('pincite_corpus_provisions', { lang }, counts.provisions);
  }
  for (const [source, seconds] of catalogue.lastSuccess())
    if (SOURCES.includes(source))
      metrics.set('pincite_ingestion_last_success_timestamp_seconds', { source }, seconds);
}
