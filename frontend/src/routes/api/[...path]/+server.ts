import { BACKEND_URL } from '$app/env/private';
import type { RequestHandler } from './$types';

/** Headers that go through, and nothing else: no cookie, no authorization. */
const TO_BACKEND = ['accept', 'accept-language', 'content-type', 'last-event-id'];
const TO_BROWSER = [
  'content-type',
  'retry-after',
  'x-trace-id',
  'cache-control',
  'x-accel-buffering',
];
/** What the operators' side serves is never served here. */
const CLOSED = /^ops(?:\/|$)/;

/** Passes the public API through, streams included; a reader who leaves is passed on too. */
const pass: RequestHandler = async ({ request, params, url, getClientAddress }) => {
  if (CLOSED.test(params.path)) return new Response(null, { status: 404 });
  const headers = new Headers({ 'x-forwarded-for': getClientAddress() });
  for (const name of TO_BACKEND) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  const path = params.path.split('/').map(encodeURIComponent).join('/');
  try {
    const answer = await fetch(`${BACKEND_URL}/api/${path}${url.search}`, {
      method: request.method,
      headers,
      signal: request.signal,
      ...(request.method === 'POST' ? { body: await request.arrayBuffer() } : {}),
    });
    const back = new Headers();
    for (const name of TO_BROWSER) {
      const value = answer.headers.get(name);
      if (value !== null) back.set(name, value);
    }
    return new Response(answer.body, { status: answer.status, headers: back });
  } catch {
    const problem = {
      type: '/problems/source-unavailable',
      title: 'The service does not answer',
      status: 503,
      detail: 'Try again in a moment.',
      code: 'source-unavailable',
      trace_id: '',
    };
    return new Response(JSON.stringify(problem), {
      status: 503,
      headers: { 'content-type': 'application/problem+json', 'retry-after': '2' },
    });
  }
};

export const GET = pass;
export const POST = pass;
