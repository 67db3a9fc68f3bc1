/**
 * The stages of one answer, in order. The same word names the file in `backend/src/ask/`, the span
 * `ask.<stage>`, the label `stage` of `pincite_stage_duration_seconds` and the log field `stage`.
 */
export const STAGES = [
  'admission',
  'input-policy',
  'search',
  'service-level',
  'prompt',
  'route',
  'verify',
  'record',
] as const;
export type Stage = (typeof STAGES)[number];

/** The name of a stage's span. */
export function spanNameOf(stage: Stage): string {
  return `ask.${stage}`;
}

/** Attribute keys of our own spans (semantic conventions where they exist, ours prefixed). */
export const ATTRIBUTES = {
  stage: 'pincite.stage',
  outcome: 'pincite.outcome',
  provider: 'gen_ai.provider.name',
  model: 'gen_ai.request.model',
  operation: 'gen_ai.operation.name',
  language: 'pincite.language',
  passages: 'pincite.search.passages',
  lexicalOnly: 'pincite.search.lexical_only',
  sentences: 'pincite.answer.sentences',
  withheld: 'pincite.answer.withheld',
  document: 'pincite.document',
} as const;
