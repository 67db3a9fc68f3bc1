import { describe, expect, it } from 'vitest';
import { analyse } from './analyse.ts';

describe('analyse', () => {
  it('meets the forms of an English word in one stem', () => {
    expect(analyse('appeals Appealed appealing', 'en')).toEqual(['appeal', 'appeal', 'appeal']);
  });

  it('takes French elisions off, with both apostrophes', () => {
    expect(analyse("l'appel d’un étranger qu'il interjette", 'fr')).toEqual(
      analyse('appel étranger interjette', 'fr'),
    );
  });

  it('gives a French word the same stem with and without its accents', () => {
    for (const [accented, plain] of [
      ['résidence', 'residence'],
      ['réfugiés', 'refugies'],
      ['citoyenneté', 'citoyennete'],
      ['époux', 'epoux'],
    ] as const) {
      expect(analyse(accented, 'fr')).toEqual(analyse(plain, 'fr'));
    }
  });

  it('keeps a son in English and drops the pronoun in French', () => {
    expect(analyse('my son', 'en')).toEqual(['son']);
    expect(analyse('son appel', 'fr')).toEqual(['appel']);
  });

  it('drops contractions and possessives', () => {
    expect(analyse("tribunal's decision isn't", 'en')).toEqual(['tribun', 'decis']);
  });

  it('keeps numbers, joins thousands, splits hyphens', () => {
    expect(analyse('$4,000 within 30 days', 'en')).toEqual(['4000', '30', 'day']);
    expect(analyse('4\u00a0000 $ sous-alinéa', 'fr')).toEqual(['4000', ...analyse('alinéa', 'fr')]);
  });

  it('gives the same tokens for composed and decomposed letters', () => {
    expect(analyse('re\u0301gularise\u0301', 'fr')).toEqual(analyse('régularisé', 'fr'));
  });

  it('has nothing to say about an empty text or one of stop words', () => {
    expect(analyse('', 'en')).toEqual([]);
    expect(analyse('what is it that we can do', 'en')).toEqual([]);
  });
});
