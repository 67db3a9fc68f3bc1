/**
 * Outlives the supervisor by a moment: when the supervisor is killed without a chance to stop its
 * children, the pipe between the two closes, and this stops what is left. Lines on the pipe: `+PID` a
 * process group started, `-PID` it ended.
 */
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { processLives } from '../ready/lock.mjs';

const PATIENCE_MS = 12_000;
const groups = new Set<number>();

for await (const line of createInterface({ input: process.stdin })) {
  const group = Number(line.slice(1));
  if (line.startsWith('+')) groups.add(group);
  else groups.delete(group);
}

function signal(group: number, name: NodeJS.Signals): void {
  try {
    process.kill(-group, name);
  } catch {
    // The group is gone already.
  }
}

for (const group of groups) signal(group, 'SIGTERM');
const deadline = performance.now() + PATIENCE_MS;
// A group is named after the process that leads it; what outlives its leader is killed below.
while (performance.now() < deadline && [...groups].some((group) => processLives(group)))
  await sleep(50);
for (const group of groups) signal(group, 'SIGKILL');
