import { writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

/**
 * What scripts/test.ts learns of a vitest run, as JSON in the file that PINCITE_TEST_SUMMARY names.
 * PINCITE_TEST_LACKS is the reason of a test that was skipped without saying why.
 */
export interface TestSummary {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
}

/** A vitest reporter that counts, and keeps why tests were skipped. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const file = process.env.PINCITE_TEST_SUMMARY;
    if (file !== undefined) writeFileSync(file, JSON.stringify(summarize(modules, unhandled)));
  }
}

/** A file that cannot be loaded and an error outside every test count as one failed test each. */
export function summarize(
  modules: readonly TestModule[],
  unhandled: readonly unknown[],
): TestSummary {
  let passed = 0;
  let failed = unhandled.length;
  const skipped: { name: string; reason: string }[] = [];
  for (const module of modules) {
    let failedHere = 0;
    for (const test of module.children.allTests()) {
      const result = test.result();
      if (result.state === 'passed') passed += 1;
      else if (result.state === 'failed') failedHere += 1;
      else {
        skipped.push({
          name: `${module.relativeModuleId} > ${test.fullName}`,
          reason: reasonOf(test, module),
        });
      }
    }
    failed += module.state() === 'failed' && failedHere === 0 ? 1 : failedHere;
  }
  return { passed, failed, skipped };
}

function reasonOf(test: TestCase, module: TestModule): string {
  const result = test.result();
  if (result.state !== 'skipped') return 'did not run';
  if (result.note !== undefined) return result.note;
  // A suite whose beforeAll fails skips its tests; the failure is counted once, for the suite.
  let suite = test.parent;
  while (suite.type === 'suite') {
    if (suite.state() === 'failed') return 'its suite could not be prepared (a failure, above)';
    suite = suite.parent;
  }
  return module.state() === 'failed'
    ? 'its file could not be prepared (a failure, above)'
    : (process.env.PINCITE_TEST_LACKS ?? 'its own condition, see the test');
}
