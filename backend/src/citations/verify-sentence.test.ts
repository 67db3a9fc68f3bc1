import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createInMemoryCatalogue } from '../../test/fakes/in-memory-catalogue.ts';
import type { PromptPassage } from '../domain/ports.ts';
import { analyse } from '../search/analyse.ts';
import { sampleLaws } from './sample-laws.ts';
import { createSentenceVerifier } from './verify-sentence.ts';

const catalogue = createInMemoryCatalogue(sampleLaws());
const verify = createSentenceVerifier({ catalogue, analyse, today: () => '2026-06-01' });

function passage(
  id: string,
  document: string,
  label: string,
  lang: 'en' | 'fr' = 'en',
): PromptPassage {
  const held = catalogue.passage(document, lang, label);
  if (held === undefined) throw new Error(`no ${document} ${label}`);
  return { id, passage: held, score: 1 };
}
const passages = [
  passage('S1.p1', 'I-2.5', '25(1)'),
  passage('S1.p2', 'I-2.5', '64(1)'),
  passage('S1.p3', 'I-2.5', '64(2)'),
  passage('S1.p4', 'I-2.5', '57(1)'),
  passage('S1.p5', 'I-2.5', '245'),
  passage('S2.p1', 'SOR-2002-227', '182(1)'),
  passage('S2.p2', 'SOR-2002-227', '224(2)'),
  passage('S1.p6', 'I-2.5', '25(1.01)'),
];
const french = [
  passage('S1.p1', 'I-2.5', '25(1)', 'fr'),
  passage('S1.p2', 'I-2.5', '64(1)', 'fr'),
  passage('S1.p3', 'I-2.5', '64(2)', 'fr'),
];
const check = (text: string) => verify({ text, passages, lang: 'en' });
const vérifier = (text: string) => verify({ text, passages: french, lang: 'fr' });

const GOOD: readonly string[] = [
  'A foreign national cannot appeal to the Immigration Appeal Division if found inadmissible on grounds of serious criminality ⟦S1.p2⟧.',
  'No appeal may be made by a foreign national who is inadmissible for serious criminality. ⟦S1.p2⟧',
  'The crime must have been punished in Canada by a term of imprisonment of at least 6 months ⟦S1.p3⟧.',
  'This covers a crime punished in Canada by imprisonment of six months or more ⟦S1.p3⟧.',
  'The Immigration Division must review the reasons for the detention within 48 hours ⟦S1.p4⟧.',
  'An officer shall restore temporary resident status on an application made within ninety days after losing it ⟦S2.p1⟧.',
  'A foreign national with a departure order must leave within thirty days ⟦S2.p2⟧.',
  'The Minister must examine the circumstances of a foreign national in Canada who applies for permanent resident status ⟦S1.p1⟧.',
  'The Minister may grant an exemption justified by humanitarian considerations ⟦S1.p1⟧.',
  'Under section 64(1), “No appeal may be made to the Immigration Appeal Division by a foreign national” ⟦S1.p2⟧.',
  'Under IRPA, s 64(1), no appeal may be made by a foreign national inadmissible on grounds of serious criminality.',
  'The Immigration Division must review the detention within 48 hours (IRPA, s 57(1)) ⟦S1.p4⟧.',
  'This depends on your situation.',
  'The passages do not say how long an application takes.',
  'Immigration and Refugee Protection Act, SC 2001, c 27, s 64(1) (No appeal for inadmissibility): “No appeal may be made to the Immigration Appeal Division by a foreign national if the foreign national has been found to be inadmissible on grounds of serious criminality.” ⟦S1.p2⟧',
  'A designated foreign national may not make a request within five years after a final determination ⟦S1.p6⟧.',
];
const BAD: readonly (readonly [string, string])[] = [
  [
    'A foreign national can appeal to the Immigration Appeal Division if found inadmissible on grounds of serious criminality ⟦S1.p2⟧.',
    'guard-negation',
  ],
  [
    'An appeal may be made by a foreign national who has been found to be inadmissible on grounds of serious criminality ⟦S1.p2⟧.',
    'guard-negation',
  ],
  [
    'The Minister must grant an exemption justified by humanitarian considerations, and may examine the circumstances of the foreign national ⟦S1.p1⟧.',
    '',
  ],
  [
    'The Immigration Division may review the reasons for the detention within 48 hours ⟦S1.p4⟧.',
    'guard-modality',
  ],
  [
    'The Immigration Division must review the reasons for the detention within 72 hours ⟦S1.p4⟧.',
    'guard-number',
  ],
  [
    'The Immigration Division must review the reasons for the detention within 48 days ⟦S1.p4⟧.',
    'guard-number',
  ],
  [
    'The crime must have been punished in Canada by a term of imprisonment of less than six months ⟦S1.p3⟧.',
    'guard-number',
  ],
  [
    'The crime must have been punished in Canada by a term of imprisonment of at least two years ⟦S1.p3⟧.',
    'guard-number',
  ],
  [
    'An officer shall not restore temporary resident status on an application made within 90 days after losing temporary resident status ⟦S2.p1⟧.',
    'guard-negation',
  ],
  ['A foreign national with a departure order may leave within 30 days ⟦S2.p2⟧.', 'guard-modality'],
  ['The judge shall restore temporary resident status on application ⟦S2.p1⟧.', 'no-overlap'],
  ['You qualify for a full refund of the passport fees from the embassy ⟦S1.p1⟧.', 'no-overlap'],
  ['Under IRPA, s 999, no appeal may be made by a foreign national ⟦S1.p2⟧.', 'pinpoint-missing'],
  ['Under section 64(9), no appeal may be made by a foreign national ⟦S1.p2⟧.', 'pinpoint-missing'],
  [
    'Under the Immigration and Refugee Act, s 64(1), no appeal may be made by a foreign national ⟦S1.p2⟧.',
    'name-mismatch',
  ],
  [
    'Under IRPA, SC 2001, c 28, s 64(1), no appeal may be made by a foreign national ⟦S1.p2⟧.',
    'name-mismatch',
  ],
  [
    'As held in 2019 SCC 65, no appeal may be made by a foreign national ⟦S1.p2⟧.',
    'outside-coverage',
  ],
  [
    'Under s 34 of the Criminal Code, no appeal may be made by a foreign national ⟦S1.p2⟧.',
    'outside-coverage',
  ],
  ['No appeal may be made by a foreign national under IRPA, s 245 ⟦S1.p2⟧.', 'not-in-force'],
  ['No appeal may be made by a foreign national ⟦S9.p9⟧.', 'unknown-marker'],
  ['No appeal may be made by a foreign national ⟦S1⟧.', 'malformed'],
  ['No appeal may be made by a foreign national ⟦S1.p2.', 'malformed'],
  ['⟦S1.p2⟧', 'malformed'],
  ['You must leave Canada at once.', 'uncited'],
  ['The passages do not say so, so you may stay.', 'uncited'],
  ['It depends on your income, which must exceed the limit.', 'uncited'],
  [
    'The Act says “every foreign national may appeal to the Immigration Appeal Division” ⟦S1.p2⟧.',
    'quote-mismatch',
  ],
  ['“No appeal may be made to the Federal Court by a foreign national” ⟦S1.p2⟧', 'quote-mismatch'],
  ['Text that was repealed ⟦S1.p5⟧.', 'not-in-force'],
];
const BON: readonly string[] = [
  'L’étranger interdit de territoire pour grande criminalité ne peut interjeter appel ⟦S1.p2⟧.',
  'L’infraction doit avoir été punie au Canada par un emprisonnement d’au moins 6 mois ⟦S1.p3⟧.',
  'Le ministre peut octroyer une dispense pour des considérations d’ordre humanitaire ⟦S1.p1⟧.',
  'Selon l’article 64(1) de la LIPR, « L’appel ne peut être interjeté par l’étranger » ⟦S1.p2⟧.',
  'Les passages ne disent pas combien de temps cela prend.',
  'Cela dépend de votre situation.',
];
const MAUVAIS: readonly (readonly [string, string])[] = [
  [
    'L’étranger interdit de territoire pour grande criminalité peut interjeter appel ⟦S1.p2⟧.',
    'guard-negation',
  ],
  [
    'L’infraction doit avoir été punie au Canada par un emprisonnement d’au moins deux ans ⟦S1.p3⟧.',
    'guard-number',
  ],
  [
    'L’infraction doit avoir été punie au Canada par un emprisonnement de moins de six mois ⟦S1.p3⟧.',
    'guard-number',
  ],
  [
    'Selon l’article 999 de la LIPR, l’appel ne peut être interjeté par l’étranger ⟦S1.p2⟧.',
    'pinpoint-missing',
  ],
  ['La loi dit : « L’appel peut être interjeté par l’étranger » ⟦S1.p2⟧.', 'quote-mismatch'],
  ['Vous devez quitter le Canada.', 'uncited'],
];

describe('verifySentence', () => {
  it.each(GOOD)('passes: %s', (text) => {
    expect(check(text)).toMatchObject({ status: 'passed', reason: 'passed' });
  });
  it.each(BAD)('fails: %s', (text, reason) => {
    const verdict = check(text);
    expect(verdict.status).toBe('failed');
    if (reason !== '') expect(verdict.reason).toBe(reason);
    expect(verdict.results).toHaveLength(1);
  });
  it.each(BON)('laisse passer : %s', (text) => {
    expect(vérifier(text)).toMatchObject({ status: 'passed', reason: 'passed' });
  });
  it.each(MAUVAIS)('retient : %s', (text, reason) => {
    expect(vérifier(text)).toMatchObject({ status: 'failed', reason });
  });

  it('takes the markers out and mends the spaces', () => {
    expect(check('No appeal may be made by a foreign national ⟦S1.p2⟧ .').text).toBe(
      'No appeal may be made by a foreign national.',
    );
    expect(check('No appeal may be made. ⟦S1.p2⟧').text).toBe('No appeal may be made.');
  });

  it('says what was established of each passage', () => {
    const verdict = check(
      'Under section 64(1), “No appeal may be made to the Immigration Appeal Division by a foreign national” ⟦S1.p2⟧.',
    );
    expect(verdict.quoted).toBe(true);
    expect(verdict.cited.map(({ passage: { id }, checks }) => [id, checks])).toEqual([
      ['S1.p2', ['exists', 'pinpoint', 'quoted']],
    ]);
    expect(verdict.results).toEqual(['passed']);
  });

  it('cites a provision of the catalogue that is named in words', () => {
    const verdict = check(
      'Under IRPA, s 57(2), the Division must review the reasons at least once during the seven days following the review.',
    );
    expect(verdict.status).toBe('passed');
    expect(verdict.cited.map(({ passage: { passage: held } }) => held.provision)).toEqual([
      '57(2)',
    ]);
  });

  it('compares with the version in the language of the answer', () => {
    const verdict = verify({
      text: 'L’étranger interdit de territoire pour grande criminalité ne peut interjeter appel ⟦S1.p2⟧.',
      passages,
      lang: 'fr',
    });
    expect(verdict.status).toBe('passed');
  });

  const pieces = fc.constantFrom(
    ...[
      'No appeal',
      ' may ',
      ' not ',
      '“',
      '”',
      '"',
      '«',
      '»',
      "'",
      '⟦S1.p1⟧',
      '⟦',
      '⟧',
      'IRPA',
      ' s 64(1)',
    ],
    ...[
      ' 30 days',
      ' six months',
      ' unless ',
      '.',
      ' … ',
      '[t]he',
      '\n',
      '(',
      ')',
      ' 2019 SCC 65',
      'é',
      '🧭',
    ],
  );
  it('never throws, and shows no marker (property)', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const verdict = check(parts.join(''));
        expect(verdict.text).not.toMatch(/[⟦⟧]/u);
        if (verdict.status === 'passed') expect(verdict.reason).toBe('passed');
      }),
      { numRuns: 500 },
    );
  });
});

describe('an adversarial provider', () => {
  /** Ways to make a good sentence false, applied to each that they fit. */
  const corruptions: readonly ((text: string) => string)[] = [
    (text) => text.replace(/⟦S1\.p\d⟧/u, '⟦S7.p1⟧'),
    (text) => text.replace(/ must /u, ' may '),
    (text) => text.replace(/ (must|may|shall) (?!not)/u, ' $1 not '),
    (text) => text.replace(/\b(?:48|90|30|thirty|ninety|6|six|five)\b/u, '75'),
    (text) => text.replace(/s(?:ection)? 64\(1\)/u, 's 64(7)'),
    (text) => text.replace(/s(?:ection)? 57\(1\)/u, 's 957(1)'),
    (text) => text.replace(/at least/u, 'less than'),
    (text) => text.replace(/(“[^”]*) foreign national([^”]*”)/u, '$1 permanent resident$2'),
    (text) => text.replace(/ ⟦[^⟧]*⟧/u, ' as held in 2021 FC 123'),
    (text) => text.replace(/ cannot /u, ' can '),
    (text) => text.replace(/^No appeal/u, 'An appeal'),
    (text) => text.replace(/SC 2001, c 27/u, 'SC 2001, c 72'),
  ];
  it('gets no false sentence through, and 95 % of the good ones', () => {
    const bad = GOOD.flatMap((text) =>
      corruptions.map((corrupt) => corrupt(text)).filter((changed) => changed !== text),
    );
    expect(bad.length).toBeGreaterThan(40);
    const through = bad.filter((text) => check(text).status === 'passed');
    expect(through).toEqual([]);
    const good = GOOD.filter((text) => check(text).status === 'passed');
    expect(good.length / GOOD.length).toBeGreaterThanOrEqual(0.95);
  });
});
