export interface StopSignal {
  readonly signal: AbortSignal;
  /** Resolves when we are asked to stop. */
  readonly asked: Promise<void>;
  abort(): void;
}

/** One Ctrl-C reaches us up to three times: from the terminal, from npm and from ready.mjs. */
const SAME_PRESS_MS = 1_000;

/**
 * Hears SIGINT, SIGTERM and SIGHUP (the terminal went), and under npm also that npm is gone. A second
 * SIGINT after a second means impatience.
 */
export function stopSignal({ onImpatience }: { readonly onImpatience: () => void }): StopSignal {
  const controller = new AbortController();
  let first = 0;
  const onSignal = (name: NodeJS.Signals): void => {
    if (!controller.signal.aborted) {
      first = performance.now();
      controller.abort();
    } else if (name === 'SIGINT' && performance.now() - first > SAME_PRESS_MS) onImpatience();
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal);
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event !== undefined) {
    setInterval(() => {
      if (process.ppid !== parent) controller.abort();
    }, 1_000).unref();
  }
  const asked = new Promise<void>((resolve) => {
    controller.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  return { signal: controller.signal, asked, abort: () => controller.abort() };
}
