import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse } from './analyse.ts';
import { excerpt } from './excerpt.ts';

const text =
  'Boats are registered each year. The fee is paid to the harbour master. Dogs wear a collar. A collar bears a tag with the number of the dog.';

describe('excerpt', () => {
  it('leaves a short passage whole', () => {
    expect(excerpt('A short\n text.', [], 'en', 80)).toBe('A short text.');
  });

  it('shows the sentences that hold the words asked for', () => {
    expect(excerpt(text, analyse('collar tag of my dog', 'en'), 'en', 90)).toBe(
      '… Dogs wear a collar. A collar bears a tag with the number of the dog.',
    );
  });

  it('starts at the beginning when no word is found', () => {
    expect(excerpt(text, analyse('zebra', 'en'), 'en', 60)).toMatch(/^Boats are registered/);
  });

  it('cuts a long sentence around the word asked for', () => {
    const long = `It is ${'very '.repeat(60)}hard to say why zebras ${'often '.repeat(60)}wait.`;
    const cut = excerpt(long, analyse('zebra', 'en'), 'en', 100);
    expect(cut).toContain('zebras');
    expect(cut.startsWith('…') && cut.endsWith('…')).toBe(true);
  });

  it('never exceeds the length (property)', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('dog', 'harbour. ', '; (a) ', 'A ', 'x'.repeat(70), '\n', ' ')),
        fc.integer({ min: 20, max: 120 }),
        (parts, length) => {
          const shown = excerpt(parts.join(' '), ['dog'], 'en', length);
          expect(shown.length).toBeLessThanOrEqual(length);
        },
      ),
    );
  });
});
