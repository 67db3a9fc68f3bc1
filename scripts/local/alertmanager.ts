import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { onPath } from './on-path.ts';
import { ROOT } from './root.ts';
import { answersHttp, type Service } from './service.ts';

export const alertmanagerBinary = (): string | undefined =>
  onPath('prometheus-alertmanager', 'alertmanager');

/** Alertmanager with the configuration of alerts/, or one that only shows alerts and tells nobody. */
export function alertmanagerService(binary: string, dir: string, port: number): Service {
  mkdirSync(dir, { recursive: true });
  let config = join(ROOT, 'alerts/alertmanager.yml');
  if (!existsSync(config)) {
    config = join(dir, 'alertmanager.yml');
    writeFileSync(
      config,
      stringify({ route: { receiver: 'none' }, receivers: [{ name: 'none' }] }),
    );
  }
  return {
    name: 'alertmanager',
    command: binary,
    args: [
      `--config.file=${config}`,
      `--storage.path=${join(dir, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      // One machine: no cluster, so no port for it.
      '--cluster.listen-address=',
      '--log.level=warn',
    ],
    isHealthy: answersHttp(`http://127.0.0.1:${port}/-/ready`),
    readyWithinMs: 30_000,
    stopWithinMs: 5_000,
  };
}
