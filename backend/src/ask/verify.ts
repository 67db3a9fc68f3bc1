import type { AnswerEvent } from '@pincite/contract';
import type { SentenceVerdict, VerifySentence } from '../citations/verify-sentence.ts';
import type { Draft, Prompted } from '../domain/answer.ts';
import type { CitationPolicy } from '../domain/flags.ts';
import { type Instruments, measureStream } from '../domain/measure.ts';
import { allowsOutput } from '../policy/output.ts';
import type { Sources } from './sources.ts';

/** What verification has found so far; `shown` feeds the provider that goes on after a failure. */
export interface VerifyRecord {
  readonly shown: string[];
  readonly sentences: { text: string; citations: number[]; quoted: boolean; flagged?: string }[];
  passed: number;
  withheld: number;
}

export function createVerifyRecord(): VerifyRecord {
  return { shown: [], sentences: [], passed: 0, withheld: 0 };
}

/** Resolves every citation of every drafted sentence; what does not pass is withheld and counted. */
export function verifyStage(
  instruments: Instruments,
  verifySentence: VerifySentence,
  prompt: Prompted,
  drafts: AsyncIterable<Draft>,
  policy: CitationPolicy,
  sources: Sources,
  record: VerifyRecord,
): AsyncGenerator<AnswerEvent> {
  return measureStream(instruments, 'verify', async function* verify(_span, outside) {
    for await (const draft of outside(drafts)) {
      const verdict = verifySentence({
        text: draft.text,
        passages: prompt.passages,
        lang: prompt.question.lang,
      });
      count(instruments, verdict);
      const allowed = allowsOutput(verdict.text, verdict.quoted);
      instruments.metrics.count('pincite_policy_decisions_total', {
        policy: 'output',
        verdict: allowed ? 'allow' : 'rewrite',
      });
      const passes = verdict.status === 'passed' && allowed;
      if (passes) record.passed += 1;
      if (passes || (policy === 'annotate' && allowed))
        yield* show(draft, verdict, sources, record);
      else yield withhold(allowed ? verdict.reason : 'output-policy', record);
    }
  });
}

function* show(
  draft: Draft,
  verdict: SentenceVerdict,
  sources: Sources,
  record: VerifyRecord,
): Generator<AnswerEvent> {
  const citations: number[] = [];
  for (const { passage, checks } of verdict.cited) {
    const { n, added } = sources.cite(passage, checks);
    if (added !== undefined) yield { event: 'source', data: added };
    if (!citations.includes(n)) citations.push(n);
  }
  const { text, quoted } = verdict;
  const flagged = verdict.status === 'passed' ? {} : { flagged: verdict.reason };
  const sentence = { text, citations, quoted, ...flagged };
  const index = record.sentences.push(sentence) - 1;
  record.shown.push(draft.text);
  yield { event: 'sentence', data: { ...sentence, index } };
}

function withhold(reason: string, record: VerifyRecord): AnswerEvent {
  record.withheld += 1;
  return { event: 'withheld', data: { reason, count: record.withheld } };
}

function count(instruments: Instruments, verdict: SentenceVerdict): void {
  for (const result of verdict.results)
    instruments.metrics.count('pincite_citation_checks_total', { result });
}
