import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckedCitation, CitationStatus, Language } from '@pincite/contract';
import { beforeAll, describe, expect, it } from 'vitest';
import { CORPUS_DIR, hasCorpus } from '../../../test/system/corpus.ts';
import { createInMemoryCatalogue } from '../../test/fakes/in-memory-catalogue.ts';
import { readCorpus } from '../../test/fakes/read-corpus.ts';
import { createCitationVerifier } from './verify-text.ts';

interface Expected {
  readonly raw: string;
  readonly start: number;
  readonly end: number;
  readonly doc: string | null;
  readonly section: string | readonly string[];
  readonly exists: boolean;
  readonly why: string;
  readonly missing?: readonly string[];
}
interface Item {
  readonly id: string;
  readonly text: string;
  readonly lang: Language;
  readonly expected: readonly Expected[];
}
const DEV_SET = join(CORPUS_DIR, '../eval/citations_dev.jsonl');

/** The statuses of the set in the words of the contract; more than one where the set cannot tell. */
const STATUS: Readonly<Record<string, readonly CitationStatus[]>> = {
  ok: ['verified'],
  no_such_section: ['pinpoint_missing'],
  no_such_subsection: ['pinpoint_missing'],
  no_such_paragraph: ['pinpoint_missing'],
  fr_label_absent: ['pinpoint_missing'],
  wrong_chapter: ['name_mismatch', 'not_found'],
  wrong_act_name: ['name_mismatch', 'not_found'],
  no_such_instrument: ['not_found', 'outside_coverage'],
  repealed: ['repealed'],
  repealed_instrument: ['repealed'],
  not_in_force: ['not_in_force'],
};

function f1(right: number, given: number, wanted: number): string {
  const [precision, recall] = [right / given, right / wanted];
  const score = (2 * precision * recall) / (precision + recall);
  return `precision ${precision.toFixed(3)} recall ${recall.toFixed(3)} F1 ${score.toFixed(3)}`;
}

describe.skipIf(!hasCorpus)('the citations development set', () => {
  let items: Item[] = [];
  let checked: ReadonlyMap<string, readonly CheckedCitation[]> = new Map();
  beforeAll(() => {
    const verify = createCitationVerifier(createInMemoryCatalogue(readCorpus(CORPUS_DIR)));
    items = readFileSync(DEV_SET, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    checked = new Map(items.map(({ id, text, lang }) => [id, verify(text, { lang })]));
  });
  const pairs = () =>
    items.flatMap(({ id, expected }) =>
      expected.map((each) => ({
        id,
        each,
        given: checked.get(id)?.find(({ start, end }) => start === each.start && end === each.end),
      })),
    );

  it('recognises citations with their exact extent', () => {
    const given = [...checked.values()].flat().length;
    const missed = pairs().filter((pair) => pair.given === undefined);
    const right = pairs().length - missed.length;
    const extra = items.flatMap(({ id, expected }) =>
      (checked.get(id) ?? [])
        .filter(
          ({ start, end }) => !expected.some((each) => each.start === start && each.end === end),
        )
        .map(({ raw }) => `${id}: ${raw}`),
    );
    console.info(`citations dev set, recognition: ${f1(right, given, pairs().length)}`);
    expect({ missed: missed.map(({ id, each }) => `${id}: ${each.raw}`), extra }).toEqual({
      missed: [],
      extra: [],
    });
  });

  it('gives each its status', () => {
    const wrong = pairs().filter(
      ({ each, given }) => given === undefined || !STATUS[each.why]?.includes(given.status),
    );
    const given = [...checked.values()].flat().length;
    console.info(
      `citations dev set, status: ${f1(pairs().length - wrong.length, given, pairs().length)}`,
    );
    expect(
      wrong.map(({ id, each, given: got }) => [id, each.why, got?.status, got?.reason]),
    ).toEqual([]);
  });

  it('names document and provision of what exists', () => {
    const right = pairs().filter(({ each }) => each.doc !== null);
    const wrong = right.filter(({ each, given }) => {
      const ends = typeof each.section === 'string' ? [each.section] : each.section;
      const [first = '', last = ''] = [ends[0], ends.at(-1)];
      return (
        given?.document !== each.doc ||
        !(given?.provision?.startsWith(first) && given.provision.endsWith(last))
      );
    });
    expect(wrong.map(({ id, given }) => [id, given?.document, given?.provision])).toEqual([]);
  });

  it('verifies no citation of what does not exist', () => {
    const verified = pairs().filter(
      ({ each, given }) => !each.exists && given?.status === 'verified',
    );
    expect(verified.map(({ id }) => id)).toEqual([]);
  });
});
