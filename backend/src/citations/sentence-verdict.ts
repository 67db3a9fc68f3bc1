import type { CitationCheck, CitationStatus, Language } from '@pincite/contract';
import type { PromptPassage } from '../domain/ports.ts';

/** The rung of the ladder that decided. */
export type SentenceReason =
  | 'passed'
  | 'malformed'
  | 'unknown-marker'
  | 'not-found'
  | 'pinpoint-missing'
  | 'name-mismatch'
  | 'not-in-force'
  | 'quote-mismatch'
  | 'no-overlap'
  | 'guard-negation'
  | 'guard-modality'
  | 'guard-number'
  | 'uncited'
  | 'outside-coverage';

/** The labels of `pincite_citation_checks_total`. */
export type CheckResult =
  | 'passed'
  | 'malformed'
  | 'unknown'
  | 'not_found'
  | 'name_mismatch'
  | 'pinpoint_missing'
  | 'not_in_force'
  | 'quote_mismatch'
  | 'no_overlap'
  | 'guard'
  | 'outside_coverage'
  | 'uncited';

export interface SentenceVerdict {
  readonly status: 'passed' | 'failed';
  readonly reason: SentenceReason;
  /** The sentence as a reader sees it: markers taken out, spaces mended. */
  readonly text: string;
  /** The passages that it cites, in order of first use, with what was established of each. */
  readonly cited: readonly {
    readonly passage: PromptPassage;
    readonly checks: readonly CitationCheck[];
  }[];
  /** The sentence is the law's own words. */
  readonly quoted: boolean;
  /** One label a citation that was checked. */
  readonly results: readonly CheckResult[];
}

export interface SentenceInput {
  /** A drafted sentence, markers included. */
  readonly text: string;
  /** What the provider was given to cite. */
  readonly passages: readonly PromptPassage[];
  readonly lang: Language;
}
export type VerifySentence = (input: SentenceInput) => SentenceVerdict;

/** The metric's label of each rung. */
export const RESULTS: Readonly<Record<SentenceReason, CheckResult>> = {
  passed: 'passed',
  malformed: 'malformed',
  'unknown-marker': 'unknown',
  'not-found': 'not_found',
  'pinpoint-missing': 'pinpoint_missing',
  'name-mismatch': 'name_mismatch',
  'not-in-force': 'not_in_force',
  'quote-mismatch': 'quote_mismatch',
  'no-overlap': 'no_overlap',
  'guard-negation': 'guard',
  'guard-modality': 'guard',
  'guard-number': 'guard',
  uncited: 'uncited',
  'outside-coverage': 'outside_coverage',
};

/** The rung that a citation of this status fails on. */
export const REASON_OF: Readonly<Record<CitationStatus, SentenceReason>> = {
  verified: 'passed',
  not_in_force: 'not-in-force',
  repealed: 'not-in-force',
  amended_since: 'not-in-force',
  pinpoint_missing: 'pinpoint-missing',
  not_found: 'not-found',
  name_mismatch: 'name-mismatch',
  quote_mismatch: 'quote-mismatch',
  contradiction_suspected: 'guard-negation',
  ambiguous: 'not-found',
  outside_coverage: 'outside-coverage',
  malformed: 'malformed',
  source_unavailable: 'outside-coverage',
};
