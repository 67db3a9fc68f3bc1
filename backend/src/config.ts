import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** A secret that prints as `[redacted]` wherever it is written. */
export class Secret {
  readonly #value: string;
  constructor(value: string) {
    this.#value = value;
  }
  reveal(): string {
    return this.#value;
  }
  toString(): string {
    return '[redacted]';
  }
  toJSON(): string {
    return '[redacted]';
  }
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[redacted]';
  }
}

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);
const milliseconds = (fallback: number) =>
  z.coerce.number().int().positive().max(600_000).default(fallback);

const ProviderId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,30}$/, 'must be lower-case letters, digits, -');

/** Every variable that the backend reads, with its meaning; the only list of them. */
export const Environment = z.object({
  PINCITE_PROFILE: z
    .enum(['local', 'staging', 'production'])
    .default('local')
    .describe('Where this runs.'),
  HOST: z.string().default('127.0.0.1').describe('Address the API listens on.'),
  PORT: port(8080).describe('Port of the API; 0 takes a free one.'),
  METRICS_HOST: z.string().default('127.0.0.1').describe('Address /metrics listens on.'),
  METRICS_PORT: port(9464).describe('Port of /metrics.'),
  PINCITE_DATA_DIR: z
    .string()
    .default(`${REPOSITORY}.pincite/data`)
    .describe('Folder of the catalogue and the last known flags.'),
  PINCITE_CORPUS_DIR: z
    .string()
    .optional()
    .describe('Folder of Justice Laws XML: eng/*.xml, fra/*.xml, index.json.'),
  PINCITE_CORPUS_SITE: z
    .url()
    .optional()
    .describe('Base address of the Justice Laws site, to ingest from it.'),
  PINCITE_TRUST_PROXY: z
    .stringbool()
    .default(false)
    .describe('Take the reader’s address from X-Forwarded-For; only behind a proxy of ours.'),
  CHROMA_URL: z.url().default('http://127.0.0.1:8000').describe('Address of the Chroma server.'),
  REDIS_URL: z.url().optional().describe('Redis; without it state stays in this process.'),
  UNLEASH_URL: z
    .url()
    .optional()
    .describe('Unleash API, ending in /api; without it defaults hold.'),
  UNLEASH_TOKEN: z.string().optional().describe('Client token for Unleash.'),
  PROVIDERS: z
    .string()
    .optional()
    .describe('Ids of the model providers in order, comma separated, e.g. openai,mistral.'),
  CHAT_RATE_PER_MINUTE: z.coerce
    .number()
    .int()
    .positive()
    .default(30)
    .describe('Chats per client.'),
  CHAT_MAX_IN_FLIGHT: z.coerce.number().int().positive().default(64).describe('Answers at once.'),
  ANSWER_TIMEOUT_MS: milliseconds(30_000).describe('Longest time for one answer.'),
  FIRST_TOKEN_TIMEOUT_MS: milliseconds(5_000).describe(
    'Longest wait for a provider’s first token.',
  ),
  TOKEN_GAP_TIMEOUT_MS: milliseconds(5_000).describe('Longest wait between two tokens.'),
  RESUME_GRACE_MS: milliseconds(20_000).describe('How long an answer waits for a reader who left.'),
  DRAIN_MS: milliseconds(10_000).describe('How long a stop waits for answers under way.'),
  CONVERSATION_TTL_SECONDS: z.coerce
    .number()
    .int()
    .positive()
    .default(86_400)
    .describe('How long a conversation is remembered.'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url()
    .optional()
    .describe('Where traces are sent, OTLP over HTTP.'),
});

export interface ProviderConfig {
  readonly id: string;
  readonly baseUrl: string;
  readonly model: string;
  readonly key: Secret;
}

export interface Config {
  readonly profile: 'local' | 'staging' | 'production';
  readonly version: string;
  readonly http: {
    readonly host: string;
    readonly port: number;
    readonly trustProxy: boolean;
    readonly drainMs: number;
  };
  readonly metrics: { readonly host: string; readonly port: number };
  readonly dataDir: string;
  readonly corpus: { readonly dir: string | undefined; readonly siteUrl: string | undefined };
  readonly chroma: { readonly url: string };
  readonly redis: { readonly url: Secret | undefined };
  readonly unleash: { readonly url: string; readonly token: Secret } | undefined;
  readonly providers: readonly ProviderConfig[];
  readonly chat: {
    readonly ratePerMinute: number;
    readonly maxInFlight: number;
    readonly timeoutMs: number;
    readonly firstTokenTimeoutMs: number;
    readonly tokenGapTimeoutMs: number;
    readonly resumeGraceMs: number;
    readonly conversationTtlSeconds: number;
  };
  readonly log: { readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent' };
}

/** The environment is wrong; the message names every fault, one a line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads the configuration. Unset and empty are the same. A provider `x` is configured by
 * `X_BASE_URL`, `X_MODEL` and `X_API_KEY` or `X_API_KEY_FILE` (`-` in an id becomes `_`).
 * Throws ConfigError with all faults at once, before anything opens.
 */
export function loadConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = Environment.safeParse(given);
  const faults: string[] = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const providers = readProviders(given, faults);
  if (given.UNLEASH_URL !== undefined && given.UNLEASH_TOKEN === undefined)
    faults.push('UNLEASH_TOKEN: is needed when UNLEASH_URL is set');
  if (!parsed.success || faults.length > 0)
    throw new ConfigError(`The configuration is wrong:\n${faults.map((f) => `  ${f}`).join('\n')}`);
  const env = parsed.data;
  return {
    profile: env.PINCITE_PROFILE,
    version: readVersion(),
    http: {
      host: env.HOST,
      port: env.PORT,
      trustProxy: env.PINCITE_TRUST_PROXY,
      drainMs: env.DRAIN_MS,
    },
    metrics: { host: env.METRICS_HOST, port: env.METRICS_PORT },
    dataDir: env.PINCITE_DATA_DIR,
    corpus: { dir: env.PINCITE_CORPUS_DIR, siteUrl: env.PINCITE_CORPUS_SITE },
    chroma: { url: env.CHROMA_URL },
    redis: { url: env.REDIS_URL === undefined ? undefined : new Secret(env.REDIS_URL) },
    unleash:
      env.UNLEASH_URL === undefined
        ? undefined
        : { url: env.UNLEASH_URL, token: new Secret(env.UNLEASH_TOKEN ?? '') },
    providers,
    chat: {
      ratePerMinute: env.CHAT_RATE_PER_MINUTE,
      maxInFlight: env.CHAT_MAX_IN_FLIGHT,
      timeoutMs: env.ANSWER_TIMEOUT_MS,
      firstTokenTimeoutMs: env.FIRST_TOKEN_TIMEOUT_MS,
      tokenGapTimeoutMs: env.TOKEN_GAP_TIMEOUT_MS,
      resumeGraceMs: env.RESUME_GRACE_MS,
      conversationTtlSeconds: env.CONVERSATION_TTL_SECONDS,
    },
    log: { level: env.LOG_LEVEL },
  };
}

function readProviders(
  given: Readonly<Record<string, string | undefined>>,
  faults: string[],
): ProviderConfig[] {
  const ids = (given.PROVIDERS ?? '')
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  const providers: ProviderConfig[] = [];
  for (const id of ids) {
    const checked = ProviderId.safeParse(id);
    if (!checked.success || id === 'extractive') {
      faults.push(`PROVIDERS: "${id}" is no usable id (lower-case letters, digits and -)`);
      continue;
    }
    if (providers.some((provider) => provider.id === id)) {
      faults.push(`PROVIDERS: "${id}" is listed twice`);
      continue;
    }
    const prefix = id.toUpperCase().replaceAll('-', '_');
    const baseUrl = given[`${prefix}_BASE_URL`];
    const model = given[`${prefix}_MODEL`];
    if (baseUrl === undefined || !URL.canParse(baseUrl))
      faults.push(`${prefix}_BASE_URL: an address such as https://api.example.com/v1 is needed`);
    if (model === undefined) faults.push(`${prefix}_MODEL: the model's name is needed`);
    const key = readSecret(given, `${prefix}_API_KEY`, faults);
    if (baseUrl !== undefined && model !== undefined)
      // A local server such as Ollama takes any key; the client insists on one.
      providers.push({ id, baseUrl, model, key: key ?? new Secret('none') });
  }
  return providers;
}

function readSecret(
  given: Readonly<Record<string, string | undefined>>,
  name: string,
  faults: string[],
): Secret | undefined {
  const file = given[`${name}_FILE`];
  if (file === undefined) {
    const value = given[name];
    return value === undefined ? undefined : new Secret(value);
  }
  try {
    return new Secret(readFileSync(file, 'utf8').trim());
  } catch {
    faults.push(`${name}_FILE: cannot read ${file}`);
    return undefined;
  }
}

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(`${REPOSITORY}package.json`, 'utf8'));
  return z.object({ version: z.string() }).parse(manifest).version;
}

/** What instrumentation.ts needs before the configuration is loaded. */
export function telemetryEnvironment(): {
  serviceName: string;
  otlpEndpoint: string | undefined;
} {
  return {
    serviceName: process.env.OTEL_SERVICE_NAME ?? 'pincite-backend',
    otlpEndpoint: process.env.OTEL_EXPORTER_OTLP_ENDPOINT || undefined,
  };
}
