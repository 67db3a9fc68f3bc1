import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSentenceSplitter, sentencesOf } from './sentences.ts';

const whole = (text: string, lang: 'en' | 'fr' = 'en'): string[] => {
  const splitter = createSentenceSplitter(lang);
  return [...splitter.push(text), ...splitter.end()];
};

describe('createSentenceSplitter', () => {
  it.each([
    ['en', 'You may apply. The officer decides.', ['You may apply.', 'The officer decides.']],
    ['en', 'See s. 25 of the Act. It is short.', ['See s. 25 of the Act.', 'It is short.']],
    [
      'en',
      'The Citizenship Act, R.S.C. 1985, c. C-29, s. 5, applies. Read it.',
      ['The Citizenship Act, R.S.C. 1985, c. C-29, s. 5, applies.', 'Read it.'],
    ],
    ['en', 'Smith v. Canada decided this. Yes.', ['Smith v. Canada decided this.', 'Yes.']],
    ['en', 'Is it 1.5 years? No. You wait.', ['Is it 1.5 years?', 'No.', 'You wait.']],
    ['en', 'He left the U.S. The visa ended.', ['He left the U.S.', 'The visa ended.']],
    [
      'en',
      'There is no appeal. ⟦S1.p1⟧ Leave is needed ⟦S1.p2⟧.',
      ['There is no appeal. ⟦S1.p1⟧', 'Leave is needed ⟦S1.p2⟧.'],
    ],
    [
      'en',
      'It says: “No appeal may be made. None at all.” ⟦S1.p1⟧ That is all.',
      ['It says: “No appeal may be made. None at all.” ⟦S1.p1⟧', 'That is all.'],
    ],
    [
      'en',
      'You need:\n- a passport\n- a photo\n\nThen apply.',
      ['You need:', '- a passport', '- a photo', 'Then apply.'],
    ],
    ['en', '1. Apply first.\n2. Then wait.', ['1. Apply first.', '2. Then wait.']],
    [
      'fr',
      'Selon l’art. 25 de la Loi, c’est possible. L.R.C. 1985, ch. C-29, art. 5. Voilà.',
      ['Selon l’art. 25 de la Loi, c’est possible.', 'L.R.C. 1985, ch. C-29, art. 5.', 'Voilà.'],
    ],
    [
      'fr',
      'La loi dit : « Il n’y a pas d’appel. Jamais. » ⟦S1.p1⟧ Voilà.',
      ['La loi dit : « Il n’y a pas d’appel. Jamais. » ⟦S1.p1⟧', 'Voilà.'],
    ],
    ['fr', 'Puis-je rester ? Oui !', ['Puis-je rester ?', 'Oui !']],
  ] as const)('splits %s: %s', (lang, text, expected) => {
    expect(whole(text, lang)).toEqual(expected);
  });

  it('gives a sentence as soon as the next one has begun', () => {
    const splitter = createSentenceSplitter('en');
    expect(splitter.push('You may apply.')).toEqual([]);
    expect(splitter.push(' ⟦S1.p1⟧')).toEqual([]);
    expect(splitter.push(' The ')).toEqual(['You may apply. ⟦S1.p1⟧']);
    expect(splitter.end()).toEqual(['The']);
    expect(splitter.end()).toEqual([]);
  });

  it('cuts what never ends', () => {
    const sentences = whole('word '.repeat(4000));
    expect(sentences.length).toBeGreaterThan(4);
    expect(Math.max(...sentences.map((each) => each.length))).toBeLessThanOrEqual(4000);
  });

  const pieces = fc.array(
    fc.constantFrom(
      ...['The law', 's. 25', 'R.S.C.', '. ', '.', '? ', ' ⟦S1.p1⟧', '⟦', '“', '”', '« ', ' »'],
      ...['\n', '\n\n', '- ', '1. ', 'You ', 'art. ', '(a)', '"', ' no', ' ', 'É', '…'],
    ),
    { maxLength: 40 },
  );

  it('loses no letter and does not depend on how the text is cut (property)', () => {
    fc.assert(
      fc.property(
        pieces,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        (parts, cuts) => {
          const text = parts.join('');
          const splitter = createSentenceSplitter('en');
          const streamed: string[] = [];
          for (let at = 0, turn = 0; at < text.length; turn += 1) {
            const size = cuts[turn % cuts.length] ?? 1;
            streamed.push(...splitter.push(text.slice(at, at + size)));
            at += size;
          }
          streamed.push(...splitter.end());
          expect(streamed).toEqual(whole(text));
          expect(streamed.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('sentencesOf', () => {
  it('gives each paragraph of a provision by itself', () => {
    expect(
      sentencesOf('An officer may: (a) enter; and (b) leave.\n(c) stay. Or not.', 'en'),
    ).toEqual(['An officer may: (a) enter;', '(b) leave.', '(c) stay.', 'Or not.']);
    expect(sentencesOf('L’agent peut : a) entrer; b) sortir.', 'fr')).toEqual([
      'L’agent peut : a) entrer;',
      'b) sortir.',
    ]);
  });
});
