import type { Passage } from '../domain/law.ts';
import type { ScoredPassage } from '../domain/ports.ts';
import { labelsAround, sectionOf } from './labels.ts';

/** The constant of reciprocal rank fusion; small, since the first places are what a reader sees. */
const RANK_CONSTANT = 10;
/** What a further passage of a section that is already there is worth, beside the first. */
const FURTHER_PASSAGE = 0.5;
/** Passages of one section at most, before the others have had their turn. */
const PASSAGES_OF_A_SECTION = 3;

/** One ranking, and how much it counts. */
export interface Ranking {
  readonly passages: readonly Passage[];
  readonly weight: number;
}

interface Section {
  readonly passages: Map<string, { readonly passage: Passage; readonly rank: number }>;
  score: number;
}

/**
 * Fuses rankings by weighted reciprocal rank (Cormack, Clarke and Büttcher 2009), section by section:
 * the two indexes seldom agree on the very subsection, but often on the section. Scores are in 0..1,
 * where 1 is first in every ranking. Each section's best passage comes first; its others follow at a
 * discount. A provision whose part or whole stands higher is left out. `favour` multiplies a score.
 */
export function fuse(
  rankings: readonly Ranking[],
  favour: (passage: Passage) => number = () => 1,
): readonly ScoredPassage[] {
  const sections = new Map<string, Section>();
  const total = rankings.reduce((sum, { weight }) => sum + weight, 0);
  for (const { passages, weight } of rankings) {
    let place = 0;
    const seen = new Set<string>();
    for (const [rank, passage] of passages.entries()) {
      const key = `${passage.document}\n${sectionOf(passage.provision)}`;
      const section = sections.get(key) ?? { passages: new Map(), score: 0 };
      sections.set(key, section);
      const held = section.passages.get(passage.provision);
      if (held === undefined || held.rank > rank) {
        section.passages.set(passage.provision, { passage, rank });
      }
      if (seen.has(key)) continue;
      seen.add(key);
      section.score += (weight * (RANK_CONSTANT + 1)) / (total * (RANK_CONSTANT + 1 + place));
      place += 1;
    }
  }
  const scored: ScoredPassage[] = [];
  for (const { passages, score } of sections.values()) {
    const ordered = [...passages.values()].sort((left, right) => left.rank - right.rank);
    for (const [index, { passage }] of withoutNested(ordered).entries()) {
      if (index === PASSAGES_OF_A_SECTION) break;
      const value = score * FURTHER_PASSAGE ** index * favour(passage);
      scored.push({ passage, score: value });
    }
  }
  return scored
    .sort((left, right) => right.score - left.score)
    .map(({ passage, score }) => ({ passage, score: Math.min(score, 1) }));
}

function withoutNested<T extends { readonly passage: Passage }>(ordered: readonly T[]): T[] {
  const kept: T[] = [];
  for (const each of ordered) {
    const nested = kept.some(
      (other) =>
        labelsAround(each.passage.provision).includes(other.passage.provision) ||
        labelsAround(other.passage.provision).includes(each.passage.provision),
    );
    if (!nested) kept.push(each);
  }
  return kept;
}
