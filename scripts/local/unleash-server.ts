/**
 * The process of Unleash: its server on a PGlite database in a folder. Run as a program of its own,
 * never imported: Unleash is another project's server (AGPL) and only HTTP lies between it and Pincite.
 */
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { anyFreePort } from './ports.ts';

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}

const port = Number(required('UNLEASH_PORT'));
process.env.CHECK_VERSION = 'false';
process.env.SEND_TELEMETRY = 'false';

// The slow parts load and open side by side.
const [database, { start, LogLevel, ApiTokenType }, databasePort] = await Promise.all([
  PGlite.create(required('UNLEASH_DIR')),
  import('unleash-server'),
  anyFreePort(),
]);
const socket = new PGLiteSocketServer({
  db: database,
  port: databasePort,
  host: '127.0.0.1',
  maxConnections: 20,
});
await socket.start();

const unleash = await start({
  databaseUrl: `postgres://postgres:postgres@127.0.0.1:${databasePort}/postgres`,
  // PGlite runs one statement at a time; more connections would only wait for each other.
  db: { ssl: false, pool: { min: 0, max: 1 } },
  server: {
    host: '127.0.0.1',
    port,
    unleashUrl: `http://127.0.0.1:${port}`,
    gracefulShutdownEnable: false,
  },
  versionCheck: { enable: false },
  logLevel: LogLevel.warn,
  authentication: {
    initialAdminUser: { username: 'admin', password: required('UNLEASH_ADMIN_PASSWORD') },
    initApiTokens: [
      {
        type: ApiTokenType.ADMIN,
        environment: '*',
        projects: ['*'],
        secret: required('UNLEASH_ADMIN_TOKEN'),
        tokenName: 'local-admin',
      },
      {
        type: ApiTokenType.CLIENT,
        environment: 'development',
        projects: ['*'],
        secret: required('UNLEASH_CLIENT_TOKEN'),
        tokenName: 'local-backend',
      },
    ],
  },
});

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await unleash.stop().catch(() => {});
  await socket.stop().catch(() => {});
  await database.close().catch(() => {});
  process.exit(0);
}
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
