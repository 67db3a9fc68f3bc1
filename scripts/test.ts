/**
 * `npm test`: every check and every test, against real servers. `npm test -- FOLDER…` narrows the tests
 * (not the checks). The last line is the count; the exit code is 0 only when nothing failed.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildFrontend, hasFrontend, isFrontendBuilt } from './local/frontend.ts';
import { ROOT } from './local/root.ts';
import { checkSteps } from './testing/check-steps.ts';
import { installDebianPackages, missingPackages } from './testing/debian-packages.ts';
import {
  closingLine,
  emptyTally,
  runShown,
  runStep,
  runWork,
  skippedLines,
  stopStepsOnSignal,
  type Tally,
} from './testing/run-steps.ts';
import type { TestSummary } from './testing/summary-reporter.ts';

/** Runs vitest and adds its counts; a run that gives none counts as one failed test. */
async function runVitest(args: readonly string[], tally: Tally): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pincite-tests-'));
  const file = join(folder, 'summary.json');
  try {
    const code = await runShown(
      [
        ...[join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter=default'],
        ...[`--reporter=${join(ROOT, 'scripts/testing/summary-reporter.ts')}`, ...args],
      ],
      { PINCITE_TEST_SUMMARY: file, PINCITE_TEST_LACKS: lacks() },
    );
    if (!existsSync(file)) {
      tally.failed += 1;
      return;
    }
    const summary = JSON.parse(readFileSync(file, 'utf8')) as TestSummary;
    tally.passed += summary.passed;
    // vitest may end badly for another reason than a test: nothing found, a worker that died.
    tally.failed += Math.max(summary.failed, code === 0 ? 0 : 1);
    tally.skipped.push(...summary.skipped);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What this machine lacks for some tests, in words; undefined when it has everything. */
function lacks(): string | undefined {
  const lacking = missingPackages().map(({ name }) => `no ${name}`);
  const { PINCITE_CORPUS_DIR: folder } = process.env;
  if (!folder || !existsSync(folder)) lacking.push('no corpus folder (PINCITE_CORPUS_DIR)');
  return lacking.length === 0 ? undefined : `this machine has ${lacking.join(', ')}`;
}

stopStepsOnSignal();
const args = process.argv.slice(2);
const corpus = join(ROOT, '../shared/corpus');
if (!process.env.PINCITE_CORPUS_DIR && existsSync(corpus)) process.env.PINCITE_CORPUS_DIR = corpus;

const tally = emptyTally();
await installDebianPackages();
for (const step of checkSteps()) await runStep(step, tally);
const pages = 'the pages build (vite build)';
if (!hasFrontend())
  tally.skipped.push({ name: pages, reason: 'there is no frontend/vite.config.ts' });
else
  await runWork(isFrontendBuilt() ? `${pages}: as built before` : pages, tally, async () => {
    if (!isFrontendBuilt()) await buildFrontend();
  });
await runVitest(args, tally);

if (tally.skipped.length > 0) console.log(['Skipped:', ...skippedLines(tally)].join('\n'));
if (args.length > 0) console.log(`Only the tests of ${args.join(' ')} were run.`);
console.log(closingLine(tally));
process.exit(tally.failed > 0 ? 1 : 0);
