import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Problem } from '@pincite/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Backend, ingest, post, startBackend, startChroma } from './backend.ts';

describe('bad input to the API', () => {
  let chroma: Awaited<ReturnType<typeof startChroma>>;
  let backend: Backend;
  beforeAll(async () => {
    chroma = await startChroma();
    const dataDir = mkdtempSync(join(tmpdir(), 'pincite-data-'));
    const { code, output } = await ingest(dataDir, chroma.url);
    expect(code, output).toBe(0);
    backend = await startBackend({ PINCITE_DATA_DIR: dataDir, CHROMA_URL: chroma.url });
  });
  afterAll(async () => {
    await backend?.stop();
    await chroma?.stop();
  });

  async function problemOf(response: Response): Promise<Problem> {
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const problem = Problem.parse(await response.json());
    expect(problem.status).toBe(response.status);
    expect(problem.trace_id).toMatch(/^[0-9a-f]{32}$/);
    expect(response.headers.get('x-trace-id')).toBe(problem.trace_id);
    return problem;
  }
  const send = (
    body: string,
    headers: Record<string, string> = { 'content-type': 'application/json' },
  ) => fetch(`${backend.url}/api/chat`, { method: 'POST', headers, body });

  it('a body that is no JSON', async () => {
    const response = await send('{"message": ');
    expect(await problemOf(response)).toMatchObject({ status: 400, code: 'invalid-json' });
  });

  it('another content type', async () => {
    const response = await send('message=hello', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(await problemOf(response)).toMatchObject({
      status: 415,
      code: 'unsupported-media-type',
    });
  });

  it.each([
    ['an unknown field', { message: 'hello', colour: 'blue' }, 'colour'],
    ['an empty message', { message: '   ' }, 'message'],
    ['no message', {}, 'message'],
    ['a message that is a number', { message: 7 }, 'message'],
    ['a message over 8000 characters', { message: 'a'.repeat(8001) }, 'message'],
    ['a wrong locale', { message: 'hello', locale: 'de-DE' }, 'locale'],
    ['a wrong date', { message: 'hello', as_of: '2026-13-45' }, 'as_of'],
    [
      'a conversation id with spaces',
      { message: 'hello', conversation_id: 'a b c d e f g h' },
      'conversation_id',
    ],
  ])('%s is a 400 that names the field', async (_name, body, field) => {
    const problem = await problemOf(await post(`${backend.url}/api/chat`, body));
    expect(problem).toMatchObject({ status: 400, code: 'invalid-request' });
    expect(problem.errors?.map((error) => error.field)).toContain(field);
    expect(problem.detail).toContain(field);
  });

  it('a body of 100 kB', async () => {
    const problem = await problemOf(
      await post(`${backend.url}/api/chat`, { message: 'a'.repeat(100_000) }),
    );
    expect(problem).toMatchObject({ status: 413, code: 'payload-too-large' });
  });

  it.each([
    ['GET', '/api/nothing', 404],
    ['GET', '/api/documents/NOPE-1', 404],
    ['GET', '/api/documents/NOPE-1?lang=de', 400],
    ['GET', '/api/documents/%E0%A4%A', 400],
    ['GET', '/api/chat/unknown-message/events', 404],
    ['GET', '/api/chat/x/events', 400],
    ['POST', '/api/chat/unknown-message/stop', 404],
  ])('%s %s is a %i', async (method, path, status) => {
    const response = await fetch(`${backend.url}${path}`, { method });
    expect((await problemOf(response)).status).toBe(status);
  });

  it('verification and search name what they do not understand', async () => {
    const verify = await problemOf(await post(`${backend.url}/api/citations/verify`, { text: '' }));
    expect(verify.errors?.[0]?.field).toBe('text');
    const search = await problemOf(
      await post(`${backend.url}/api/search/legislation`, { query: 'a', limit: 0 }),
    );
    expect(search.errors?.[0]?.field).toBe('limit');
    const feedback = await problemOf(
      await post(`${backend.url}/api/feedback`, { message_id: 'abcdefgh', verdict: 'meh' }),
    );
    expect(feedback.errors?.[0]?.field).toBe('verdict');
  });

  it('goes on serving after all of that', async () => {
    expect((await fetch(`${backend.url}/healthz`)).status).toBe(200);
    expect(backend.child.exitCode).toBeNull();
  });
});
