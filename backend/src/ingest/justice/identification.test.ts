import { describe, expect, it } from 'vitest';
import { identify, urlOf } from './identification.ts';
import { readXml } from './xml-tree.ts';

const read = (inner: string) =>
  readXml(new TextEncoder().encode(`<Identification>${inner}</Identification>`), 'an invented law');
const act = (consolidated: string, annual: string) =>
  read(`<LongTitle>An Act</LongTitle><Chapter>${consolidated}${annual}</Chapter>`);
const annual = (number: string, year: string, revised = 'no') =>
  `<AnnualStatuteId revised-statute="${revised}"><AnnualStatuteNumber>${number}</AnnualStatuteNumber><YYYY>${year}</YYYY></AnnualStatuteId>`;
const number = (official: string) =>
  `<ConsolidatedNumber official="${official}">K-1</ConsolidatedNumber>`;

describe('citations in McGill form', () => {
  it.each([
    ['an official number', number('yes'), '', 'RSC 1985, c K-1', 'LRC 1985, c K-1'],
    ['a chapter of a year', number('no'), annual('27', '2001'), 'SC 2001, c 27', 'LC 2001, c 27'],
    ['an old year', number('no'), annual('44', '1960'), 'SC 1960, c 44', 'SC 1960, c 44'],
    [
      'a supplement',
      number('no'),
      annual('31 (4th Supp.)', '1985', 'yes'),
      'RSC 1985, c 31 (4th Supp)',
      'LRC 1985, c 31 (4th Supp)',
    ],
    [
      'a part of a chapter',
      number('no'),
      annual('29, s. 292', '2019'),
      'SC 2019, c 29, s 292',
      'LC 2019, c 29, s 292',
    ],
  ])('of an Act with %s', (_name, consolidated, id, english, french) => {
    expect(identify(act(consolidated, id), 'K-1', 'en', 'act').citation).toBe(english);
    expect(identify(act(consolidated, id), 'K-1', 'fr', 'act').citation).toBe(french);
  });

  it.each([
    ['SOR/2002-227', 'SOR/2002-227'],
    ['C.R.C., c. 870', 'CRC, c 870'],
    ['C.R.C., ch. 870', 'CRC, c 870'],
  ])('of a regulation: %s', (instrument, citation) => {
    const identification = read(`<InstrumentNumber>${instrument}</InstrumentNumber>`);
    expect(identify(identification, 'SOR-2002-227', 'en', 'regulation').citation).toBe(citation);
  });

  it('takes the long title where there is no short one, and the number of the file last', () => {
    const untitled = identify(
      read('<LongTitle>Kite Rules</LongTitle>'),
      'SOR-1',
      'fr',
      'regulation',
    );
    expect(untitled).toEqual({
      title: 'Kite Rules',
      longTitle: 'Kite Rules',
      citation: 'DORS/1',
    });
  });
});

it.each([
  ['I-2.5', 'act', 'en', 'https://laws-lois.justice.gc.ca/eng/acts/I-2.5/'],
  ['I-2.5', 'act', 'fr', 'https://laws-lois.justice.gc.ca/fra/lois/I-2.5/'],
  ['SI-1', 'regulation', 'fr', 'https://laws-lois.justice.gc.ca/fra/reglements/TR-1/'],
] as const)('the page of %s, %s, %s', (document, kind, lang, url) => {
  expect(urlOf(document, kind, lang)).toBe(url);
});
