import type { AnswerEvent } from '@pincite/contract';
import { describe, expect, it } from 'vitest';
import { apply, asText, newExchange } from './conversation.ts';

const source = {
  n: 1,
  kind: 'law' as const,
  document: 'K-1',
  provision: '2',
  citation: 'Kite Act, s 2',
  title: 'Kite Act',
  url: 'https://example.org/',
  snippet: 'Kites fly.',
  lang: 'en' as const,
  pit_date: '2026-01-01',
  verified: true,
  checks: ['exists' as const],
};
const events: AnswerEvent[] = [
  {
    event: 'meta',
    data: {
      message_id: 'message-1',
      conversation_id: 'conversation-1',
      trace_id: 't',
      locale: 'en-CA',
      service_level: 'full',
      corpus: { kind: 'law', version: '1' },
    },
  },
  { event: 'status', data: { stage: 'searching' } },
  { event: 'notice', data: { code: 'extractive', text: 'Quoted.', lang: 'en' } },
  { event: 'source', data: source },
  { event: 'sentence', data: { text: 'Kites fly.', citations: [1], quoted: false, index: 0 } },
  { event: 'withheld', data: { reason: 'not-found', count: 2 } },
];

describe('apply', () => {
  it('folds the events of an answer', () => {
    const exchange = events.reduce(
      (state, event, index) => apply(state, index + 1, event),
      newExchange('1', 'Why?'),
    );
    expect(exchange).toMatchObject({
      messageId: 'message-1',
      stage: 'searching',
      state: 'streaming',
      notices: ['Quoted.'],
      withheld: 2,
      lastEventId: 6,
    });
    expect(exchange.sentences).toEqual([{ text: 'Kites fly.', citations: [1], quoted: false }]);
    expect(asText(exchange)).toContain('Kites fly. [1]');
    expect(asText(exchange)).toContain('[1] Kite Act, s 2');
  });
  it('takes an event that comes twice once', () => {
    const event = events[4];
    if (event === undefined) throw new Error('no event');
    const once = apply(newExchange('1', 'Why?'), 5, event);
    expect(apply(once, 5, event)).toBe(once);
    expect(apply(once, 4, event)).toBe(once);
  });
  it('ends with the problem of an error', () => {
    const failed = apply(newExchange('1', 'Why?'), 1, {
      event: 'error',
      data: {
        type: '/problems/timeout',
        title: 'Too long',
        status: 504,
        detail: 'd',
        code: 'timeout',
        trace_id: 't',
      },
    });
    expect(failed).toMatchObject({ state: 'failed', problem: { title: 'Too long', traceId: 't' } });
  });
});
