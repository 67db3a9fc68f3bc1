/** `npm run check`: format, lint and types; seconds. */
import { checkSteps } from './testing/check-steps.ts';
import {
  closingLine,
  emptyTally,
  runStep,
  skippedLines,
  stopStepsOnSignal,
} from './testing/run-steps.ts';

stopStepsOnSignal();
const tally = emptyTally();
for (const step of checkSteps()) await runStep(step, tally);
if (tally.skipped.length > 0) console.log(['Skipped:', ...skippedLines(tally)].join('\n'));
console.log(closingLine(tally));
process.exitCode = tally.failed > 0 ? 1 : 0;
