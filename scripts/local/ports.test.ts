import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { anyFreePort, createPortChooser, isPortFree } from './ports.ts';

const open: Server[] = [];
function listen(port: number, host = '127.0.0.1'): Promise<void> {
  const server = createServer();
  open.push(server);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => new Promise((done) => server.close(done))));
});

describe('ports', () => {
  it('gives the wanted port when it is free', async () => {
    const wanted = await anyFreePort();
    expect(await createPortChooser()(wanted)).toEqual({ port: wanted });
  });

  it.each(['127.0.0.1', '0.0.0.0'])('gives another when something listens on %s', async (host) => {
    const wanted = await anyFreePort();
    await listen(wanted, host);
    expect(await isPortFree(wanted)).toBe(false);
    const { port, takenInstead } = await createPortChooser()(wanted);
    expect(port).not.toBe(wanted);
    expect(takenInstead).toBe(wanted);
    expect(await isPortFree(port)).toBe(true);
  });

  it('gives no port twice, though nothing listens there yet', async () => {
    const wanted = await anyFreePort();
    const choose = createPortChooser();
    const ports = [await choose(wanted), await choose(wanted), await choose(wanted)];
    expect(new Set(ports.map(({ port }) => port)).size).toBe(3);
  });
});
