import { describe, expect, it } from 'vitest';
import { AppError } from '../../domain/errors.ts';
import type { LawDocument } from '../../domain/law.ts';
import { expandLabel } from './label.ts';
import { parseLaw } from './parse-law.ts';

const LIMS =
  'xmlns:lims="http://justice.gc.ca/lims" lims:pit-date="2026-01-01" lims:current-date="2026-02-01"';

/** An Act of our own invention around the given body. */
function law(body: string, after = ''): string {
  return `\ufeff<?xml version="1.0" encoding="utf-8"?><Statute ${LIMS}><Identification><LongTitle>An Act about kites</LongTitle><ShortTitle>Kite Act</ShortTitle><Chapter><ConsolidatedNumber official="no">K-1</ConsolidatedNumber><AnnualStatuteId revised-statute="no"><AnnualStatuteNumber>7</AnnualStatuteNumber><YYYY>2020</YYYY></AnnualStatuteId></Chapter></Identification><Body>${body}</Body>${after}</Statute>`;
}
function read(xml: string | Uint8Array, lang: 'en' | 'fr' = 'en'): LawDocument {
  const bytes = typeof xml === 'string' ? new TextEncoder().encode(xml) : xml;
  return parseLaw(bytes, { document: 'K-1', lang, aliases: ['KA'] });
}
const section = (label: string, inner: string, attributes = ''): string =>
  `<Section${attributes}><Label>${label}</Label>${inner}</Section>`;
const text = (words: string): string => `<Text>${words}</Text>`;
const find = (document: LawDocument, label: string) =>
  document.provisions.find((provision) => provision.label === label);

describe('the parser of Justice Laws XML', () => {
  it('tells what the document is', () => {
    expect(read(law(section('1', text('Kites fly.'))))).toMatchObject({
      id: 'K-1',
      title: 'Kite Act',
      longTitle: 'An Act about kites',
      citation: 'SC 2020, c 7',
      url: 'https://laws-lois.justice.gc.ca/eng/acts/K-1/',
      pitDate: '2026-01-01',
      currentDate: '2026-02-01',
      status: 'in_force',
    });
    expect(read(law(section('1', text('Un.'))), 'fr').citation).toBe('LC 2020, c 7');
  });

  it('addresses every level, closing words with what they close', () => {
    const document = read(
      law(
        section(
          '<FootnoteRef idref="x">*</FootnoteRef>3',
          `<Subsection><MarginalNote>Strings</MarginalNote><Label>(1)</Label>${text('A kite must have')}<Paragraph><Label>(a)</Label>${text('a string')}<Subparagraph><Label>(i)</Label>${text('of cotton, or')}</Subparagraph></Paragraph><ContinuedSectionSubsection>${text('unless it is tethered.')}</ContinuedSectionSubsection></Subsection>`,
        ),
      ),
    );
    expect(document.provisions.map(({ label }) => label)).toEqual([
      '3',
      '3(1)',
      '3(1)(a)',
      '3(1)(a)(i)',
    ]);
    expect(find(document, '3(1)')).toMatchObject({ parent: '3', marginalNote: 'Strings' });
    expect(find(document, '3(1)')?.text).toBe(
      'A kite must have\n(a) a string\n(i) of cotton, or\nunless it is tethered.',
    );
  });

  it('gives the French labels the English form', () => {
    const document = read(
      law(
        section(
          '3',
          `<Subsection><Label>(1)</Label>${text('Un')}<Paragraph><Label>\u00a0a)</Label>${text('fil')}</Paragraph></Subsection>`,
        ),
      ),
      'fr',
    );
    expect(find(document, '3(1)(a)')?.text).toBe('fil');
  });

  it.each([
    ['(3) to (5)', ['3', '4', '5']],
    ['(3) à (5)', ['3', '4', '5']],
    ['6 and 7', ['6', '7']],
    ['c) et d)', ['c', 'd']],
    ['(d) to (g)', ['d', 'e', 'f', 'g']],
    ['227.1 to 230', ['227.1', '228', '229', '230']],
    ['1.01 to 1.03', ['1.01', '1.02', '1.03']],
    ['25', ['25']],
  ])('expands the label %s', (printed, parts) => {
    expect(expandLabel(printed)).toEqual(parts);
  });

  it('keeps repealed provisions as repealed, a range as each of its members', () => {
    const repealed = '<Text><Repealed>[Repealed, 2021, c. 1, s. 2]</Repealed></Text>';
    const document = read(
      law(
        section('1', text('Kites.')) +
          section('4 to 6', repealed) +
          section('7', text('[Repealed, 2021, c. 1]')),
      ),
    );
    for (const label of ['4', '5', '6', '7'])
      expect(find(document, label)?.status).toBe('repealed');
    expect(find(document, '1')?.status).toBe('in_force');
  });

  it('keeps what is not in force yet as such, with all below it', () => {
    const document = read(
      law(
        section('1', text('Now.')) +
          section(
            '2',
            `<Subsection><Label>(1)</Label>${text('Later.')}</Subsection>`,
            ' in-force="no"',
          ) +
          section('3', text('Now too.')),
      ),
    );
    expect(find(document, '2')?.status).toBe('not_in_force');
    expect(find(document, '2(1)')?.status).toBe('not_in_force');
  });

  it('takes text whose time has passed for repealed', () => {
    const document = read(law(section('1', text('Was.'), ' lims:inforce-end-date="2020-01-01"')));
    expect(find(document, '1')?.status).toBe('repealed');
  });

  it('leaves out what other laws say and what amends later', () => {
    const foreign = section('9', text('Foreign.'));
    const document = read(
      law(
        section(
          '1',
          `${text('Section 9 reads:')}<AmendedText>${foreign}</AmendedText><ReadAsText>${foreign}</ReadAsText>`,
        ),
        `<Schedule id="NifProvs"><BillPiece><RelatedOrNotInForce>${foreign}</RelatedOrNotInForce></BillPiece></Schedule><Schedule id="RelatedProvs"><BillPiece><RelatedOrNotInForce>${foreign}</RelatedOrNotInForce></BillPiece></Schedule>`,
      ),
    );
    expect(document.provisions.map(({ label }) => label)).toEqual(['1']);
    expect(document.provisions[0]?.text).toBe('Section 9 reads:');
  });

  it('addresses definitions by the English term in both languages', () => {
    const definition = (inner: string): string =>
      section(
        '2',
        `<Subsection><Label>(1)</Label>${text('In this Act')}<Definition>${inner}</Definition></Subsection>`,
      );
    const english = read(
      law(
        definition(
          `<Text><DefinedTermEn>kite</DefinedTermEn> means a toy. (<DefinedTermFr>cerf-volant</DefinedTermFr>)</Text><Paragraph><Label>(a)</Label>${text('large')}</Paragraph>`,
        ),
      ),
    );
    const french = read(
      law(
        definition(
          '<Text><DefinedTermFr>cerf-volant</DefinedTermFr> Jouet. (<DefinedTermEn>kite</DefinedTermEn>)</Text>',
        ),
      ),
      'fr',
    );
    expect(find(english, '2(1) "kite"')).toMatchObject({
      term: 'kite',
      termOtherLanguage: 'cerf-volant',
    });
    expect(find(english, '2(1) "kite"(a)')?.text).toBe('large');
    expect(find(french, '2(1) "kite"')).toMatchObject({
      term: 'cerf-volant',
      termOtherLanguage: 'kite',
    });
  });

  it('reads schedules, their items and their tables', () => {
    const table =
      '<TableGroup><table><title>Fees</title><tgroup><colspec colname="1"/><colspec colname="2"/><thead><row><entry colname="1">Kite</entry><entry colname="2">Fee ($)</entry></row></thead><tbody><row><entry colname="1">Large</entry><entry colname="2">5</entry></row></tbody></tgroup></table></TableGroup>';
    const document = read(
      law(
        section('1', text('See Schedule 2.')),
        `<Schedule><ScheduleFormHeading><Label>SCHEDULE 2</Label><TitleText>Fees</TitleText></ScheduleFormHeading><Provision><Label>E</Label>${text('First.')}<Provision><Label>(a)</Label>${text('Nested.')}</Provision></Provision>${table}</Schedule>`,
      ),
    );
    expect(find(document, 'Schedule 2, E')?.text).toBe('First.\n(a) Nested.');
    expect(find(document, 'Schedule 2, E(a)')?.parent).toBe('Schedule 2, E');
    expect(find(document, 'Schedule 2')?.text).toContain('Kite: Large; Fee ($): 5');
    const line = document.lines.find(({ kind }) => kind === 'table');
    expect(line).toMatchObject({
      rows: [
        ['Kite', 'Fee ($)'],
        ['Large', '5'],
      ],
      headRows: 1,
    });
  });

  it('links internal references, brackets included, and other instruments', () => {
    const document = read(
      law(
        section(
          '1',
          `<Text>Under subsection <XRefInternal>2</XRefInternal>(1) and the <XRefExternal reference-type="regulation" link="DORS-2002-227">Regulations</XRefExternal>.</Text>`,
        ) + section('2', `<Subsection><Label>(1)</Label>${text('Yes.')}</Subsection>`),
      ),
    );
    expect(find(document, '1')?.crossReferences).toEqual([
      { text: '2(1)', document: 'K-1', provision: '2(1)' },
      { text: 'Regulations', document: 'SOR-2002-227' },
    ]);
    const line = document.lines.find(({ provision }) => provision === '1');
    expect(line?.runs.find(({ ref }) => ref?.provision === '2(1)')).toBeDefined();
  });

  it('never loses a duplicate label', () => {
    const document = read(law(section('1', text('One.')) + section('1', text('Another.'))));
    expect(document.provisions.map(({ label }) => label)).toEqual(['1', '1 #2']);
  });
});

describe('hostile files', () => {
  const refusal = (xml: string | Uint8Array): AppError => {
    try {
      read(xml);
    } catch (error) {
      if (error instanceof AppError) return error;
      throw error;
    }
    throw new Error('it was read');
  };
  const bomb = `<?xml version="1.0"?><!DOCTYPE Statute [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><Statute>&b;</Statute>`;
  const utf16 = new Uint8Array([0xff, 0xfe, 0x3c, 0x00]);
  const latin = new Uint8Array([...new TextEncoder().encode('<Statute>'), 0xe9, 0x3c]);
  it.each<[string, string | Uint8Array, RegExp]>([
    ['an entity expansion', bomb, /DOCTYPE/],
    ['an undeclared entity', law(section('1', text('&bomb;'))), /not well-formed/],
    ['200 levels', law('<Group>'.repeat(200) + '</Group>'.repeat(200)), /nested over 100 deep/],
    [
      'a truncated file',
      law(section('1', text('Kites'))).slice(0, -40),
      /not well-formed XML at line/,
    ],
    ['UTF-16', utf16, /UTF-16/],
    ['Latin-1 bytes', latin, /not valid UTF-8/],
    ['a wrong declaration', '<?xml version="1.0" encoding="iso-8859-1"?><Statute/>', /iso-8859-1/],
    ['an HTML page', '<!DOCTYPE html><html><body>Not here</body></html>', /HTML page/],
    ['another root', '<Bill><Body/></Bill>', /root element is "Bill"/],
    ['no identification', '<Statute><Body/></Statute>', /Identification is missing/],
    ['nothing', '', /not well-formed|empty/],
    ['our own marker', law(section('1', text('See ⟦S1.p1⟧.'))), /⟦/],
  ])('%s is refused by name', (_name, xml, reason) => {
    const error = refusal(xml);
    expect(error.code).toBe('invalid-request');
    expect(error.message).toMatch(reason);
  });
});
