import { join } from 'node:path';
import { hasFrontend } from '../local/frontend.ts';
import { ROOT } from '../local/root.ts';

/** A check that is a program: passes when it exits with 0. */
export interface CheckStep {
  readonly name: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** Set when it cannot be run; says why. */
  readonly skipped?: string | undefined;
}

const bin = (path: string): string => join(ROOT, 'node_modules', path);
const FRONTEND = join(ROOT, 'frontend');
const noFrontend = (): string | undefined =>
  hasFrontend() ? undefined : 'there is no frontend/vite.config.ts';

/** Format, lint and types, in the order in which they are quickest to fail. */
export function checkSteps(): CheckStep[] {
  const skipped = noFrontend();
  return [
    { name: 'format and lint (biome)', args: [bin('@biomejs/biome/bin/biome'), 'check', '.'] },
    { name: 'types (tsc)', args: [bin('typescript/bin/tsc'), '-p', '.'] },
    // SvelteKit writes the tsconfig that the next step, vitest and editors stand on.
    {
      name: 'generated types of the pages (svelte-kit sync)',
      args: [bin('@sveltejs/kit/svelte-kit.js'), 'sync'],
      cwd: FRONTEND,
      skipped,
    },
    {
      name: 'types of the pages (svelte-check)',
      args: [bin('svelte-check/bin/svelte-check'), '--fail-on-warnings', '--output', 'human'],
      cwd: FRONTEND,
      skipped,
    },
  ];
}
