import { describe, expect, it } from 'vitest';
import type { Passage } from '../domain/law.ts';
import { withCompanions } from './companions.ts';

function passage(provision: string, text: string, status: Passage['status'] = 'in_force'): Passage {
  return {
    document: 'K-1',
    kind: 'act',
    lang: 'en',
    provision,
    provisionKind: 'subsection',
    citation: `Kite Act, s ${provision}`,
    title: 'Kite Act',
    marginalNote: undefined,
    headings: [],
    text,
    status,
    url: 'https://example.org/',
    pitDate: '2026-01-01',
    explains: [],
  };
}
const held = [
  passage('4(1)', 'No kite may fly by night.'),
  passage('4(2)', 'For the purpose of subsection (1), night begins at nine.'),
  passage('4(3)', 'Despite subsection (4), kites rest.'),
  passage('4(4)', 'Gone.', 'repealed'),
  passage('9(1)', 'Another subsection (1).'),
];
const catalogue = {
  passage: (_document: string, _lang: string, label: string) =>
    held.find(({ provision }) => provision === label),
};
const order = (...labels: string[]): string[] =>
  withCompanions(
    labels
      .flatMap((label) => held.filter(({ provision }) => provision === label))
      .map((one) => ({ passage: one, score: 1 })),
    catalogue,
  ).map(({ passage: { provision } }) => provision);

describe('companions', () => {
  it('brings the subsection that a passage needs, right after it', () => {
    expect(order('4(2)', '9(1)')).toEqual(['4(2)', '4(1)', '9(1)']);
  });
  it('brings nothing twice, and nothing that is repealed', () => {
    expect(order('4(2)', '4(1)')).toEqual(['4(2)', '4(1)']);
    expect(order('4(3)')).toEqual(['4(3)']);
  });
});
