import { describe, expect, it } from 'vitest';
import { markQuotations, markWords, quotationsOf } from './highlight.ts';

const marked = (pieces: readonly { text: string; marked: boolean }[]): string[] =>
  pieces.filter((piece) => piece.marked).map(({ text }) => text);

describe('highlighting', () => {
  it('finds the quotations of a sentence, in both kinds of marks', () => {
    expect(quotationsOf('It says “no appeal may be made … to the Division”.')).toEqual([
      'no appeal may be made',
      'to the Division',
    ]);
    expect(quotationsOf('Elle dit «\u00a0il ne peut appeler\u00a0».')).toEqual([
      'il ne peut appeler',
    ]);
  });
  it('marks the quoted words where they stand, and keeps the text whole', () => {
    const text = 'Subject to this Act,\nno appeal may be made by a person’s sponsor.';
    const pieces = markQuotations(text, ["no appeal may be made by a person's sponsor"]);
    expect(marked(pieces)).toEqual(['no appeal may be made by a person’s sponsor']);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
  });
  it('marks nothing where the words do not stand', () => {
    expect(marked(markQuotations('Kites fly.', ['kites may swim']))).toEqual([]);
  });
  it('marks words by their beginnings, accents aside', () => {
    const pieces = markWords('Le résident permanent réside ici.', 'residence permanente');
    expect(marked(pieces)).toEqual(['résident', 'permanent', 'réside']);
  });
});
