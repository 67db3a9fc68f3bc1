import { error } from '@sveltejs/kit';
import { BACKEND_URL } from '$app/env/private';

/** Asks the backend on the reader's behalf while a page is made. Throws the page's error otherwise. */
export async function backend<T>(fetcher: typeof fetch, path: string, body?: unknown): Promise<T> {
  const response = await fetcher(`${BACKEND_URL}${path}`, {
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  }).catch(() => error(503, 'The service does not answer'));
  if (!response.ok) error(response.status, response.statusText || 'Failed');
  return (await response.json()) as T;
}
