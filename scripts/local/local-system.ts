import { alertmanagerBinary, alertmanagerService } from './alertmanager.ts';
import { type Address, announcement, describeCorpus } from './announce.ts';
import { backendService } from './backend.ts';
import { type Child, describeExit } from './child.ts';
import { chromaService } from './chroma.ts';
import { buildFrontend, frontendService, hasFrontend, isFrontendBuilt } from './frontend.ts';
import { startIngestion } from './ingestion.ts';
import type { StartOptions } from './options.ts';
import { createPortChooser } from './ports.ts';
import { prometheusBinary, prometheusService } from './prometheus.ts';
import { provision } from './provision.ts';
import { redisBinary, redisService } from './redis.ts';
import { readSecrets } from './secrets.ts';
import type { Service } from './service.ts';
import type { StateFolder } from './state-folder.ts';
import type { Supervisor } from './supervisor.ts';
import { say, sayReady } from './terminal.ts';
import { unleashService } from './unleash.ts';

export interface LocalSystemParts {
  readonly folder: StateFolder;
  readonly supervisor: Supervisor;
  readonly corpusDir: string | undefined;
  /** Told of the ingestion, which is no service. */
  readonly onChild: (child: Child) => void;
  readonly onAddress: (addresses: { chat?: string; api: string; chroma: string }) => void;
  readonly signal: AbortSignal;
}

/** The order of stopping: pages and API drain together, then what they stand on. */
export const STOP_ORDER = [
  ['frontend', 'backend'],
  ['prometheus', 'alertmanager'],
] as const;

/**
 * Brings the whole system up and prints its addresses. What the chat needs (Chroma, backend, pages)
 * must come up; the rest is told and done without. Throws ServiceFailed or BuildFailed.
 */
export async function bringUp(options: StartOptions, parts: LocalSystemParts): Promise<void> {
  const { folder, supervisor, signal } = parts;
  const at = await choosePorts(options);
  const secrets = readSecrets(folder.secrets);
  const url = (port: number): string => `http://127.0.0.1:${port}`;
  const env = process.env;

  // Servers
  const chromaUrl = env.CHROMA_URL || url(at.chroma);
  const unleashUrl = env.UNLEASH_URL || (options.unleash ? `${url(at.unleash)}/api` : undefined);
  const redis = env.REDIS_URL ? undefined : redisBinary();
  const redisUrl =
    env.REDIS_URL || (redis === undefined ? undefined : `redis://127.0.0.1:${at.redis}`);
  const prometheus = options.monitoring ? prometheusBinary() : undefined;
  const alertmanager = options.monitoring ? alertmanagerBinary() : undefined;
  const chat = `http://localhost:${at.frontend}`;
  const withPages = options.frontend && hasFrontend();
  parts.onAddress({ ...(withPages ? { chat } : {}), api: url(at.backend), chroma: chromaUrl });

  /** A service that the chat can do without: its failure is told, no more. */
  const optional = async (service: Service, then?: () => Promise<void>): Promise<void> => {
    try {
      await supervisor.add(service);
      await then?.();
      sayReady(service.name);
    } catch (error) {
      if (!signal.aborted) say(`${messageOf(error)}\n  Pincite goes on without ${service.name}.`);
    }
  };
  const required = async (service: Service): Promise<void> => {
    await supervisor.add(service);
    sayReady(service.name);
  };

  const chroma = env.CHROMA_URL
    ? Promise.resolve()
    : required(chromaService(folder.chroma, at.chroma));
  if (redis !== undefined) void optional(redisService(redis, folder.redis, at.redis));
  const backendEnv = {
    PINCITE_DATA_DIR: env.PINCITE_DATA_DIR || folder.data,
    PINCITE_CORPUS_DIR: parts.corpusDir,
    PINCITE_PUBLIC_URL: withPages ? chat : undefined,
    CHROMA_URL: chromaUrl,
    REDIS_URL: redisUrl,
    UNLEASH_URL: unleashUrl,
    UNLEASH_TOKEN: env.UNLEASH_URL ? env.UNLEASH_TOKEN : secrets.unleashClientToken,
  };
  const backend = required(
    backendService({ port: at.backend, metricsPort: at.metrics, env: backendEnv }),
  );
  const pages = withPages
    ? serveFrontend(at.frontend, url(at.backend), required, signal)
    : undefined;
  const ingestion = options.ingest
    ? chroma.then(() => ingest(backendEnv, parts))
    : Promise.resolve();

  // Unleash and the monitoring take their time; nobody waits for them.
  if (options.unleash && !env.UNLEASH_URL) {
    const service = unleashService(folder.unleash, at.unleash, secrets);
    void optional(service, async () => {
      const created = await provision(url(at.unleash), secrets.unleashAdminToken);
      if (created.length > 0) say(`  unleash: made the flags ${created.join(', ')}`);
    });
  }
  if (alertmanager !== undefined)
    void optional(alertmanagerService(alertmanager, folder.alertmanager, at.alertmanager));
  if (prometheus !== undefined) {
    const service = prometheusService({
      binary: prometheus,
      dir: folder.prometheus,
      port: at.prometheus,
      metricsPort: at.metrics,
      alertmanagerPort: alertmanager === undefined ? undefined : at.alertmanager,
    });
    void optional(service);
  }

  await Promise.all([chroma, backend, pages, ingestion]);
  signal.throwIfAborted();
  const addresses: (Address | false)[] = [
    withPages && { name: 'Chat', address: chat },
    { name: 'API', address: url(at.backend) },
    { name: 'Metrics', address: `${url(at.metrics)}/metrics` },
    options.unleash &&
      !env.UNLEASH_URL && {
        name: 'Unleash',
        address: url(at.unleash),
        hint: `user admin, password "unleashPassword" of ${folder.secrets}`,
      },
    prometheus !== undefined && { name: 'Prometheus', address: url(at.prometheus) },
    alertmanager !== undefined && { name: 'Alertmanager', address: url(at.alertmanager) },
    { name: 'Logs', address: folder.logs },
  ];
  say(
    announcement(
      addresses.filter((address) => address !== false),
      await describeCorpus(url(at.backend), parts.corpusDir),
    ),
  );
}

async function serveFrontend(
  port: number,
  backendUrl: string,
  required: (service: Service) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  if (!isFrontendBuilt()) {
    await buildFrontend(signal);
    sayReady('frontend built');
  }
  await required(frontendService({ port, backendUrl }));
}

async function ingest(
  env: Readonly<Record<string, string | undefined>>,
  { onChild, signal }: LocalSystemParts,
): Promise<void> {
  signal.throwIfAborted();
  const child = startIngestion(env);
  onChild(child);
  const exit = await child.exited;
  if (exit.code === 0 || signal.aborted) return;
  say(
    `The ingestion ${describeExit(exit)}; what was taken in before is served. Try again: npm run ingest`,
  );
}

/** Free ports, the usual ones first; says which usual ones are taken. */
async function choosePorts(options: StartOptions) {
  const choose = createPortChooser();
  const chosen = async (name: string, wanted: number): Promise<number> => {
    const { port, takenInstead } = await choose(wanted);
    if (takenInstead !== undefined)
      say(`  port ${takenInstead} is taken; ${name} gets ${port} instead`);
    return port;
  };
  return {
    frontend: await chosen('the chat page', options.port),
    backend: await chosen('the API', portOf('PORT', 8080)),
    metrics: await chosen('metrics', portOf('METRICS_PORT', 9464)),
    chroma: await chosen('Chroma', 8000),
    unleash: await chosen('Unleash', 4242),
    redis: await chosen('Redis', 6379),
    prometheus: await chosen('Prometheus', 9090),
    alertmanager: await chosen('Alertmanager', 9093),
  };
}

function portOf(variable: string, usual: number): number {
  const port = Number(process.env[variable]);
  return Number.isInteger(port) && port > 0 && port <= 65_535 ? port : usual;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
