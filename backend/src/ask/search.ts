import { ATTRIBUTES } from '@pincite/signals';
import { type Grounded, grounded, type Permitted } from '../domain/answer.ts';
import { type Instruments, measure } from '../domain/measure.ts';
import type { Catalogue } from '../domain/ports.ts';
import { withCompanions } from '../search/companions.ts';
import type { Search } from '../search/search.ts';

/** Passages that an answer may rest on at most. */
const MOST_PASSAGES = 10;

export type SearchOutcome =
  | { readonly kind: 'grounded'; readonly grounded: Grounded }
  | { readonly kind: 'no-grounds'; readonly lexicalOnly: boolean };

/** Finds what the sources say; without grounds there is no answer to draft. */
export function searchStage(
  instruments: Instruments,
  search: Search,
  catalogue: Catalogue,
  from: Permitted,
  signal: AbortSignal,
): Promise<SearchOutcome> {
  return measure(instruments, 'search', async (span) => {
    const { text, lang, history } = from.question;
    const found = await search({
      query: followUp(text, history.at(-1)?.question),
      lang,
      limit: MOST_PASSAGES,
      signal,
    });
    span.set(ATTRIBUTES.passages, found.passages.length);
    span.set(ATTRIBUTES.lexicalOnly, found.lexicalOnly);
    span.set(ATTRIBUTES.language, lang);
    const { confidence, lexicalOnly } = found;
    const passages = withCompanions(found.passages, catalogue);
    if (!found.grounded || passages.length === 0) return { kind: 'no-grounds', lexicalOnly };
    return {
      kind: 'grounded',
      grounded: grounded(from, { passages, confidence, lexicalOnly }),
    };
  });
}

/** Words under which a question cannot be searched alone, such as "and for a minor?". */
const SHORT_FOLLOW_UP = 6;

/** A short follow-up is searched together with the question before it. */
export function followUp(text: string, before: string | undefined): string {
  const words = text.trim().split(/\s+/u).length;
  return before !== undefined && words <= SHORT_FOLLOW_UP ? `${before}\n${text}` : text;
}
