import type { Answer, AnswerCitation, AnswerEvent, AnswerSentence } from '@pincite/contract';

/** How an exchange stands for the reader. */
export type ExchangeState = 'waiting' | 'streaming' | 'resuming' | 'done' | 'failed';

/** One question and what became of it. */
export interface Exchange {
  readonly id: string;
  readonly question: string;
  readonly state: ExchangeState;
  readonly stage: 'waiting' | 'searching' | 'drafting' | 'verifying';
  readonly messageId: string | undefined;
  readonly lastEventId: number;
  readonly sentences: readonly AnswerSentence[];
  readonly sources: readonly AnswerCitation[];
  readonly notices: readonly string[];
  readonly withheld: number;
  readonly answer: Answer | undefined;
  readonly problem:
    | { readonly title: string; readonly detail: string; readonly traceId: string | undefined }
    | undefined;
  readonly feedback: 'up' | 'down' | undefined;
}

export function newExchange(id: string, question: string): Exchange {
  return {
    id,
    question,
    state: 'waiting',
    stage: 'waiting',
    messageId: undefined,
    lastEventId: 0,
    sentences: [],
    sources: [],
    notices: [],
    withheld: 0,
    answer: undefined,
    problem: undefined,
    feedback: undefined,
  };
}

/** The exchange after an event. Pure; an event that was seen already changes nothing. */
export function apply(exchange: Exchange, id: number, event: AnswerEvent): Exchange {
  if (id <= exchange.lastEventId) return exchange;
  const next: Exchange = { ...exchange, lastEventId: id, state: 'streaming' };
  switch (event.event) {
    case 'meta':
      return { ...next, messageId: event.data.message_id };
    case 'status':
      return { ...next, stage: event.data.stage };
    case 'source':
      return { ...next, sources: [...next.sources, event.data] };
    case 'sentence': {
      const { index: _index, ...sentence } = event.data;
      return { ...next, sentences: [...next.sentences, sentence] };
    }
    case 'withheld':
      return { ...next, withheld: event.data.count };
    case 'notice':
      return { ...next, notices: [...next.notices, event.data.text] };
    case 'done':
      return {
        ...next,
        state: 'done',
        sentences: event.data.sentences,
        sources: event.data.citations,
        withheld: event.data.withheld,
        answer: event.data,
      };
    case 'error':
      return {
        ...next,
        state: 'failed',
        problem: {
          title: event.data.title,
          detail: event.data.detail,
          traceId: event.data.trace_id,
        },
      };
  }
}

/** The answer as text, each sentence with its sources, for the clipboard. */
export function asText(exchange: Exchange): string {
  const sentences = exchange.sentences.map(
    ({ text, citations }) => `${text}${citations.map((n) => ` [${n}]`).join('')}`,
  );
  const sources = exchange.sources.map(
    ({ n, citation, url, pit_date }) => `[${n}] ${citation} (${pit_date}) ${url}`,
  );
  const disclaimer = exchange.answer?.disclaimer;
  return [
    exchange.question,
    ...sentences,
    ...sources,
    ...(disclaimer === undefined ? [] : [disclaimer]),
  ].join('\n\n');
}

/** What stands before a quotation ("Act, s 64(1) (No appeal):") and the quotation itself. */
export function splitLead(sentence: string): { lead: string; words: string } {
  const quote = sentence.search(/[“«]/);
  return quote <= 0
    ? { lead: '', words: sentence }
    : { lead: sentence.slice(0, quote).trim(), words: sentence.slice(quote) };
}
