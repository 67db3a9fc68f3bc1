import { describe, expect, it } from 'vitest';
import type { Passage } from '../domain/law.ts';
import type { ModelChunk, ModelRequest, PromptPassage } from '../domain/ports.ts';
import { createExtractiveModel, quoteOf } from './extractive.ts';

const words = (text: string): string[] => text.toLowerCase().match(/\p{L}+/gu) ?? [];

function passage(provision: string, text: string, more: Partial<Passage> = {}): Passage {
  return {
    document: 'T-1',
    kind: 'act',
    lang: 'en',
    provision,
    provisionKind: 'section',
    citation: `Test Act, SC 2001, c 1, s ${provision}`,
    title: 'Test Act',
    marginalNote: 'A note',
    headings: [],
    text,
    status: 'in_force',
    url: 'https://example.org/',
    pitDate: '2026-01-01',
    explains: [],
    ...more,
  };
}

async function answer(
  passages: readonly PromptPassage[],
  more: Partial<ModelRequest> = {},
): Promise<string[]> {
  const request: ModelRequest = {
    system: '',
    messages: [],
    passages,
    question: 'May a sponsor withdraw?',
    lang: 'en',
    maxTokens: 100,
    shown: [],
    ...more,
  };
  const chunks: ModelChunk[] = await Array.fromAsync(
    createExtractiveModel(words).stream(request, new AbortController().signal),
  );
  return chunks.map((chunk) => (chunk.type === 'usage' ? '' : chunk.text));
}

describe('the extractive answerer', () => {
  it('quotes word for word, says where from, and cites with the marker', async () => {
    const [first] = await answer([
      { id: 'S1.p1', passage: passage('5', 'A sponsor may withdraw.'), score: 1 },
    ]);
    expect(first).toBe('Test Act, SC 2001, c 1, s 5 (A note): “A sponsor may withdraw.” ⟦S1.p1⟧');
  });

  it('uses French quotation marks for a French reader', async () => {
    const french = passage('5', 'Le répondant peut se désister.', { lang: 'fr' });
    const [first] = await answer([{ id: 'S1.p1', passage: french, score: 1 }], { lang: 'fr' });
    expect(first).toContain('«\u00a0Le répondant peut se désister.\u00a0»');
  });

  it('leaves out what ranks far below the best, what is inside another, and what was shown', async () => {
    const outer = 'A sponsor may withdraw. A sponsor must notify.';
    const given: PromptPassage[] = [
      { id: 'S1.p1', passage: passage('5', outer), score: 1 },
      { id: 'S1.p2', passage: passage('5(2)', 'A sponsor must notify.'), score: 0.9 },
      { id: 'S1.p3', passage: passage('9', 'Another rule.'), score: 0.8 },
      { id: 'S1.p4', passage: passage('12', 'Far away.'), score: 0.1 },
    ];
    const all = await answer(given);
    expect(all.map((text) => /⟦(.*)⟧/.exec(text)?.[1])).toEqual(['S1.p1', 'S1.p3']);
    const rest = await answer(given, { shown: ['“A sponsor may withdraw.” ⟦S1.p1⟧'] });
    expect(rest.join()).not.toContain('⟦S1.p1⟧');
  });

  it('quotes of a long provision its opening and the parts that answer, in order', () => {
    const filler =
      'The officer shall consider the application in the prescribed manner and form. '.repeat(3);
    const text = [
      'An application must include',
      `(a) ${filler}`,
      '(b) the withdrawal of the sponsor;',
      `(c) ${filler}`,
      `(d) ${filler}`,
    ].join('\n');
    const quote = quoteOf(text, (part) =>
      part.includes('withdrawal') ? 5 : part.startsWith('(d)') ? 3 : 0,
    );
    expect(quote).toMatch(
      /^An application must include … \(b\) the withdrawal of the sponsor; … \(d\)/,
    );
  });
});
