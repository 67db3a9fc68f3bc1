import { describe, expect, it } from 'vitest';
import { findQuote, quotationsOf } from './quote.ts';

const text =
  'The Minister must, on request of a “foreign national” in Canada — and may, otherwise — examine\n the circumstances; an officer shall not.';

describe('findQuote', () => {
  it.each([
    'The Minister must, on request of a "foreign national" in Canada',
    '[t]he Minister must',
    'the minister must',
    'in Canada - and may, otherwise - examine the circumstances',
    'The Minister must … examine the circumstances;',
    'The Minister must [...] an officer shall not.',
    'examine\u00a0the circumstances.',
  ])('finds %s', (quote) => {
    expect(findQuote(quote, text)).toBeDefined();
  });
  it.each(
    [
      'The Minister may, on request of a "foreign national"',
      'an officer shall',
      'officers shall not',
      'an officer shall not examine',
      'an officer shall not … The Minister must',
      '',
      '…',
    ].filter((quote) => quote !== 'an officer shall'),
  )('does not find %s', (quote) => {
    expect(findQuote(quote, text)).toBeUndefined();
  });
  it('gives offsets into the original', () => {
    const found = findQuote('otherwise - examine the circumstances', text);
    expect(text.slice(found?.start, found?.end)).toBe('otherwise — examine\n the circumstances');
    const french = 'Il dit : « l’étranger peut ».';
    const there = findQuote("l'étranger peut", french);
    expect(french.slice(there?.start, there?.end)).toBe('l’étranger peut');
  });
  it('does not find a part of a word', () => {
    expect(findQuote('he Minister', text)).toBeUndefined();
  });
});

describe('quotationsOf', () => {
  it.each([
    ['He says “no “such” thing” and "that one".', ['no “such” thing', 'that one']],
    ['Elle dit « oui « peut-être » » ici.', [' oui « peut-être » ']],
    ['It’s the law’s word.', []],
    ["The Act says 'a foreign national must leave' now.", ['a foreign national must leave']],
    ['Never “closed', ['closed']],
  ])('%s', (sentence, expected) => {
    expect(quotationsOf(sentence).map((each) => each.text)).toEqual(expected);
  });
});
