import { createApp } from './app.ts';
import { ConfigError, loadConfig } from './config.ts';
import { shutdownTelemetry } from './instrumentation.ts';

/** Loads the configuration, starts, and stops on a signal with exit code 0. */
async function main(): Promise<void> {
  const app = await createApp(loadConfig(process.env));
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await app.stop();
    await shutdownTelemetry().catch(() => {});
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
  await app.start();
}

main().catch((error: unknown) => {
  const known = error instanceof ConfigError;
  process.stderr.write(
    `${known ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exit(known ? 2 : 1);
});
