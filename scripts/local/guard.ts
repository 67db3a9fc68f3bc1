/**
 * Outlives the supervisor by a moment: when the supervisor is killed without a chance to stop its
 * children, the pipe between the two closes, and this stops what is left. Lines on the pipe: `+PID` a
 * process group started, `-PID` it ended.
 */
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 12_000;
const groups = new Set<number>();

for await (const line of createInterface({ input: process.stdin })) {
  const group = Number(line.slice(1));
  if (line.startsWith('+')) groups.add(group);
  else groups.delete(group);
}

function signal(group: number, name: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-group, name);
    return true;
  } catch {
    return false;
  }
}

for (const group of groups) signal(group, 'SIGTERM');
const deadline = performance.now() + PATIENCE_MS;
while (performance.now() < deadline && [...groups].some((group) => signal(group, 0)))
  await sleep(100);
for (const group of groups) signal(group, 'SIGKILL');
