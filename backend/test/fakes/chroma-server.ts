import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';

const CLI = fileURLToPath(new URL('../../../node_modules/chromadb/dist/cli.mjs', import.meta.url));

/** A port that nothing listens on at the moment. */
export async function freePort(): Promise<number> {
  const socket = createServer().listen(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address() as AddressInfo;
  socket.close();
  await once(socket, 'close');
  return port;
}

export interface ChromaServer {
  readonly url: string;
  /** Ends it with no chance to tidy up. */
  kill(): Promise<void>;
}

/** Starts a real Chroma server on a folder and waits until it answers. */
export async function startChroma(folder: string, port: number): Promise<ChromaServer> {
  const options = ['run', '--path', folder, '--port', String(port), '--host', '127.0.0.1'];
  const server = spawn(process.execPath, [CLI, ...options], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  await vi.waitFor(
    async () => {
      const { ok } = await fetch(`${url}/api/v2/heartbeat`, { signal: AbortSignal.timeout(1000) });
      if (!ok) throw new Error('Chroma does not answer yet');
    },
    { timeout: 30_000, interval: 50 },
  );
  return {
    url,
    async kill() {
      if (server.exitCode !== null || server.signalCode !== null) return;
      server.kill('SIGKILL');
      await once(server, 'exit');
    },
  };
}
