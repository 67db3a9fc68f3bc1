import { join } from 'node:path';
import { ROOT } from './root.ts';
import { answersHttp, type Service } from './service.ts';

export interface BackendOptions {
  readonly port: number;
  readonly metricsPort: number;
  /** Variables of backend/src/config.ts beside the ports. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The API. Its drain of 10 s fits into the time that it gets to stop. */
export function backendService({ port, metricsPort, env }: BackendOptions): Service {
  return {
    name: 'backend',
    command: process.execPath,
    args: ['--import', './backend/src/instrumentation.ts', 'backend/src/main.ts'],
    cwd: ROOT,
    env: { ...env, PORT: String(port), HOST: '127.0.0.1', METRICS_PORT: String(metricsPort) },
    isHealthy: answersHttp(`http://127.0.0.1:${port}/healthz`),
    readyWithinMs: 60_000,
    stopWithinMs: 12_000,
    // A wrong configuration does not mend itself.
    finalExitCodes: [2],
  };
}

/** Where a program of the backend runs from, for `node …` in scripts. */
export const backendProgram = (name: string): string => join(ROOT, 'backend/src', name);
