import type { Clock } from '../domain/clock.ts';
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

/** What is evaluated: a name, and a search. `grounded` is undefined for one that never abstains. */
export interface EvalSystem {
  readonly name: string;
  readonly search: (query: {
    query: string;
    lang: 'en' | 'fr';
    limit: number;
  }) => Promise<{ passages: readonly { passage: Passage }[]; grounded?: boolean }>;
}

export interface EvalOutcome {
  readonly name: string;
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
  for (const { name, search } of systems) {
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
    outcomes.push({ name, results });
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
  for (const { name, results } of outcomes) {
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
