import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { onPath } from './on-path.ts';
import { ROOT } from './root.ts';
import { answersHttp, type Service } from './service.ts';

export const prometheusBinary = (): string | undefined => onPath('prometheus');

export interface PrometheusOptions {
  readonly binary: string;
  readonly dir: string;
  readonly port: number;
  readonly metricsPort: number;
  readonly alertmanagerPort: number | undefined;
}

/** Prometheus over the backend's /metrics, with the rules of alerts/ and exemplars kept. */
export function prometheusService(options: PrometheusOptions): Service {
  const { binary, dir, port } = options;
  mkdirSync(dir, { recursive: true });
  const config = join(dir, 'prometheus.yaml');
  writeFileSync(config, stringify(prometheusConfig(options, ruleFiles(join(ROOT, 'alerts')))));
  return {
    name: 'prometheus',
    command: binary,
    args: [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(dir, 'tsdb')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--enable-feature=exemplar-storage',
      '--log.level=warn',
    ],
    isHealthy: answersHttp(`http://127.0.0.1:${port}/-/ready`),
    readyWithinMs: 60_000,
    stopWithinMs: 10_000,
  };
}

export function prometheusConfig(
  { metricsPort, alertmanagerPort }: Pick<PrometheusOptions, 'metricsPort' | 'alertmanagerPort'>,
  rules: readonly string[],
): object {
  return {
    global: { scrape_interval: '15s', evaluation_interval: '15s' },
    ...(rules.length === 0 ? {} : { rule_files: rules }),
    ...(alertmanagerPort === undefined
      ? {}
      : {
          alerting: {
            alertmanagers: [{ static_configs: [{ targets: [`127.0.0.1:${alertmanagerPort}`] }] }],
          },
        }),
    scrape_configs: [
      { job_name: 'pincite', static_configs: [{ targets: [`127.0.0.1:${metricsPort}`] }] },
    ],
  };
}

/** The rule files under `alerts`: `*.rules`, `*.rules.yaml`, `*.rules.yml`, at any depth. */
function ruleFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.rules(?:\.ya?ml)?$/u.test(name))
    .sort()
    .map((name) => join(folder, name));
}
