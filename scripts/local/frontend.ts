import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.ts';
import { answersHttp, type Service } from './service.ts';

const FOLDER = join(ROOT, 'frontend');
const BUILD = join(FOLDER, 'build');
const STAMP = join(BUILD, '.pincite-stamp');
const NOT_SOURCES = /^(?:build|node_modules|\.svelte-kit)(?:\/|$)/u;

/** Whether there is a frontend to build (its configuration is there). */
export const hasFrontend = (): boolean =>
  ['vite.config.ts', 'vite.config.js'].some((name) => existsSync(join(FOLDER, name)));

/** Whether the build on disk was made from the sources on disk. */
export function isFrontendBuilt(): boolean {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sourcesHash();
}

/** The build failed; the message has what it printed last. */
export class BuildFailed extends Error {
  override readonly name = 'BuildFailed';
}

/** Builds the frontend (`vite build`). Throws BuildFailed. */
export async function buildFrontend(signal?: AbortSignal): Promise<void> {
  const hash = sourcesHash();
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const output = await new Promise<{ code: number | null; text: string }>((resolve, reject) => {
    const child = spawn(process.execPath, [vite, 'build'], {
      cwd: FOLDER,
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(signal === undefined ? {} : { signal }),
    });
    let text = '';
    const gather = (chunk: Buffer): void => {
      text = (text + chunk.toString()).slice(-20_000);
    };
    child.stdout.on('data', gather);
    child.stderr.on('data', gather);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, text }));
  });
  if (output.code !== 0) {
    const last = output.text.trim().split('\n').slice(-30).join('\n');
    throw new BuildFailed(`The frontend does not build (vite build):\n${last}`);
  }
  // The build empties its folder first, so a broken one never has a stamp.
  writeFileSync(STAMP, hash);
}

export interface FrontendOptions {
  readonly port: number;
  readonly backendUrl: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** The built pages, served by SvelteKit's own server. */
export function frontendService({ port, backendUrl, env }: FrontendOptions): Service {
  return {
    name: 'frontend',
    command: process.execPath,
    args: [join(BUILD, 'index.js')],
    cwd: FOLDER,
    env: {
      ...env,
      HOST: '127.0.0.1',
      PORT: String(port),
      ORIGIN: `http://localhost:${port}`,
      BACKEND_URL: backendUrl,
      // Streams under way end with the backend's drain, 10 s.
      SHUTDOWN_TIMEOUT: '11',
    },
    isHealthy: answersHttp(`http://127.0.0.1:${port}/healthz`),
    readyWithinMs: 60_000,
    stopWithinMs: 12_000,
  };
}

/** Hash of everything the build reads: the frontend, the contract, the versions of packages. */
function sourcesHash(): string {
  const hash = createHash('sha256');
  for (const folder of [FOLDER, join(ROOT, 'contract')]) {
    const names = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .filter((name) => !NOT_SOURCES.test(name) && !name.includes('.test.'))
      .sort();
    for (const name of names) hash.update(`${name}\0`).update(readFileSync(join(folder, name)));
  }
  hash.update(readFileSync(join(ROOT, 'package-lock.json')));
  return hash.digest('hex');
}
