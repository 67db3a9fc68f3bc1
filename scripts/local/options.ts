import { parseArgs } from 'node:util';

export interface StartOptions {
  readonly port: number;
  readonly frontend: boolean;
  readonly unleash: boolean;
  readonly monitoring: boolean;
  readonly ingest: boolean;
}

export const START_USAGE = `npm start -- [options]
Starts Pincite and everything it needs on this machine; Ctrl-C stops it all.
  --port N          the chat page's port (3000)
  --no-frontend     without the pages: API only
  --no-unleash      without the server of feature flags: their defaults hold
  --no-monitoring   without Prometheus and Alertmanager, even when they are installed
  --no-ingest       serve what was taken in before
  --help            this text
Environment: PINCITE_CORPUS_DIR (a folder of Justice Laws XML), PINCITE_CORPUS_SITE, PORT and METRICS_PORT
of the API, CHROMA_URL, REDIS_URL, UNLEASH_URL with UNLEASH_TOKEN to use servers that run elsewhere,
PINCITE_STATE_DIR (.pincite), and what backend/src/config.ts lists.`;

/** Reads the command line of npm start; a string is the reason why it cannot be read, or the help. */
export function readStartOptions(
  args: readonly string[],
): StartOptions | { readonly fault: string } | 'help' {
  try {
    const { values } = parseArgs({
      args: [...args],
      allowNegative: true,
      options: {
        port: { type: 'string', default: '3000' },
        frontend: { type: 'boolean', default: true },
        unleash: { type: 'boolean', default: true },
        monitoring: { type: 'boolean', default: true },
        ingest: { type: 'boolean', default: true },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return 'help';
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      return { fault: `--port takes a number from 1 to 65535, not "${values.port}"` };
    const { frontend, unleash, monitoring, ingest } = values;
    return { port, frontend, unleash, monitoring, ingest };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}
