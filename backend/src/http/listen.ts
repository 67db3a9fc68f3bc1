import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The text that Prometheus scrapes. */
export interface ScrapeSource {
  text(): Promise<string>;
  readonly contentType: string;
}

/** Serves `/metrics` and nothing else; `refresh` brings gauges up to date first. */
export function scrapeHandler(metrics: ScrapeSource, refresh: () => void): RequestListener {
  return (request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    refresh();
    metrics.text().then(
      (text) => response.writeHead(200, { 'Content-Type': metrics.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  };
}

/** Listens and gives the address, with the port that was taken; rejects when it cannot. */
export function listen(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const { port: taken } = server.address() as AddressInfo;
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${taken}`);
    });
  });
}

/** What a response may still take to reach its reader once the server closes, milliseconds. */
const LAST_BYTES_MS = 1500;

/** Stops listening, lets responses reach their readers, and ends what is open after that. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), LAST_BYTES_MS);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** Waits for work, but not longer than `ms`. */
export async function bounded(work: Promise<void>, ms: number): Promise<void> {
  const timer = Promise.withResolvers<void>();
  const handle = setTimeout(timer.resolve, ms);
  await Promise.race([work, timer.promise]);
  clearTimeout(handle);
}
