import { mkdirSync } from 'node:fs';
import { initialize, PayloadType } from 'unleash-client';
import { AppError } from '../domain/errors.ts';
import type { FlagDefinition } from '../domain/flags.ts';
import type { Flags, Log, Metrics } from '../domain/ports.ts';

/** Unleash's own polling period; a flip must take effect within 15 s. */
const REFRESH_MS = 5000;

/**
 * Flags from Unleash, bootstrapped from the catalogue, with a backup file of the last known state.
 * Evaluation is in memory and never waits. `ping` throws while the server does not answer.
 */
export function createUnleashFlags(
  options: { url: string; token: string; backupDir: string; catalogue: readonly FlagDefinition[] },
  metrics: Metrics,
  log: Log,
): Flags & { close(): void } {
  mkdirSync(options.backupDir, { recursive: true });
  const byName = new Map(options.catalogue.map((flag) => [flag.name, flag]));
  const unleash = initialize({
    url: options.url,
    appName: 'pincite',
    refreshInterval: REFRESH_MS,
    customHeaders: { Authorization: options.token },
    backupPath: options.backupDir,
    disableMetrics: true,
    timeout: 2000,
    bootstrap: { data: options.catalogue.map(toFeature) },
    bootstrapOverride: false,
  });
  let lastFetch: number | undefined;
  let reported = false;
  const seen = (): void => {
    lastFetch = Date.now();
    metrics.set('pincite_feature_flag_last_fetch_timestamp_seconds', {}, lastFetch / 1000);
    if (reported) log.info({ event: 'unleash.up' }, 'Unleash is back');
    reported = false;
  };
  unleash.on('synchronized', seen);
  unleash.on('changed', seen);
  unleash.on('unchanged', seen);
  const failed = (): void => {
    if (!reported) log.warn({ event: 'unleash.down' }, 'Unleash is away; the last flags hold');
    reported = true;
  };
  unleash.on('error', failed);
  unleash.on('warn', () => {});
  const count = (flag: string): void => {
    const source = lastFetch === undefined ? 'default' : 'server';
    metrics.count('pincite_feature_flag_evaluations_total', { flag, source });
  };
  return {
    isEnabled: (name) => {
      count(name);
      return unleash.isEnabled(name, {}, () => byName.get(name)?.enabled ?? false);
    },
    payload: (name) => {
      count(name);
      const variant = unleash.getVariant(name);
      if (variant.payload !== undefined && variant.enabled) return variant.payload.value;
      const definition = byName.get(name);
      return unleash.getFeatureToggleDefinition(name) === undefined && definition?.enabled === true
        ? definition.variant?.payload
        : undefined;
    },
    lastFetch: () => lastFetch,
    ping: async () => {
      // `/health` of the server that the API address belongs to.
      const health = new URL(`${options.url.replace(/\/api\/?$/u, '')}/health`);
      try {
        const response = await fetch(health, { signal: AbortSignal.timeout(1500) });
        await response.body?.cancel();
        if (!response.ok) throw new Error(`status ${response.status}`);
      } catch (cause) {
        throw new AppError('source-unavailable', 'The flag server does not answer.', { cause });
      }
    },
    close: () => unleash.destroy(),
  };
}

function toFeature(flag: FlagDefinition) {
  return {
    name: flag.name,
    type: flag.type,
    enabled: flag.enabled,
    project: 'default',
    stale: false,
    impressionData: false,
    strategies: [{ name: 'default', parameters: {}, constraints: [] }],
    variants:
      flag.variant === undefined
        ? []
        : [
            {
              name: flag.variant.name,
              weight: 1000,
              weightType: 'fix',
              stickiness: 'default',
              payload: {
                type: flag.variant.json === true ? PayloadType.JSON : PayloadType.STRING,
                value: flag.variant.payload,
              },
              overrides: [],
            },
          ],
  };
}
