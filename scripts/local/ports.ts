import { createServer } from 'node:net';

const HOST = '127.0.0.1';

/** Whether nothing listens on the port of this machine's own address. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: HOST, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** A port that nothing listens on now. */
export function anyFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port: 0, host: HOST, exclusive: true }, () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

export interface PortChoice {
  readonly port: number;
  /** Set when another port was wanted and is taken. */
  readonly takenInstead?: number;
}

/** Chooses ports that are free and gives none twice. */
export function createPortChooser(): (wanted: number) => Promise<PortChoice> {
  const given = new Set<number>();
  return async (wanted) => {
    if (!given.has(wanted) && (await isPortFree(wanted))) {
      given.add(wanted);
      return { port: wanted };
    }
    for (;;) {
      const port = await anyFreePort();
      if (given.has(port)) continue;
      given.add(port);
      return { port, takenInstead: wanted };
    }
  };
}
