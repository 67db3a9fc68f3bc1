import { seconds } from '../ready/steps.mjs';

/** Says lines to the person who started us, also over a progress bar that stands on the last line. */
export function say(text: string): void {
  process.stdout.write(`${process.stdout.isTTY ? '\r\u001b[2K' : ''}${text}\n`);
}

const STARTED = performance.now();

/** Says that something is there, with the time since the command began. */
export function sayReady(what: string): void {
  say(`  ${what.padEnd(44)} ${seconds(performance.now() - STARTED).padStart(6)}`);
}

/** The terminal may go away while we still have children to stop. */
export function survivesLostTerminal(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}
