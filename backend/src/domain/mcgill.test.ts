import { describe, expect, test } from 'vitest';
import { officialUrl, printedLabel, provisionCitation } from './mcgill.ts';

const act = {
  en: { title: 'Immigration and Refugee Protection Act', citation: 'SC 2001, c 27', kind: 'act' },
  fr: {
    title: 'Loi sur l’immigration et la protection des réfugiés',
    citation: 'LC 2001, c 27',
    kind: 'act',
  },
} as const;
const rules = {
  title: 'Federal Courts Rules',
  citation: 'SOR/98-106',
  kind: 'regulation',
} as const;

describe('printedLabel', () => {
  test.each([
    ['25(1)', '25(1)', '25(1)'],
    ['25(1.01)', '25(1.01)', '25(1.01)'],
    ['36(1)(a)', '36(1)(a)', '36(1)a)'],
    ['36(1)(a)(i)(A)', '36(1)(a)(i)(A)', '36(1)a)(i)(A)'],
    ['96(a)', '96(a)', '96a)'],
    ['34(1)(b.1)', '34(1)(b.1)', '34(1)b.1)'],
    ['101.1', '101.1', '101.1'],
    ['2(1) "person"', '2(1) “person”', '2(1) « person »'],
    ['1(3) "family"(b)(i)', '1(3) “family”(b)(i)', '1(3) « family »b)(i)'],
    ['Schedule 1', 'Schedule 1', 'annexe 1'],
    ['Schedule 1, E', 'Schedule 1, E', 'annexe 1, E'],
    ['Schedule', 'Schedule', 'annexe'],
    ['Preamble', 'Preamble', 'préambule'],
  ])('%s is printed %s and %s', (label, en, fr) => {
    expect(printedLabel(label, 'en')).toBe(en);
    expect(printedLabel(label, 'fr')).toBe(fr);
  });
});

describe('provisionCitation', () => {
  test('names section and article', () => {
    expect(provisionCitation(act.en, '25(1)', 'en')).toBe(
      'Immigration and Refugee Protection Act, SC 2001, c 27, s 25(1)',
    );
    expect(provisionCitation(act.fr, '36(1)(a)', 'fr')).toBe(
      'Loi sur l’immigration et la protection des réfugiés, LC 2001, c 27, art 36(1)a)',
    );
  });
  test('names several provisions in the plural', () => {
    expect(provisionCitation(act.en, ['25(1)', '34'], 'en')).toMatch(/, ss 25\(1\), 34$/);
    expect(provisionCitation(act.fr, ['25(1)', '34'], 'fr')).toMatch(/, art 25\(1\), 34$/);
  });
  test('schedules and whole documents have no section sign', () => {
    expect(provisionCitation(act.en, 'Schedule, E', 'en')).toMatch(/c 27, Schedule, E$/);
    expect(provisionCitation(act.fr, 'Schedule 1', 'fr')).toMatch(/c 27, annexe 1$/);
    expect(provisionCitation(act.en, undefined, 'en')).toBe(
      'Immigration and Refugee Protection Act, SC 2001, c 27',
    );
  });
  test('rules are cited by rule, and only rules', () => {
    expect(provisionCitation(rules, '109', 'en')).toBe('Federal Courts Rules, SOR/98-106, r 109');
    expect(
      provisionCitation({ ...rules, title: 'Règles des Cours fédérales' }, '109', 'fr'),
    ).toMatch(/, r 109$/);
    expect(provisionCitation({ ...rules, title: 'Appeal Rules, 2022' }, '7', 'en')).toMatch(
      /, r 7$/,
    );
    expect(provisionCitation({ ...rules, title: 'Protection Regulations' }, '109', 'en')).toMatch(
      /, s 109$/,
    );
  });
  test('a note is cited by paragraph', () => {
    const note = { title: 'How to appeal', citation: 'Pincite primer', kind: 'note' } as const;
    expect(provisionCitation(note, '2', 'en')).toBe('How to appeal, Pincite primer, para 2');
  });
});

describe('officialUrl', () => {
  const en = 'https://laws-lois.justice.gc.ca/eng/acts/I-2.5/';
  test('leads to the page of the section', () => {
    expect(officialUrl(en, '25(1)(a)', 'en')).toBe(`${en}section-25.html`);
    expect(officialUrl(en.slice(0, -1), '25.1', 'fr')).toBe(`${en}article-25.1.html`);
    expect(officialUrl(en, '2(1) "person"', 'en')).toBe(`${en}section-2.html`);
  });
  test('a schedule leads to the document, a note to itself', () => {
    expect(officialUrl(en, 'Schedule 1', 'en')).toBe(en);
    expect(officialUrl('/documents/note-a', '1', 'en')).toBe('/documents/note-a');
  });
});
