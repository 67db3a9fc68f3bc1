import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer, NumberedEvent } from '@pincite/contract';
import { freePort, ROOT, type RunningProcess, run, until } from './process.ts';

export interface Backend extends RunningProcess {
  readonly url: string;
  readonly metricsUrl: string;
}

/** The real backend in a process of its own, as `npm start` runs it. */
export async function startBackend(variables: Readonly<Record<string, string>>): Promise<Backend> {
  const [port, metricsPort] = [await freePort(), await freePort()];
  const process_ = run(
    process.execPath,
    ['--import', `${ROOT}backend/src/instrumentation.ts`, `${ROOT}backend/src/main.ts`],
    {
      PORT: String(port),
      METRICS_PORT: String(metricsPort),
      CHAT_RATE_PER_MINUTE: '1000',
      ...variables,
    },
  );
  const url = `http://127.0.0.1:${port}`;
  await until('the backend is healthy', async () => {
    if (process_.child.exitCode !== null) throw new Error(process_.output());
    const response = await fetch(`${url}/healthz`);
    return response.ok ? true : undefined;
  }).catch((error: unknown) => {
    process_.child.kill('SIGKILL');
    throw new Error(`${String(error)}\n${process_.output()}`);
  });
  return { ...process_, url, metricsUrl: `http://127.0.0.1:${metricsPort}/metrics` };
}

/** Chroma's own server on a folder of its own. */
export async function startChroma(
  folder = mkdtempSync(join(tmpdir(), 'pincite-chroma-')),
  port?: number,
): Promise<RunningProcess & { url: string; folder: string; port: number }> {
  const taken = port ?? (await freePort());
  const process_ = run(process.execPath, [
    `${ROOT}node_modules/chromadb/dist/cli.mjs`,
    'run',
    '--path',
    folder,
    '--port',
    String(taken),
    '--host',
    '127.0.0.1',
  ]);
  const url = `http://127.0.0.1:${taken}`;
  await until('Chroma answers', async () =>
    (await fetch(`${url}/api/v2/heartbeat`)).ok ? true : undefined,
  );
  return { ...process_, url, folder, port: taken };
}

/** Ingests a corpus into a fresh data folder; no `corpus` means the bundled primer. */
export async function ingest(
  dataDir: string,
  chromaUrl: string,
  corpus?: string,
): Promise<{ code: number | NodeJS.Signals | null; output: string }> {
  const source = corpus === undefined ? ['--source', 'primer'] : [];
  const process_ = run(process.execPath, [`${ROOT}backend/src/ingest-main.ts`, ...source], {
    PINCITE_DATA_DIR: dataDir,
    CHROMA_URL: chromaUrl,
    ...(corpus === undefined ? {} : { PINCITE_CORPUS_DIR: corpus }),
  });
  const code = await process_.ended;
  return { code, output: process_.output() };
}

export function post(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** Asks and gives the whole answer. */
export async function chat(
  backend: Backend,
  message: string,
  more: Record<string, unknown> = {},
): Promise<Answer> {
  const response = await post(`${backend.url}/api/chat`, { message, ...more });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

/** The events of a stream as they come. */
export async function* eventsOf(response: Response): AsyncGenerator<NumberedEvent> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const part of response.body ?? []) {
    text += decoder.decode(part as Uint8Array, { stream: true });
    let end = text.indexOf('\n\n');
    while (end >= 0) {
      const event = parseEvent(text.slice(0, end));
      text = text.slice(end + 2);
      if (event !== undefined) yield event;
      end = text.indexOf('\n\n');
    }
  }
}

function parseEvent(block: string): NumberedEvent | undefined {
  const field = (name: string): string | undefined =>
    block
      .split('\n')
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2);
  const [id, event, data] = [field('id'), field('event'), field('data')];
  if (id === undefined || event === undefined || data === undefined) return undefined;
  return { id: Number(id), event, data: JSON.parse(data) } as NumberedEvent;
}
