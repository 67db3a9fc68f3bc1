import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { onPath } from './on-path.ts';
import { anyFreePort } from './ports.ts';
import { type RunningService, runService } from './run-service.ts';
import type { Service } from './service.ts';

/** The Redis server of this machine, or undefined. */
export const redisBinary = (): string | undefined => onPath('redis-server');

/** A Redis of our own that writes nothing to disk: what it holds may be lost. */
export function redisService(binary: string, dir: string, port: number): Service {
  mkdirSync(dir, { recursive: true });
  return {
    name: 'redis',
    command: binary,
    args: [
      ...['--port', String(port), '--bind', '127.0.0.1', '--dir', dir],
      ...['--save', '', '--appendonly', 'no', '--daemonize', 'no'],
    ],
    isHealthy: (signal) => ping(port, signal),
    readyWithinMs: 15_000,
    stopWithinMs: 5_000,
  };
}

/**
 * Starts Redis and waits until it answers. Port 0 takes a free one. Throws ServiceFailed, or Error when
 * there is no redis-server on the PATH (see redisBinary).
 */
export async function startRedis(
  dir: string,
  port = 0,
): Promise<RunningService & { readonly url: string; readonly port: number }> {
  const binary = redisBinary();
  if (binary === undefined) throw new Error('there is no redis-server on the PATH');
  const taken = port === 0 ? await anyFreePort() : port;
  const running = await runService(redisService(binary, dir, taken), join(dir, 'redis.log'));
  return { ...running, port: taken, url: `redis://127.0.0.1:${taken}` };
}

/** Asks with the protocol's inline PING; Redis answers `+PONG`. */
function ping(port: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', signal });
    socket.setTimeout(2000, () => socket.destroy(new Error('no answer to PING')));
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('data', (data) => {
      socket.destroy();
      if (data.toString().startsWith('+PONG')) resolve();
      else reject(new Error(`answered ${data.toString().slice(0, 80)}`));
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('the connection was closed')));
  });
}
