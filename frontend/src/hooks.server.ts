import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { isLocale } from '#lib/locale.ts';

const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
};

export const handle: Handle = async ({ event, resolve }) => {
  const first = event.url.pathname.split('/')[1] ?? '';
  const lang = isLocale(first) ? first : 'en';
  const response = await resolve(event, {
    transformPageChunk: ({ html }) => html.replace('%pincite.lang%', `${lang}-CA`),
  });
  for (const [name, value] of Object.entries(HEADERS))
    if (!response.headers.has(name)) response.headers.set(name, value);
  return response;
};

/** What went wrong stays on the server; the page gets a name for it. */
export const handleError: HandleServerError = ({ kind, error }) => {
  const traceId = crypto.randomUUID().replaceAll('-', '');
  if (kind === 'unknown') {
    const text = error instanceof Error ? error.stack : String(error);
    process.stderr.write(`${JSON.stringify({ level: 'error', trace_id: traceId, error: text })}\n`);
  }
  return { traceId };
};
