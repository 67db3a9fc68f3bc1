import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ChromaServer, freePort, startChroma } from '../../test/fakes/chroma-server.ts';
import type { VectorIndex } from '../domain/ports.ts';
import { createChromaVectorIndex } from './chroma.ts';

const unavailable = expect.objectContaining({ code: 'source-unavailable' });

let folder: string;
let port: number;
let server: ChromaServer;
let index: VectorIndex;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pincite-chroma-'));
  port = await freePort();
  server = await startChroma(join(folder, 'first'), port);
  index = createChromaVectorIndex(server.url);
});
afterAll(async () => {
  await server.kill();
  rmSync(folder, { recursive: true, force: true });
});

const unit = (at: number) => Float32Array.from({ length: 4 }, (_, n) => (n === at ? 1 : 0));
const entry = (id: string, at: number, lang: 'en' | 'fr', document = 'L-1') => ({
  id,
  vector: unit(at),
  lang,
  document,
});

describe('with a Chroma server', () => {
  test('finds the nearest first, by language and document', async () => {
    await index.prepare('gen-a', 4);
    await index.upsert('gen-a', [
      entry('one', 0, 'en'),
      entry('two', 1, 'en', 'L-2'),
      entry('un', 0, 'fr'),
    ]);
    const near = Float32Array.of(0.8, 0.6, 0, 0);
    const found = await index.query('gen-a', near, { lang: 'en', limit: 5 });
    expect(found.map((each) => each.id)).toEqual(['one', 'two']);
    expect(found[0]?.similarity).toBeCloseTo(0.8, 3);
    expect(found[1]?.similarity).toBeCloseTo(0.6, 3);
    const both = { lang: 'en', document: 'L-2', limit: 5 } as const;
    expect((await index.query('gen-a', near, both)).map((each) => each.id)).toEqual(['two']);
    const document = await index.query('gen-a', near, { document: 'L-1', limit: 5 });
    expect(document.map((each) => each.id).toSorted()).toEqual(['one', 'un']);
    expect(await index.query('gen-a', near, { limit: 1 })).toHaveLength(1);
  });

  test('adds, replaces, removes and lists more than one batch', async () => {
    await index.prepare('gen-b', 4);
    const many = Array.from({ length: 6500 }, (_, n) => entry(`id-${n}`, n % 4, 'en'));
    await index.upsert('gen-b', many);
    await index.upsert('gen-b', many.slice(0, 10));
    expect((await index.ids('gen-b')).size).toBe(6500);
    await index.remove('gen-b', ['id-0', 'id-1', 'never there']);
    const ids = await index.ids('gen-b');
    expect(ids.size).toBe(6498);
    expect(ids.has('id-0')).toBe(false);
  });

  test('preparing again keeps what is there, another dimension starts anew', async () => {
    await index.prepare('gen-a', 4);
    expect((await index.ids('gen-a')).size).toBe(3);
    await index.prepare('gen-c', 4);
    await index.upsert('gen-c', [entry('one', 0, 'en')]);
    await index.prepare('gen-c', 2);
    expect((await index.ids('gen-c')).size).toBe(0);
  });

  test('retains only the generations it is told', async () => {
    await index.retain(['gen-a']);
    await expect(index.ids('gen-b')).rejects.toEqual(unavailable);
    expect((await index.ids('gen-a')).size).toBe(3);
  });

  test('a generation that is not there is named', async () => {
    await expect(index.query('gen-none', unit(0), { limit: 1 })).rejects.toThrow(/gen-none/);
    await expect(index.query('gen-none', unit(0), { limit: 1 })).rejects.toEqual(unavailable);
  });

  test('stops when its caller does', async () => {
    const gone = AbortSignal.abort(new Error('the reader left'));
    const query = index.query('gen-a', unit(0), { limit: 1, signal: gone });
    await expect(query).rejects.toThrow('the reader left');
  });

  test('says so when the server is killed, and works again when it is back', async () => {
    const ask = () => index.query('gen-a', unit(0), { lang: 'en', limit: 1 });
    await server.kill();
    await expect(ask()).rejects.toEqual(unavailable);
    await expect(index.ping()).rejects.toEqual(unavailable);
    await expect(index.ping()).rejects.toThrow(/cannot be reached/);
    server = await startChroma(join(folder, 'first'), port);
    expect((await ask())[0]?.id).toBe('one');
  });

  test('a server that comes back empty is unavailable until it is filled', async () => {
    const ask = () => index.query('gen-a', unit(0), { lang: 'en', limit: 1 });
    await server.kill();
    server = await startChroma(join(folder, 'second'), port);
    await expect(ask()).rejects.toEqual(unavailable);
    await index.prepare('gen-a', 4);
    await index.upsert('gen-a', [entry('again', 0, 'en')]);
    expect((await ask())[0]?.id).toBe('again');
  });
});

describe('with a server that misbehaves', () => {
  let faulty: Server;
  afterAll(() => {
    faulty.closeAllConnections();
    faulty.close();
  });

  test('one that hangs is given up after the time limit', async () => {
    faulty = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(faulty, 'listening');
    const url = `http://127.0.0.1:${(faulty.address() as AddressInfo).port}`;
    const hanging = createChromaVectorIndex(url, { queryTimeoutMs: 100 });
    await expect(hanging.ping()).rejects.toThrow(/did not answer within 0\.1 s/);
    await expect(hanging.query('gen-a', unit(0), { limit: 1 })).rejects.toEqual(unavailable);
  });

  test('one that answers with a page of HTML is unavailable', async () => {
    faulty.removeAllListeners('request');
    faulty.on('request', (_, response) => response.writeHead(500).end('<html>no</html>'));
    const url = `http://127.0.0.1:${(faulty.address() as AddressInfo).port}`;
    const broken = createChromaVectorIndex(url);
    await expect(broken.query('gen-a', unit(0), { limit: 1 })).rejects.toEqual(unavailable);
  });
});
