import type { NumberedEvent } from '@pincite/contract';
import type { Response } from 'express';

/** A comment keeps proxies from closing a quiet stream. */
const KEEP_ALIVE_MS = 15_000;

/**
 * Writes events as Server-Sent Events until they end or the reader leaves. Waits while the reader's
 * connection is full. Knows nothing of what the events mean.
 */
export async function writeEvents(
  response: Response,
  events: AsyncIterable<NumberedEvent>,
  signal: AbortSignal,
): Promise<void> {
  response.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-cache, no-transform',
    'X-Accel-Buffering': 'no',
  });
  response.flushHeaders();
  const alive = setInterval(() => response.write(': keep-alive\n\n'), KEEP_ALIVE_MS);
  try {
    response.write('retry: 2000\n\n');
    for await (const { id, event, data } of events) {
      if (signal.aborted) return;
      const flowing = response.write(
        `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`,
      );
      if (!flowing) await drained(response, signal);
    }
  } finally {
    clearInterval(alive);
    response.end();
  }
}

function drained(response: Response, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    response.once('drain', resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
