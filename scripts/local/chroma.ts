import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { anyFreePort } from './ports.ts';
import { ROOT } from './root.ts';
import { type RunningService, runService } from './run-service.ts';
import { answersHttp, type Service } from './service.ts';

/** Chroma's own server, as its npm package brings it, with its data in `dir`. */
export function chromaService(dir: string, port: number): Service {
  mkdirSync(dir, { recursive: true });
  const client = join(ROOT, 'node_modules/chromadb/dist/cli.mjs');
  return {
    name: 'chroma',
    command: process.execPath,
    args: [client, 'run', '--path', dir, '--port', String(port), '--host', '127.0.0.1'],
    isHealthy: answersHttp(`http://127.0.0.1:${port}/api/v2/heartbeat`),
    readyWithinMs: 60_000,
    stopWithinMs: 5_000,
  };
}

/**
 * Starts Chroma and waits until it answers (about a second). Port 0 takes a free one. Its log is
 * `dir/chroma.log`. Throws ServiceFailed.
 */
export async function startChroma(
  dir: string,
  port = 0,
): Promise<RunningService & { readonly url: string; readonly port: number }> {
  const taken = port === 0 ? await anyFreePort() : port;
  const running = await runService(chromaService(dir, taken), join(dir, 'chroma.log'));
  return { ...running, port: taken, url: `http://127.0.0.1:${taken}` };
}
