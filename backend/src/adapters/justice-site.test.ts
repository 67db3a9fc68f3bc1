import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SourceFile } from '../domain/ports.ts';
import { createJusticeSite, isSiteReachable } from './justice-site.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const LEGIS = `<?xml version="1.0"?><ActsRegsList>
<Acts>
<Act><UniqueId>I-2.5</UniqueId><Language>eng</Language>
<LinkToXML>https://laws-lois.justice.gc.ca/eng/XML/I-2.5.xml</LinkToXML>
<Title>Some Act &amp; more</Title><CurrentToDate>2026-01-01</CurrentToDate></Act>
<Act><UniqueId>I-2.5</UniqueId><Language>fra</Language>
<LinkToXML>http://laws-lois.justice.gc.ca/fra/XML/I-2.5.xml</LinkToXML></Act>
<Act><UniqueId>Z-9</UniqueId><Language>eng</Language>
<LinkToXML>https://laws-lois.justice.gc.ca/eng/XML/Z-9.xml</LinkToXML></Act>
</Acts>
<Regulations><Regulation><UniqueId>DORS/2002-227</UniqueId><Language>fra</Language>
<LinkToXML>https://laws-lois.justice.gc.ca/fra/XML/DORS-2002-227.xml</LinkToXML></Regulation></Regulations>
</ActsRegsList>`;

let server: Server;
let url: string;
let pages: Map<string, Handler>;
let requests: string[];
let running: number;
let mostRunning: number;

const answer =
  (body: string, headers: Record<string, string> = {}, status = 200): Handler =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'text/xml', ...headers }).end(body);
  };

beforeEach(async () => {
  requests = [];
  running = 0;
  mostRunning = 0;
  pages = new Map([['/eng/XML/Legis.xml', answer(LEGIS)]]);
  for (const path of ['/eng/XML/I-2.5.xml', '/fra/XML/I-2.5.xml', '/fra/XML/DORS-2002-227.xml']) {
    pages.set(path, answer(`<Statute path="${path}"/>`, { etag: `"${path}-1"` }));
  }
  server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    running += 1;
    mostRunning = Math.max(mostRunning, running);
    response.on('close', () => {
      running -= 1;
    });
    const page = pages.get(request.url ?? '') ?? answer('', {}, 404);
    setImmediate(() => page(request, response));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const site = (more = {}) => createJusticeSite({ url, retryAfterMs: 0, ...more });
const unavailable = expect.objectContaining({ code: 'source-unavailable' });
const file: SourceFile = {
  document: 'I-2.5',
  lang: 'en',
  name: '/eng/XML/I-2.5.xml',
  version: '1',
  about: { aliases: [] },
};

test('lists the wanted documents of the index with their versions, two requests at a time', async () => {
  const files = await site().list();
  expect(files.map((each) => [each.document, each.lang, each.version])).toEqual([
    ['I-2.5', 'en', '"/eng/XML/I-2.5.xml-1"'],
    ['I-2.5', 'fr', '"/fra/XML/I-2.5.xml-1"'],
    ['SOR-2002-227', 'fr', '"/fra/XML/DORS-2002-227.xml-1"'],
  ]);
  expect(files[2]?.about.theAct).toBe('I-2.5');
  expect(mostRunning).toBeLessThanOrEqual(2);
  expect(requests.filter((each) => each.startsWith('GET'))).toEqual(['GET /eng/XML/Legis.xml']);
});

test('takes other documents when told to', async () => {
  pages.set(
    '/eng/XML/Z-9.xml',
    answer('<z/>', { 'last-modified': 'Mon, 05 Jan 2026 00:00:00 GMT' }),
  );
  const files = await site({ documents: ['Z-9'] }).list();
  expect(files.map((each) => [each.document, each.version])).toEqual([
    ['Z-9', 'Mon, 05 Jan 2026 00:00:00 GMT'],
  ]);
});

test('without a validator the date of the index or the text itself is the version', async () => {
  pages.set('/eng/XML/I-2.5.xml', answer('<a/>'));
  pages.set('/fra/XML/I-2.5.xml', answer('<a/>'));
  const [en, fr] = await site({ documents: ['I-2.5'] }).list();
  expect(en?.version).toBe('current to 2026-01-01');
  expect(fr?.version).toMatch(/^[0-9a-f]{64}$/);
});

test('a file that fails stays listed, and its reading says why', async () => {
  pages.set('/eng/XML/I-2.5.xml', answer('no', {}, 404));
  const source = site({ documents: ['I-2.5'] });
  const files = await source.list();
  expect(files.map((each) => `${each.document}/${each.lang}`)).toEqual(['I-2.5/en', 'I-2.5/fr']);
  await expect(source.read(file)).rejects.toThrow(/I-2\.5\.xml answers 404/);
});

test('a server fault is tried once more', async () => {
  let calls = 0;
  pages.set('/eng/XML/I-2.5.xml', (request, response) => {
    calls += 1;
    answer(calls === 1 ? 'oops' : '<Statute/>', {}, calls === 1 ? 500 : 200)(request, response);
  });
  expect(Buffer.from(await site().read(file)).toString()).toBe('<Statute/>');
  pages.set('/eng/XML/I-2.5.xml', answer('oops', {}, 500));
  await expect(site().read(file)).rejects.toThrow(/answers 500/);
});

test.each(['<!DOCTYPE html><html></html>', '  <html lang="en">', 'Access denied', ''])(
  'a page in place of XML is refused: %s',
  async (page) => {
    pages.set('/eng/XML/I-2.5.xml', answer(page));
    await expect(site().read(file)).rejects.toThrow(/is a page, not XML/);
  },
);

test('a byte order mark is no page', async () => {
  pages.set('/eng/XML/I-2.5.xml', answer('\uFEFF<Statute/>'));
  expect((await site().read(file)).byteLength).toBe(13);
});

test('one that hangs is given up', async () => {
  pages.set('/eng/XML/I-2.5.xml', () => undefined);
  await expect(site({ timeoutMs: 100 }).read(file)).rejects.toThrow(/did not answer within 0\.1 s/);
});

test('a body that breaks off is no file', async () => {
  pages.set('/eng/XML/I-2.5.xml', (_, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('<Statute>half');
    setImmediate(() => response.destroy());
  });
  await expect(site().read(file)).rejects.toEqual(unavailable);
});

test.each([
  ['half an index', LEGIS.slice(0, 300), /not a whole index/],
  ['an index of nothing that is wanted', '<ActsRegsList/>', /names none/],
  ['a page', '<!DOCTYPE html><html><br></html>', /not a whole index/],
])('%s is refused', async (_, text, reason) => {
  pages.set('/eng/XML/Legis.xml', answer(text));
  await expect(site().list()).rejects.toThrow(reason);
});

test('stops when its caller does', async () => {
  const stopped = AbortSignal.abort(new Error('stopped'));
  await expect(site().list(stopped)).rejects.toThrow('stopped');
});

test('knows whether the site is there', async () => {
  expect(await isSiteReachable(url)).toBe(true);
  pages.set('/eng/XML/Legis.xml', answer('', {}, 503));
  expect(await isSiteReachable(url)).toBe(false);
  pages.set('/eng/XML/Legis.xml', () => undefined);
  expect(await isSiteReachable(url, 100)).toBe(false);
});
