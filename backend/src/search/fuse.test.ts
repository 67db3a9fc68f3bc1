import { describe, expect, it } from 'vitest';
import type { Passage } from '../domain/law.ts';
import { fuse } from './fuse.ts';

const passage = (document: string, provision: string): Passage => ({
  document,
  kind: 'act',
  lang: 'en',
  provision,
  provisionKind: 'section',
  citation: '',
  title: '',
  marginalNote: undefined,
  headings: [],
  text: '',
  status: 'in_force',
  url: '',
  pitDate: '',
  explains: [],
});
const [a1, a2, b, c] = [
  passage('A', '1(1)'),
  passage('A', '1(2)'),
  passage('B', '5'),
  passage('C', '7'),
] as const;
const order = (scored: readonly { passage: Passage }[]): string[] =>
  scored.map((each) => `${each.passage.document}${each.passage.provision}`);

describe('fuse', () => {
  it('puts first what both rankings like', () => {
    const fused = fuse([
      { passages: [a1, b, c], weight: 1 },
      { passages: [b, c, a1], weight: 1 },
    ]);
    expect(order(fused)[0]).toBe('B5');
  });

  it('takes two subsections of one section for agreement, and shows the better first', () => {
    const fused = fuse([
      { passages: [b, a1], weight: 1 },
      { passages: [a2, c], weight: 1 },
    ]);
    expect(order(fused)[0]).toBe('A1(2)');
    expect(order(fused)).toContain('A1(1)');
  });

  it('gives 1 to what is first everywhere and leaves out a part of what stands higher', () => {
    const whole = passage('A', '1');
    const fused = fuse([{ passages: [whole, a1, b], weight: 1 }]);
    expect(fused[0]?.score).toBe(1);
    expect(order(fused)).toEqual(['A1', 'B5']);
  });

  it('favours what it is told to favour, without leaving 0..1', () => {
    const fused = fuse([{ passages: [a1, b], weight: 1 }], ({ document }) =>
      document === 'B' ? 3 : 1,
    );
    expect(order(fused)[0]).toBe('B5');
    expect(fused.every(({ score }) => score <= 1)).toBe(true);
  });

  it('has nothing for nothing', () => {
    expect(fuse([])).toEqual([]);
    expect(fuse([{ passages: [], weight: 1 }])).toEqual([]);
  });
});
