import { describe, expect, it } from 'vitest';
import { AppError } from '../domain/errors.ts';
import type { Passage } from '../domain/law.ts';
import { parseEvalArguments, runEval } from './eval.ts';
import { parseQuestions } from './eval-questions.ts';
import { abstentionFigures, percentile, placeOf, retrievalFigures } from './eval-score.ts';

const line = (id: string, more: object): string =>
  JSON.stringify({
    id,
    lang: 'en',
    kind: 'lookup',
    expected_behaviour: 'answer',
    question: `question ${id}`,
    gold: [{ doc: 'X', sections: ['5(1)(a)'], group: 1, in_force: true }],
    ...more,
  });
const questions = parseQuestions(
  [
    line('q1', {}),
    line('q2', {
      kind: 'multi',
      gold: [
        { doc: 'X', sections: ['5'], group: 1 },
        { doc: 'Y', sections: ['Schedule'], group: 2 },
      ],
    }),
    line('q3', { lang: 'fr' }),
    line('q4', { kind: 'unanswerable', expected_behaviour: 'abstain', gold: [] }),
    line('q5', { kind: 'policy', expected_behaviour: 'refuse', gold: [] }),
    '',
  ].join('\n'),
  'questions.jsonl',
);
const result = (places: string[], grounded = true) => ({ places, grounded, milliseconds: 1 });

describe('scoring', () => {
  it('counts a passage of the same section as a hit, and every group of a multi question', () => {
    expect(placeOf('X', '5(1)(b)')).toBe('X#5');
    expect(placeOf('Y', 'Schedule 2, E')).toBe('Y#Schedule');
    const figures = retrievalFigures(
      questions,
      new Map([
        ['q1', result(['X#5'])],
        ['q2', result(['X#5', 'Z#1', 'Y#Schedule'])],
        ['q3', result(['Z#1', 'Z#2'])],
      ]),
    );
    expect(figures.questions).toBe(3);
    expect(figures.recall1).toBeCloseTo(1 / 3);
    expect(figures.recall5).toBeCloseTo(2 / 3);
    expect(figures.mrr).toBeCloseTo(2 / 3);
  });

  it('scores "not in the sources" over what is to be answered or abstained from', () => {
    const figures = abstentionFigures(
      questions,
      new Map([
        ['q1', result([], false)],
        ['q2', result([])],
        ['q3', result([])],
        ['q4', result([], false)],
        ['q5', result([], false)],
      ]),
    );
    expect(figures).toEqual({ precision: 0.5, recall: 1, f1: 2 / 3, wrong: ['q1'] });
  });

  it('has percentiles', () => {
    expect(percentile([3, 1, 2, 4], 0.5)).toBe(3);
    expect(percentile([], 0.5)).toBeNaN();
  });
});

describe('parseQuestions', () => {
  it('names the line that is wrong', () => {
    expect(() => parseQuestions(`${line('q1', {})}\n{"id": 1}`, 'some.jsonl')).toThrow(
      /some\.jsonl, line 2/,
    );
  });
});

describe('parseEvalArguments', () => {
  it('reads what to compare, and refuses what it does not know', () => {
    expect(parseEvalArguments(['--questions', 'a', '--compare', 'lexical, hybrid'])).toEqual({
      questions: 'a',
      compare: ['lexical', 'hybrid'],
      help: false,
    });
    expect(() => parseEvalArguments(['--compare', 'magic'])).toThrow(AppError);
    expect(() => parseEvalArguments(['--nonsense'])).toThrow(AppError);
  });
});

describe('runEval', () => {
  it('prints each system side by side, by language and kind', async () => {
    const printed: string[] = [];
    const passage = { document: 'X', provision: '5(2)' } as Passage;
    let time = 0;
    await runEval(
      questions,
      [
        { name: 'good', abstains: true, search: async () => ({ passages: [{ passage }] }) },
        { name: 'none', abstains: false, search: async () => ({ passages: [] }) },
      ],
      {
        now: () => 0,
        monotonic: () => {
          time += 2;
          return time;
        },
        sleep: async () => {},
      },
      (text) => printed.push(text),
    );
    const text = printed.join('\n');
    expect(text).toMatch(/^fr\s+good\s+1\s+1\.00\s+1\.00/m);
    expect(text).toMatch(/^multi\s+none\s+1\s+0\.00/m);
    expect(text).toMatch(/good\s+2\.0\s+2\.0/);
  });
});
