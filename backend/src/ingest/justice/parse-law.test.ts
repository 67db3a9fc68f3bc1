import { describe, expect, it } from 'vitest';
import { find, law, read, section, text } from './kite-act.ts';
import { parseLaw } from './parse-law.ts';

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

  it.each([
    ['[Repealed, 2021, c. 1, s. 2]', 'repealed'],
    ['<Repealed>[Abrogé, 2021, ch. 1]</Repealed>; and', 'repealed'],
    ['<Repealed>[Modifications]</Repealed>', 'in_force'],
    ['[Abrogation]', 'in_force'],
    ['A kite under <Repealed>[Repealed, 2021, c. 1]</Repealed> may fly.', 'in_force'],
    ['Kites are [repealed] toys.', 'in_force'],
  ])('takes the words and the tag of a repeal together: %s', (words, status) => {
    expect(find(read(law(section('1', text(words)))), '1')?.status).toBe(status);
  });

  it('takes a section without words of its own for what all its parts are', () => {
    const part = (label: string, words: string): string =>
      `<Subsection><Label>(${label})</Label>${text(words)}</Subsection>`;
    const gone = '<Repealed>[Repealed, 2021, c. 1]</Repealed>';
    const document = read(
      law(
        section('1', part('1', gone) + part('2', gone)) +
          section('2', part('1', gone) + part('2', 'Kites fly.')),
      ),
    );
    expect(find(document, '1')?.status).toBe('repealed');
    expect(find(document, '2')?.status).toBe('in_force');
    expect(find(document, '2(1)')?.status).toBe('repealed');
  });

  it('takes all of a repealed instrument, or of a body whose time has passed, for repealed', () => {
    const one = law(section('1', text('Kites fly.')));
    const whole = one.replace('<Body>', '<Repealed>[Repealed, 2021, c. 1]</Repealed><Body>');
    const expired = one.replace('<Body>', '<Body lims:inforce-end-date="2025-12-31">');
    const later = one.replace('<Body>', '<Body lims:inforce-end-date="2099-12-31">');
    expect(read(whole)).toMatchObject({ status: 'repealed', provisions: [{ status: 'repealed' }] });
    expect(read(expired).status).toBe('repealed');
    expect(read(later).status).toBe('in_force');
    // The root's own attribute is unreliable.
    expect(read(one.replace('<Statute ', '<Statute in-force="no" ')).status).toBe('in_force');
  });

  it('keeps the id of a schedule apart from the id of its publisher', () => {
    const document = read(
      law(
        section('1', text('Kites.')),
        `<Schedule id="NifProvs" lims:id="77"><Provision><Label>1</Label>${text('Later.')}</Provision></Schedule>`,
      ),
    );
    expect(document.provisions.map(({ label }) => label)).toEqual(['1']);
  });

  it('puts subsections under the note before them, and never a note into the text', () => {
    const part = (label: string, note: string): string =>
      `<Subsection>${note}<Label>(${label})</Label>${text('Kites.')}</Subsection>`;
    const document = read(
      law(
        `<Section><MarginalNote>Size</MarginalNote><Label>1</Label>${part('1', '')}${part('2', '<MarginalNote>Colour</MarginalNote>')}${part('3', '')}</Section>`,
      ),
    );
    expect(document.provisions.map(({ marginalNote }) => marginalNote)).toEqual([
      'Size',
      'Size',
      'Colour',
      'Colour',
    ]);
    expect(find(document, '1')?.text).toBe('(1) Kites.\n(2) Kites.\n(3) Kites.');
  });

  it('keeps headings by their level', () => {
    const heading = (level: number, title: string, label = ''): string =>
      `<Heading level="${level}">${label}<TitleText>${title}</TitleText></Heading>`;
    const document = read(
      law(
        heading(1, 'Kites', '<Label>PART 1</Label>') +
          heading(2, 'Strings') +
          section('1', text('One.')) +
          heading(1, 'Wind') +
          section('2', text('Two.')),
      ),
    );
    expect(find(document, '1')?.headings).toEqual(['PART 1 — Kites', 'Strings']);
    expect(find(document, '2')?.headings).toEqual(['Wind']);
    expect(document.lines.map(({ kind }) => kind)).toEqual([
      'heading',
      'heading',
      'section',
      'heading',
      'section',
    ]);
  });

  it('drops footnotes, keeps history beside the text, reads a formula as one block', () => {
    const document = read(
      law(
        section(
          '1',
          `${text('The fee<FootnoteRef idref="a">a</FootnoteRef> is')}<FormulaGroup><Formula><FormulaText>A × B</FormulaText></Formula><FormulaConnector>where</FormulaConnector><FormulaDefinition><FormulaTerm>A</FormulaTerm>${text('is the size; and')}</FormulaDefinition><FormulaDefinition><FormulaTerm>B</FormulaTerm>${text('is the wind.')}</FormulaDefinition></FormulaGroup><Footnote id="a"><Label>a</Label>${text('A note.')}</Footnote><HistoricalNote><HistoricalNoteSubItem>2020, c. 7, s. 1</HistoricalNoteSubItem><HistoricalNoteSubItem>2021, c. 1, s. 2(F)</HistoricalNoteSubItem></HistoricalNote>`,
        ),
      ),
    );
    expect(find(document, '1')).toMatchObject({
      text: 'The fee is\nA × B where A is the size; and B is the wind.',
      history: '2020, c. 7, s. 1; 2021, c. 1, s. 2(F)',
    });
    expect(document.lines[1]?.kind).toBe('formula');
  });

  it('reads a preamble as a provision, and an enacting clause or order only as lines', () => {
    const one = law(section('1', text('Kites.')));
    const document = read(
      one.replace(
        '<Body>',
        `<Introduction><Preamble><Provision>${text('Whereas kites fly;')}</Provision><Provision>${text('And may fall;')}</Provision></Preamble><Enacts><Provision>${text('It is enacted:')}</Provision></Enacts></Introduction><Body>`,
      ),
    );
    expect(document.provisions.map(({ label, kind }) => [label, kind])).toEqual([
      ['Preamble', 'preamble'],
      ['1', 'section'],
    ]);
    expect(find(document, 'Preamble')?.text).toBe('Whereas kites fly;\nAnd may fall;');
    expect(document.lines.map(({ provision }) => provision)).toEqual([
      'Preamble',
      undefined,
      undefined,
      '1',
    ]);
  });

  it('takes of words in both languages those of the document', () => {
    const schedule = `<Schedule><ScheduleFormHeading><Label>ANNEXE 2</Label></ScheduleFormHeading><BilingualGroup><BilingualItemEn>Kite Board</BilingualItemEn><BilingualItemFr>Office du cerf-volant</BilingualItemFr></BilingualGroup></Schedule>`;
    const one = law(section('1', text('X.')), schedule);
    expect(find(read(one, 'fr'), 'Schedule 2')?.text).toBe('Office du cerf-volant');
    expect(find(read(one), 'Schedule 2')?.text).toBe('Kite Board');
  });

  it('finds the English term where it closes the last paragraph, and lets a live definition keep its address', () => {
    const document = read(
      law(
        section(
          '2',
          `<Definition><Text><DefinedTermFr>cerf-volant</DefinedTermFr><Repealed>[Abrogée, 2021, ch. 1]</Repealed></Text></Definition><Definition><Text><DefinedTermEn>kite</DefinedTermEn>, ou <DefinedTermFr>jouet</DefinedTermFr><Repealed>[Abrogée, 2021, ch. 1]</Repealed></Text></Definition><Definition><Text><DefinedTermFr>cerf-volant</DefinedTermFr> Selon le cas :</Text><Paragraph><Label>a)</Label>${text('jouet;')}</Paragraph><Paragraph><Label>b)</Label><Text>aile. (<DefinedTermEn>kite</DefinedTermEn>)</Text></Paragraph></Definition>`,
        ),
      ),
      'fr',
    );
    expect(document.provisions.map(({ label, status }) => [label, status])).toEqual([
      ['2', 'in_force'],
      ['2 "cerf-volant"', 'repealed'],
      ['2 "kite" #2', 'repealed'],
      ['2 "kite"', 'in_force'],
      ['2 "kite"(a)', 'in_force'],
      ['2 "kite"(b)', 'in_force'],
    ]);
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

  it.each([
    ['of the Act', 'I-2.5', '2(1)(a)'],
    ['or 3(1) of the Act', 'I-2.5', '2(1)(a)'],
    ['of this Act', 'K-1', '2(1)'],
    [', as the case may be', 'K-1', '2(1)'],
    ['of that Act', undefined, undefined],
    ['and section 4 of the Act', undefined, undefined],
    ['of the <XRefExternal link="F-7">Courts Act</XRefExternal>', 'F-7', '2(1)(a)'],
  ])('knows whose provision a number is: … %s', (following, target, provision) => {
    const xml = law(
      section('1', `<Text>Under <XRefInternal>2</XRefInternal>(1)(a) ${following}.</Text>`) +
        section('2', `<Subsection><Label>(1)</Label>${text('Yes.')}</Subsection>`),
    );
    const bytes = new TextEncoder().encode(xml);
    const about = { document: 'K-1', lang: 'en', aliases: [], theAct: 'I-2.5' } as const;
    const [first] = find(parseLaw(bytes, about), '1')?.crossReferences ?? [];
    expect([first?.document, first?.provision]).toEqual([target, provision]);
  });

  it('never loses a duplicate label', () => {
    const document = read(law(section('1', text('One.')) + section('1', text('Another.'))));
    expect(document.provisions.map(({ label }) => label)).toEqual(['1', '1 #2']);
  });
});
