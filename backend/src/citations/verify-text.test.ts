import { describe, expect, it } from 'vitest';
import { createInMemoryCatalogue } from '../../test/fakes/in-memory-catalogue.ts';
import { sampleLaws } from './sample-laws.ts';
import { createCitationVerifier } from './verify-text.ts';

const verify = createCitationVerifier(createInMemoryCatalogue(sampleLaws()), () => '2026-06-01');
const statuses = (text: string, lang: 'en' | 'fr' = 'en') =>
  verify(text, { lang }).map(({ status }) => status);

describe('createCitationVerifier', () => {
  it('checks each citation of a sentence in its context', () => {
    const [first, second, third, ...more] = verify(
      'See IRPA s 25(1), s 999 and SOR/2002-227, s 179(b).',
      { lang: 'en' },
    );
    expect(more).toEqual([]);
    expect(first).toMatchObject({
      raw: 'IRPA s 25(1)',
      start: 4,
      end: 16,
      kind: 'provision',
      document: 'I-2.5',
      provision: '25(1)',
      status: 'verified',
      canonical: {
        en: 'Immigration and Refugee Protection Act, SC 2001, c 27, s 25(1)',
        fr: 'Loi sur l’immigration et la protection des réfugiés, LC 2001, c 27, art 25(1)',
      },
      url: 'https://laws.example/en/I-2.5/section-25.html',
    });
    expect(second).toMatchObject({
      status: 'pinpoint_missing',
      document: 'I-2.5',
      provision: '999',
      reason: 'Section 999 does not exist; the Act ends at section 275.',
      suggestion: 'Immigration and Refugee Protection Act, SC 2001, c 27, s 275',
    });
    expect(third).toMatchObject({
      status: 'verified',
      document: 'SOR-2002-227',
      provision: '179(b)',
    });
  });

  it.each([
    ['IRPA, s 25(4)', 'pinpoint_missing', 'Section 25 exists, but it has no subsection (4).'],
    [
      'IRPA, s 36(1)(z)',
      'pinpoint_missing',
      'Subsection 36(1) exists, but it has no paragraph (z).',
    ],
    [
      'IRPA, s 46.1',
      'pinpoint_missing',
      'Section 46.1 does not exist in the Immigration and Refugee Protection Act.',
    ],
    ['IRPA, s 245', 'repealed', 'Section 245 has been repealed.'],
    ['IRPA, s 245(1)', 'repealed', 'Section 245 has been repealed.'],
    ['IRPA, s 250', 'not_in_force', 'Section 250 exists but is not in force.'],
    [
      'SOR/2002-228, r 28',
      'repealed',
      'The Refugee Protection Division Rules (SOR/2002-228) have been repealed as a whole.',
    ],
    ['Refugee Protection Division Rules, SOR/2002-228, r 28', 'repealed', undefined],
    ['Refugee Protection Division Rules, r 28', 'verified', undefined],
    [
      'Immigration and Refugee Protection Act, SC 2001, c 28, s 25',
      'name_mismatch',
      'The Immigration and Refugee Protection Act is SC 2001, c 27, not SC 2001, c 28.',
    ],
    [
      'Citizenship Act, SC 2001, c 27, s 25',
      'name_mismatch',
      'SC 2001, c 27 is the Immigration and Refugee Protection Act, not “Citizenship Act”.',
    ],
    ['Immigration and Refugee Act, s 25(1)', 'name_mismatch', undefined],
    ['Federal Court Act, s 18', 'name_mismatch', undefined],
    ['Criminal Code, s 34', 'outside_coverage', undefined],
    ['Ontario Citizenship Act, s 5', 'outside_coverage', undefined],
    ['RSBC 1996, c 373, s 1', 'outside_coverage', undefined],
    ['SOR/2003-227, s 182', 'outside_coverage', undefined],
    ['SOR/1901-227, s 182', 'not_found', undefined],
    ['RSC 1999, c C-29', 'not_found', undefined],
    [
      'SC 2001, c 27, ss 96-97',
      'verified',
      'Immigration and Refugee Protection Act, SC 2001, c 27, ss 96-97 exist and are in force.',
    ],
    ['SC 2001, c 27, ss 97-96', 'malformed', undefined],
    ['IRPA, ss 274-999', 'pinpoint_missing', undefined],
    [
      'ss 96 and 999 of the IRPA',
      'pinpoint_missing',
      'Section 999 does not exist; the Act ends at section 275.',
    ],
    ['2019 SCC 65', 'outside_coverage', undefined],
    ['2030 SCC 1', 'malformed', 'A decision cannot bear the year 2030, which is yet to come.'],
    ['1985 SCC 12', 'malformed', undefined],
    ['s 7 of the Charter', 'outside_coverage', undefined],
    ['s 99 of the Charter', 'pinpoint_missing', undefined],
    ['IMM-6362-13', 'outside_coverage', undefined],
  ])('%s is %s', (text, status, reason) => {
    const [checked, ...more] = verify(text, { lang: 'en' });
    expect(more).toEqual([]);
    expect(checked?.status).toBe(status);
    if (reason !== undefined) expect(checked?.reason).toBe(reason);
  });

  it('says in French what is wrong in French', () => {
    const [missing] = verify('LIPR, art 999', { lang: 'fr' });
    expect(missing).toMatchObject({
      status: 'pinpoint_missing',
      reason: 'L’article 999 n’existe pas; la Loi se termine à l’article 275.',
    });
    const [rules] = verify('DORS/2012-256, r 99', { lang: 'fr' });
    expect(rules?.reason).toBe('La règle 99 n’existe pas; les Règles se terminent à la règle 62.');
  });

  it('tells a label that only the other version has', () => {
    expect(verify('IRPA, s 36(1)(b)', { lang: 'fr' })[0]?.status).toBe('verified');
    const [french] = verify('l’alinéa 36(1)b) de la LIPR', { lang: 'fr' });
    expect(french).toMatchObject({
      status: 'pinpoint_missing',
      suggestion: 'Immigration and Refugee Protection Act, SC 2001, c 27, s 36(1)(b)',
    });
    expect(french?.reason).toContain('version anglaise');
    expect(verify('l’alinéa 36(1)b) de la LIPR', { lang: 'en' })[0]?.reason).toContain(
      'English version only',
    );
  });

  it('reads a definition after its address', () => {
    const text = 'IRPA, s 2(1) “foreign national” says so';
    const [checked] = verify(text, { lang: 'en' });
    expect(checked).toMatchObject({
      raw: 'IRPA, s 2(1) “foreign national”',
      provision: '2(1) "foreign national"',
      status: 'verified',
    });
    expect(verify('IRPA, s 25(1) “shall do what it says”', { lang: 'en' })[0]?.raw).toBe(
      'IRPA, s 25(1)',
    );
  });

  it('never calls a text that is not held false', () => {
    expect(statuses('Income Tax Act, RSC 1985, c 1 (5th Supp), s 18(1)(m)')).toEqual([
      'outside_coverage',
    ]);
  });

  it('leaves out addresses that name no instrument', () => {
    expect(statuses('Look at section 25 and s 25(1) of the Act.')).toEqual([]);
  });

  it('reads back what it formats, in both languages', () => {
    const written = [
      'IRPA s 36(1)(a)',
      'SC 2001, c 27, ss 96-97',
      'IRPA, ss 25, 28(2)(a)(ii)',
      'SOR/2012-256, r 62(6)',
      'SC 2019, c 29, s 292, s 4',
      '2019 SCC 65 at paras 12, 15-17',
      '[1999] 2 SCR 817 at 837',
    ];
    for (const text of written) {
      const [first] = verify(text, { lang: 'en' });
      for (const lang of ['en', 'fr'] as const) {
        const canonical = first?.canonical[lang] ?? '';
        const [again, ...more] = verify(canonical, { lang });
        expect(more).toEqual([]);
        expect(again?.raw).toBe(canonical);
        expect(again?.canonical).toEqual(first?.canonical);
        expect(again?.status).toBe(first?.status);
      }
    }
  });
});
