import { z } from 'zod';
import { AppError } from '../domain/errors.ts';

const Gold = z.object({
  doc: z.string(),
  sections: z.array(z.string()),
  group: z.number(),
});

/** One line of a question file; fields that evaluation does not use are left out. */
const EvalQuestion = z.object({
  id: z.string(),
  lang: z.enum(['en', 'fr']),
  kind: z.string(),
  expected_behaviour: z.enum(['answer', 'abstain', 'refuse']),
  question: z.string(),
  gold: z.array(Gold),
});
export type EvalQuestion = z.infer<typeof EvalQuestion>;

/** Reads a JSONL file of questions. Throws AppError `invalid-request` that names the line. */
export function parseQuestions(text: string, name: string): readonly EvalQuestion[] {
  const questions: EvalQuestion[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    try {
      questions.push(EvalQuestion.parse(JSON.parse(line)));
    } catch (cause) {
      const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
      throw new AppError('invalid-request', `${name}, line ${index + 1}: ${reason}`, { cause });
    }
  }
  return questions;
}
