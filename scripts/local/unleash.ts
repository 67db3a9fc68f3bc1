import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { anyFreePort } from './ports.ts';
import { ROOT } from './root.ts';
import { type RunningService, runService } from './run-service.ts';
import type { UnleashSecrets } from './secrets.ts';
import { answersHttp, type Service } from './service.ts';

/** Unleash's own server on PGlite, with its data in `dir`. */
export function unleashService(dir: string, port: number, secrets: UnleashSecrets): Service {
  mkdirSync(dir, { recursive: true });
  return {
    name: 'unleash',
    command: process.execPath,
    args: [join(ROOT, 'scripts/local/unleash-server.ts')],
    env: {
      UNLEASH_DIR: dir,
      UNLEASH_PORT: String(port),
      UNLEASH_ADMIN_TOKEN: secrets.unleashAdminToken,
      UNLEASH_CLIENT_TOKEN: secrets.unleashClientToken,
      UNLEASH_ADMIN_PASSWORD: secrets.unleashPassword,
      // Unleash takes its database from these before anything else, when they are set.
      DATABASE_URL: undefined,
      DATABASE_HOST: undefined,
    },
    isHealthy: answersHttp(`http://127.0.0.1:${port}/health`),
    readyWithinMs: 120_000,
    stopWithinMs: 8_000,
  };
}

const TEST_SECRETS: UnleashSecrets = {
  unleashAdminToken: '*:*.local-admin-token-for-tests',
  unleashClientToken: '*:development.local-client-token-for-tests',
  unleashPassword: 'Unleash-for-tests-1',
};

/**
 * Starts Unleash and waits until it answers (first start about 8 s, later 2 s). Port 0 takes a free one.
 * Its log is `dir/unleash.log`. `apiUrl` and `clientToken` are what a client needs. Throws ServiceFailed.
 */
export async function startUnleash(
  dir: string,
  port = 0,
): Promise<
  RunningService & {
    readonly url: string;
    readonly apiUrl: string;
    readonly port: number;
    readonly adminToken: string;
    readonly clientToken: string;
  }
> {
  const taken = port === 0 ? await anyFreePort() : port;
  const service = unleashService(join(dir, 'data'), taken, TEST_SECRETS);
  const running = await runService(service, join(dir, 'unleash.log'));
  const url = `http://127.0.0.1:${taken}`;
  return {
    ...running,
    port: taken,
    url,
    apiUrl: `${url}/api`,
    adminToken: TEST_SECRETS.unleashAdminToken,
    clientToken: TEST_SECRETS.unleashClientToken,
  };
}
