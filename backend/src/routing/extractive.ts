import type { Language } from '@pincite/contract';
import type { AnswerModel, ModelChunk, ModelRequest, PromptPassage } from '../domain/ports.ts';

/** Passages quoted at most, and how far below the best one a passage may stand. */
const MOST_QUOTES = 4;
const RELATIVE_FLOOR = 0.55;
/** A provision longer than this is quoted by its opening words and the parts that answer best. */
const WHOLE_QUOTE_LENGTH = 480;
const PARTS_QUOTED = 2;

/**
 * The answerer that needs no model and no network: it quotes the passages that answer best, word for
 * word, and cites each. It interprets nothing. `analyse` gives the content words of a text.
 */
export function createExtractiveModel(
  analyse: (text: string, lang: Language) => readonly string[],
): AnswerModel {
  return {
    id: 'extractive',
    model: 'extractive',
    extractive: true,
    async *stream(request): AsyncGenerator<ModelChunk> {
      for (const { id, passage } of choose(request)) {
        const words = new Set(analyse(request.question, passage.lang));
        const weigh = (text: string): number => {
          const tokens = new Set(analyse(text, passage.lang));
          return [...words].filter((word) => tokens.has(word)).length;
        };
        const text = `${leadIn(request.lang, { id, passage })} ${quoted(quoteOf(passage.text, weigh), request.lang)} ⟦${id}⟧`;
        yield { type: 'sentence', text };
      }
    },
  };
}

function choose(request: ModelRequest): readonly Pick<PromptPassage, 'id' | 'passage'>[] {
  const best = request.passages[0]?.score ?? 0;
  const shown = request.shown.join(' ');
  const chosen: PromptPassage[] = [];
  for (const candidate of request.passages) {
    if (chosen.length === MOST_QUOTES) break;
    if (candidate.score < best * RELATIVE_FLOOR) break;
    if (shown.includes(`⟦${candidate.id}⟧`)) continue;
    // A provision inside one that is quoted already would be said twice.
    const covered = chosen.some(
      (other) =>
        other.passage.document === candidate.passage.document &&
        (other.passage.text.includes(candidate.passage.text) ||
          candidate.passage.text.includes(other.passage.text)),
    );
    if (!covered) chosen.push(candidate);
  }
  return chosen;
}

/** "Immigration and Refugee Protection Act, SC 2001, c 27, s 64(1) (No appeal):", which is checked too. */
function leadIn(lang: Language, { passage }: Pick<PromptPassage, 'id' | 'passage'>): string {
  const colon = lang === 'fr' ? '\u00a0:' : ':';
  if (passage.kind === 'note') return `${passage.title}${colon}`;
  const note = passage.marginalNote === undefined ? '' : ` (${passage.marginalNote})`;
  return `${passage.citation}${note}${colon}`;
}

/** Quotation marks of the language around the words, which stay as they are. */
function quoted(text: string, lang: Language): string {
  return lang === 'fr' ? `«\u00a0${text}\u00a0»` : `“${text}”`;
}

/**
 * The words to quote: all of a short provision; of a long one its first part and the parts that share
 * most words with the question, in their order, with an ellipsis where something is left out.
 */
export function quoteOf(text: string, weigh: (text: string) => number): string {
  const whole = text.replace(/\s+/gu, ' ').trim();
  if (whole.length <= WHOLE_QUOTE_LENGTH) return whole;
  const parts = text
    .split(/\n+/u)
    .map((part) => part.replace(/\s+/gu, ' ').trim())
    .filter((part) => part !== '');
  if (parts.length < 2) return cut(whole);
  const ranked = parts
    .map((part, index) => ({ part, index, weight: weigh(part) }))
    .slice(1)
    .sort((a, b) => b.weight - a.weight || a.index - b.index)
    .slice(0, PARTS_QUOTED)
    .sort((a, b) => a.index - b.index);
  let quote = cut(parts[0] ?? '');
  let previous = 0;
  for (const { part, index } of ranked) {
    quote += index === previous + 1 ? ` ${cut(part)}` : ` … ${cut(part)}`;
    previous = index;
  }
  return quote;
}

/** At most the whole-quote length, ended at a word, marked with an ellipsis. */
function cut(text: string): string {
  if (text.length <= WHOLE_QUOTE_LENGTH) return text;
  const end = text.lastIndexOf(' ', WHOLE_QUOTE_LENGTH);
  return `${text.slice(0, end > 0 ? end : WHOLE_QUOTE_LENGTH)} …`;
}
