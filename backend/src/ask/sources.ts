import type { AnswerCitation, CitationCheck } from '@pincite/contract';
import type { PromptPassage } from '../domain/ports.ts';

/** The numbered sources of one answer, in order of first use. */
export interface Sources {
  /** The number of a passage; `added` is set when it is cited for the first time. */
  cite(
    passage: PromptPassage,
    checks: readonly CitationCheck[],
  ): {
    n: number;
    added: AnswerCitation | undefined;
  };
  all(): readonly AnswerCitation[];
}

const SNIPPET_LENGTH = 600;

/** A passage that is cited in two ways keeps one number; its checks are joined. */
export function createSources(): Sources {
  const numbered = new Map<string, AnswerCitation>();
  return {
    cite: ({ id, passage }, checks) => {
      const held = numbered.get(id);
      if (held !== undefined) {
        held.checks = [...new Set([...held.checks, ...checks])];
        return { n: held.n, added: undefined };
      }
      const added: AnswerCitation = {
        n: numbered.size + 1,
        kind: passage.kind === 'note' ? 'note' : 'law',
        document: passage.document,
        provision: passage.provision,
        citation: passage.citation,
        title: passage.title,
        ...(passage.marginalNote === undefined ? {} : { heading: passage.marginalNote }),
        url: passage.url,
        snippet: snippetOf(passage.text),
        lang: passage.lang,
        pit_date: passage.pitDate,
        verified: true,
        checks: [...checks],
      };
      numbered.set(id, added);
      return { n: added.n, added: { ...added } };
    },
    all: () => [...numbered.values()],
  };
}

function snippetOf(text: string): string {
  const flat = text.replace(/\s+/gu, ' ').trim();
  if (flat.length <= SNIPPET_LENGTH) return flat;
  const end = flat.lastIndexOf(' ', SNIPPET_LENGTH);
  return `${flat.slice(0, end > 0 ? end : SNIPPET_LENGTH)} …`;
}
