import type { EvalQuestion } from './eval-questions.ts';

/** What a system gave for one question. */
export interface Retrieved {
  /** `document#section`, best first, one entry a passage. */
  readonly places: readonly string[];
  readonly grounded: boolean;
  readonly milliseconds: number;
}

/** Figures over some questions; recalls and MRR are shares in 0..1, NaN when there is no question. */
export interface Figures {
  readonly questions: number;
  readonly recall1: number;
  readonly recall5: number;
  readonly recall10: number;
  readonly mrr: number;
}

/** The section that a label stands in, as the scoring rule has it. */
export function placeOf(document: string, label: string): string {
  const section = /^\d+(?:\.\d+)*/.exec(label)?.[0];
  const place = section ?? (/^(?:schedule|annexe)/i.test(label) ? 'Schedule' : label);
  return `${document}#${place}`;
}

/** The rank, from 1, within which every group of gold is found; Infinity when one is not. */
function rankOfAll(question: EvalQuestion, places: readonly string[]): number {
  return Math.max(...groupRanks(question, places));
}

function groupRanks(question: EvalQuestion, places: readonly string[]): readonly number[] {
  const groups = new Map<number, Set<string>>();
  for (const { doc, sections, group } of question.gold) {
    const held = groups.get(group) ?? new Set<string>();
    groups.set(group, held);
    for (const label of sections) held.add(placeOf(doc, label));
  }
  return [...groups.values()].map((gold) => {
    const index = places.findIndex((place) => gold.has(place));
    return index === -1 ? Number.POSITIVE_INFINITY : index + 1;
  });
}

/** Recall and mean reciprocal rank (of the first gold passage) over the questions to be answered. */
export function retrievalFigures(
  questions: readonly EvalQuestion[],
  results: ReadonlyMap<string, Retrieved>,
): Figures {
  const answerable = questions.filter(
    (each) => each.expected_behaviour === 'answer' && each.gold.length > 0,
  );
  const ranks = answerable.map((each) => rankOfAll(each, results.get(each.id)?.places ?? []));
  const firsts = answerable.map((each) =>
    Math.min(...groupRanks(each, results.get(each.id)?.places ?? [])),
  );
  const within = (most: number): number =>
    ranks.filter((rank) => rank <= most).length / answerable.length;
  return {
    questions: answerable.length,
    recall1: within(1),
    recall5: within(5),
    recall10: within(10),
    mrr: firsts.reduce((sum, rank) => sum + 1 / rank, 0) / answerable.length,
  };
}

/** How well "not in the sources" is told, over questions to be answered or abstained from. */
export interface Abstention {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Ids of the questions that were told wrongly. */
  readonly wrong: readonly string[];
}

/** Precision, recall and F1 of saying "not in the sources"; refusals are policy's, not search's. */
export function abstentionFigures(
  questions: readonly EvalQuestion[],
  results: ReadonlyMap<string, Retrieved>,
): Abstention {
  let right = 0;
  let falsely = 0;
  let missed = 0;
  const wrong: string[] = [];
  for (const { id, kind, expected_behaviour: expected } of questions) {
    if (expected === 'refuse' || kind === 'policy') continue;
    const abstained = results.get(id)?.grounded === false;
    if (abstained && expected === 'abstain') right += 1;
    else if (abstained) falsely += 1;
    else if (expected === 'abstain') missed += 1;
    if (abstained !== (expected === 'abstain')) wrong.push(id);
  }
  const precision = right / (right + falsely || 1);
  const recall = right / (right + missed || 1);
  const f1 = (2 * precision * recall) / (precision + recall || 1);
  return { precision, recall, f1, wrong };
}

/** The value below which a share of the sorted values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
