import { describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { fr } from './fr.ts';

const names = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

describe('the message catalogues', () => {
  it('have the same keys', () => {
    expect(Object.keys(fr).sort()).toEqual(Object.keys(en).sort());
  });
  it.each(Object.keys(en) as (keyof typeof en)[])(
    '%s has the same values to fill in, and is not empty',
    (key) => {
      expect(names(fr[key])).toEqual(names(en[key]));
      expect(fr[key].trim()).not.toBe('');
      expect(en[key].trim()).not.toBe('');
    },
  );
});
