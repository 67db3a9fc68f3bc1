import { type Admission, type Permitted, permitted, type Question } from '../domain/answer.ts';
import { type Instruments, measure } from '../domain/measure.ts';
import { decideInput } from '../policy/input.ts';

export type Reply =
  | { readonly kind: 'permitted'; readonly permitted: Permitted }
  | {
      readonly kind: 'replied';
      readonly outcome: 'refused' | 'small_talk';
      readonly reply: readonly string[];
    };

/** Permits a question, or replies to it at once: a refusal is an answer, never an error. */
export function inputPolicy(
  instruments: Instruments,
  admission: Admission,
  question: Question,
): Promise<Reply> {
  return measure(instruments, 'input-policy', () => {
    const decision = decideInput(question.text, question.lang);
    const { verdict } = decision;
    instruments.metrics.count('pincite_policy_decisions_total', { policy: 'input', verdict });
    return decision.verdict === 'allow'
      ? { kind: 'permitted', permitted: permitted(admission, question) }
      : {
          kind: 'replied',
          outcome: decision.verdict === 'refuse' ? 'refused' : 'small_talk',
          reply: decision.reply,
        };
  });
}
