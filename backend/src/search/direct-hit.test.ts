import { describe, expect, it } from 'vitest';
import type { DocumentRecord } from '../domain/law.ts';
import { createAliases } from './aliases.ts';
import { citedProvisions } from './direct-hit.ts';

const record = (
  id: string,
  kind: 'act' | 'regulation',
  title: string,
  aliases: string[],
  citation: string,
  theAct?: string,
): DocumentRecord => ({
  id,
  fileId: id,
  kind,
  lang: 'en',
  title,
  longTitle: title,
  aliases,
  citation,
  url: '',
  pitDate: '2026-01-01',
  currentDate: '2026-01-01',
  status: 'in_force',
  provisionCount: 1,
  ...(theAct === undefined ? {} : { theAct }),
});

const aliases = createAliases([
  record(
    'I-2.5',
    'act',
    'Immigration and Refugee Protection Act',
    ['IRPA', 'LIPR'],
    'SC 2001, c 27',
  ),
  record(
    'SOR-2002-227',
    'regulation',
    'Immigration and Refugee Protection Regulations',
    ['IRPR', 'RIPR'],
    'SOR/2002-227',
    'I-2.5',
  ),
  record('C-29', 'act', 'Citizenship Act', [], 'RSC 1985, c C-29'),
]);

describe('citedProvisions', () => {
  it.each([
    ['IRPA s 25(1)', 'en', 'I-2.5', '25(1)'],
    ['A25(1)', 'en', 'I-2.5', '25(1)'],
    ['a25(1.1)', 'en', 'I-2.5', '25(1.1)'],
    ['R179(b)', 'en', 'SOR-2002-227', '179(b)'],
    ['what does section 64 of IRPA say?', 'en', 'I-2.5', '64'],
    ['art 64 LIPR', 'fr', 'I-2.5', '64'],
    ['article 36(1)a) de la LIPR', 'fr', 'I-2.5', '36(1)(a)'],
    ['IRPR 117(9)(d)', 'en', 'SOR-2002-227', '117(9)(d)'],
    ['Citizenship Act, RSC 1985, c C-29, s 5(1)(c)(i)', 'en', 'C-29', '5(1)(c)(i)'],
    ['SOR/2002-227, s 179(b)', 'en', 'SOR-2002-227', '179(b)'],
    ['paragraph 36(1)(a) of the Act', 'en', 'I-2.5', '36(1)(a)'],
    ['alinéa 36(1)a) de la Loi', 'fr', 'I-2.5', '36(1)(a)'],
  ] as const)('reads %s', (query, lang, document, label) => {
    expect(citedProvisions(query, lang, aliases, undefined)).toContainEqual({ document, label });
  });

  it.each([
    'I have 25 days and 2 children',
    'section 15 of the Charter',
    'I live in apartment A 25',
    'what is a permit',
    'Smith, 2019 SCC 65',
  ])('reads nothing in %s', (query) => {
    expect(citedProvisions(query, 'en', aliases, undefined)).toEqual([]);
  });

  it('takes a bare section for one of the document that is open', () => {
    expect(citedProvisions('section 5', 'en', aliases, 'C-29')).toEqual([
      { document: 'C-29', label: '5' },
    ]);
  });

  it('takes the Act inside a regulation for the one it is made under', () => {
    expect(citedProvisions('s 25 of the Act', 'en', aliases, 'SOR-2002-227')).toEqual([
      { document: 'I-2.5', label: '25' },
    ]);
  });

  it('is quick on hostile text', () => {
    const hostile = 's '.repeat(400) + '1('.repeat(300) + 'section 1.1.1.1.1'.repeat(100);
    expect(() => citedProvisions(hostile, 'en', aliases, undefined)).not.toThrow();
  });
});
