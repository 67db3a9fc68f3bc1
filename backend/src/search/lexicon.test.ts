import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyse } from './analyse.ts';
import { LEXICON, lookUp } from './lexicon.ts';
import { lexiconTable } from './lexicon-table.ts';
import { outsideSubjects } from './outside.ts';
import { spoken } from './phrases.ts';

describe('the everyday-word lexicon', () => {
  it('has phrases and law’s words in both languages in every entry', () => {
    for (const { en, fr, lawEn, lawFr } of LEXICON) {
      for (const phrase of en.split('|')) expect(spoken(phrase, 'en').all, en).not.toEqual([]);
      for (const phrase of fr.split('|')) expect(spoken(phrase, 'fr').all, fr).not.toEqual([]);
      expect(analyse(lawEn, 'en'), en).not.toEqual([]);
      expect(analyse(lawFr, 'fr'), fr).not.toEqual([]);
    }
  });

  it('is written down with the origin of each entry', () => {
    const page = readFileSync(new URL('../../../docs/evaluation.md', import.meta.url), 'utf8');
    expect(page, 'run node backend/src/search/lexicon-table.ts').toContain(lexiconTable());
  });

  const law = (text: string, lang: 'en' | 'fr'): string[] =>
    lookUp(spoken(text, lang), lang).map(({ entry }) =>
      lang === 'en' ? entry.lawEn : entry.lawFr,
    );

  it('knows practice’s abbreviations and newcomers’ words', () => {
    expect(law('my PR card expired', 'en').join(' ')).toContain('permanent resident');
    expect(law('they want to kick me out, I was deported', 'en').join(' ')).toContain(
      'removal order',
    );
    expect(law('an H&C application', 'en').join(' ')).toContain('humanitarian');
    expect(law('ma demande d’ERAR', 'fr').join(' ')).toContain('risques avant renvoi');
  });

  it('does not take one common word for a phrase that small words make', () => {
    // `born in Canada` is more than `Canada`, `pays sûr` more than `pays`.
    expect(law('I live in Canada', 'en').join(' ')).not.toContain('person born');
    expect(law('mon pays', 'fr').join(' ')).not.toContain('pays d’origine désignés');
  });
});

describe('outsideSubjects', () => {
  const count = (text: string, lang: 'en' | 'fr', titles: string[] = []): number =>
    outsideSubjects(spoken(text, lang), lang, titles);

  it('knows what other law and no law speaks of', () => {
    expect(count('How do I split the house in a divorce in Ontario?', 'en')).toBeGreaterThan(0);
    expect(count('property tax in Halifax', 'en')).toBe(1);
    expect(count('visa pour les États-Unis', 'fr')).toBe(1);
    expect(count('a US visa', 'en')).toBe(1);
    expect(count('a U.S. visa', 'en')).toBe(1);
  });

  it('leaves a subject whose law is held', () => {
    expect(count('income tax on dividends', 'en')).toBe(1);
    expect(count('income tax on dividends', 'en', ['income tax act'])).toBe(0);
  });

  it('does not mistake a pronoun for a country', () => {
    expect(count('can they give us a visa', 'en')).toBe(0);
  });
});
