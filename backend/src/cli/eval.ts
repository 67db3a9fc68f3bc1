import { parseArgs } from 'node:util';
import type { Clock } from '../domain/clock.ts';
import { AppError } from '../domain/errors.ts';
import type { Passage } from '../domain/law.ts';
import type { EvalQuestion } from './eval-questions.ts';
import {
  abstentionFigures,
  percentile,
  placeOf,
  type Retrieved,
  retrievalFigures,
} from './eval-score.ts';

/** Passages looked at; a gold passage below this rank counts as not found. */
const LIMIT = 50;

/** How search can be run for comparison. */
export const EVAL_MODES = ['lexical', 'semantic', 'hybrid'] as const;
export type EvalMode = (typeof EVAL_MODES)[number];

export const EVAL_USAGE = `Measures search on questions with answers, beside plain bm25.
  --questions FILE   JSON lines: id, lang, kind, expected_behaviour, question, gold
  --compare LIST     of ${EVAL_MODES.join(', ')}; separated by commas; hybrid when left out`;

export interface EvalArguments {
  readonly questions: string | undefined;
  readonly compare: readonly EvalMode[];
  readonly help: boolean;
}

/** Reads the command line. Throws AppError `invalid-request` that names what is not understood. */
export function parseEvalArguments(args: readonly string[]): EvalArguments {
  let values: { questions?: string; compare?: string; help?: boolean };
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        questions: { type: 'string' },
        compare: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('invalid-request', `${reason}\n${EVAL_USAGE}`, { cause });
  }
  const compare = (values.compare ?? 'hybrid').split(',').map((name) => {
    const mode = EVAL_MODES.find((each) => each === name.trim());
    if (mode === undefined) {
      throw new AppError('invalid-request', `"${name}" cannot be compared.\n${EVAL_USAGE}`);
    }
    return mode;
  });
  return { questions: values.questions, compare, help: values.help ?? false };
}

/** What is evaluated. */
export interface EvalSystem {
  readonly name: string;
  /** Whether it ever says "not in the sources". */
  readonly abstains: boolean;
  readonly search: (query: {
    query: string;
    lang: 'en' | 'fr';
    limit: number;
  }) => Promise<{ passages: readonly { passage: Passage }[]; grounded?: boolean }>;
}

export interface EvalOutcome {
  readonly name: string;
  readonly abstains: boolean;
  readonly results: ReadonlyMap<string, Retrieved>;
}

/** Puts every question to every system, one after the other, and prints the figures side by side. */
export async function runEval(
  questions: readonly EvalQuestion[],
  systems: readonly EvalSystem[],
  clock: Clock,
  print: (line: string) => void,
): Promise<readonly EvalOutcome[]> {
  const outcomes: EvalOutcome[] = [];
  for (const { name, search, abstains } of systems) {
    const results = new Map<string, Retrieved>();
    for (const { id, question, lang } of questions) {
      const started = clock.monotonic();
      const found = await search({ query: question, lang, limit: LIMIT });
      results.set(id, {
        places: found.passages.map(({ passage }) => placeOf(passage.document, passage.provision)),
        grounded: found.grounded ?? true,
        milliseconds: clock.monotonic() - started,
      });
    }
    outcomes.push({ name, abstains, results });
  }
  report(questions, outcomes, print);
  return outcomes;
}

function report(
  questions: readonly EvalQuestion[],
  outcomes: readonly EvalOutcome[],
  print: (line: string) => void,
): void {
  const kinds = [...new Set(questions.map(({ kind }) => kind))];
  const slices: [string, readonly EvalQuestion[]][] = [
    ['all', questions],
    ['en', questions.filter(({ lang }) => lang === 'en')],
    ['fr', questions.filter(({ lang }) => lang === 'fr')],
    ...kinds.map((kind): [string, readonly EvalQuestion[]] => [
      kind,
      questions.filter((each) => each.kind === kind),
    ]),
  ];
  print(row(['slice', 'system', 'n', 'recall@1', 'recall@5', 'recall@10', 'MRR']));
  for (const [slice, some] of slices) {
    for (const { name, results } of outcomes) {
      const figures = retrievalFigures(some, results);
      if (figures.questions === 0) continue;
      const { recall1, recall5, recall10, mrr } = figures;
      print(
        row([
          slice,
          name,
          String(figures.questions),
          ...[recall1, recall5, recall10, mrr].map(share),
        ]),
      );
    }
  }
  print('');
  print(row(['not in the sources', 'system', '', 'precision', 'recall', 'F1', '']));
  for (const { name, results, abstains } of outcomes) {
    if (!abstains) continue;
    const { precision, recall, f1, wrong } = abstentionFigures(questions, results);
    print(row(['', name, '', share(precision), share(recall), share(f1), wrong.join(' ')]));
  }
  print('');
  print(row(['latency, ms', 'system', '', 'p50', 'p95', '', '']));
  for (const { name, results } of outcomes) {
    const times = [...results.values()].map(({ milliseconds }) => milliseconds);
    const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)];
    print(row(['', name, '', p50.toFixed(1), p95.toFixed(1), '', '']));
  }
}

const WIDTHS = [20, 10, 4, 9, 9, 10, 6];

function row(cells: readonly string[]): string {
  return cells
    .map((cell, index) => cell.padEnd(WIDTHS[index] ?? 0))
    .join(' ')
    .trimEnd();
}

function share(value: number): string {
  return value.toFixed(2);
}
