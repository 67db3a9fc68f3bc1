import type { LawDocument, Provision } from '../domain/law.ts';

/** For tests: `[label, text, more?]` in reading order; parents before children. */
export type Row = readonly [label: string, text: string, more?: Partial<Provision> | undefined];

function parentOf(label: string): string | undefined {
  const term = /^(.*) "[^"]*"$/.exec(label)?.[1];
  if (term !== undefined) return term;
  return /^(.+)\([^()]*\)$/.exec(label)?.[1];
}

const KINDS = ['section', 'subsection', 'paragraph', 'subparagraph'] as const;

function law(
  about: Pick<LawDocument, 'id' | 'title' | 'citation'> & Partial<LawDocument>,
  rows: readonly Row[],
): LawDocument {
  const provisions = rows.map(([label, text, more], order): Provision => {
    const parent = parentOf(label);
    const depth = (label.match(/\(/g) ?? []).length;
    return {
      label,
      kind: label.includes('"') ? 'definition' : (KINDS[depth] ?? 'clause'),
      ...(parent === undefined ? {} : { parent }),
      order,
      headings: [],
      text,
      status: 'in_force',
      crossReferences: [],
      ...more,
    };
  });
  return {
    fileId: about.id,
    kind: 'act',
    lang: 'en',
    longTitle: '',
    aliases: [],
    url: `https://laws.example/${about.lang ?? 'en'}/${about.id}/`,
    pitDate: '2026-01-01',
    currentDate: '2026-02-01',
    status: 'in_force',
    ...about,
    provisions,
    lines: [],
  };
}

const repealed = { status: 'repealed' } as const;

/** Text of our own under real names and numbers: what the tests of citations need, and no law. */
export function sampleLaws(): LawDocument[] {
  const act: Row[] = [
    ['2', 'Definitions', {}],
    ['2(1)', 'The definitions in this subsection apply in this Act.'],
    [
      '2(1) "foreign national"',
      'foreign national means a person who holds a lamp.',
      { term: 'foreign national' },
    ],
    [
      '25',
      'The Minister may examine the circumstances of a foreign national. The Minister may not examine a request that is late.',
    ],
    [
      '25(1)',
      'The Minister must, on request of a foreign national in Canada who applies for permanent resident status, examine the circumstances concerning the foreign national and may grant an exemption if it is justified by humanitarian considerations.',
      { marginalNote: 'Humanitarian considerations — request' },
    ],
    [
      '25(1.01)',
      'A designated foreign national may not make a request under subsection (1) within five years after the day on which a final determination was made.',
    ],
    ['28', 'A permanent resident must comply with a residency obligation.'],
    ['28(2)', 'The residency obligation is met if a permanent resident is'],
    ['28(2)(a)', 'physically present in Canada for at least 730 days in each five-year period; or'],
    ['28(2)(a)(ii)', 'outside Canada accompanying a spouse'],
    ['36', 'Inadmissibility'],
    ['36(1)', 'A permanent resident is inadmissible on grounds of serious criminality for'],
    [
      '36(1)(a)',
      'having been convicted in Canada of an offence punishable by a maximum term of imprisonment of at least 10 years;',
    ],
    ['36(1)(b)', 'having been convicted of an offence outside Canada;'],
    ['57', 'Review of detention'],
    [
      '57(1)',
      'Within 48 hours after a permanent resident is taken into detention, the Immigration Division must review the reasons for the continued detention.',
    ],
    [
      '57(2)',
      'At least once during the seven days following the review, the Division must review the reasons again.',
    ],
    ['64', 'No appeal'],
    [
      '64(1)',
      'No appeal may be made to the Immigration Appeal Division by a foreign national if the foreign national has been found to be inadmissible on grounds of serious criminality.',
      { marginalNote: 'No appeal for inadmissibility' },
    ],
    [
      '64(2)',
      'Serious criminality must be with respect to a crime that was punished in Canada by a term of imprisonment of at least six months.',
      { marginalNote: 'Serious criminality' },
    ],
    ['96', 'A Convention refugee is a person who has a well-founded fear of persecution.'],
    ['97', 'A person in need of protection is a person in Canada.'],
    ['245', '[Repealed]', repealed],
    ['250', 'Text to come.', { status: 'not_in_force' }],
    ['275', 'Coming into force.'],
  ];
  const acte: Row[] = act
    .filter(([label]) => label !== '36(1)(b)')
    .map(([label, text, more]) =>
      label.includes('"')
        ? ([
            '2(1) "étranger"',
            'étranger Personne qui tient une lampe.',
            { term: 'étranger' },
          ] as const)
        : label === '25(1)'
          ? ([
              '25(1)',
              'Le ministre doit, sur demande d’un étranger se trouvant au Canada qui demande le statut de résident permanent, étudier le cas de cet étranger; il peut lui octroyer une dispense, s’il estime que des considérations d’ordre humanitaire le justifient.',
              more,
            ] as const)
          : label === '64(1)'
            ? ([
                '64(1)',
                'L’appel ne peut être interjeté par l’étranger qui est interdit de territoire pour grande criminalité.',
                more,
              ] as const)
            : label === '64(2)'
              ? ([
                  '64(2)',
                  'L’interdiction de territoire pour grande criminalité vise l’infraction punie au Canada par un emprisonnement d’au moins six mois.',
                  more,
                ] as const)
              : ([label, text, more] as const),
    );
  const regulations: Row[] = [
    ['1', 'Definitions'],
    ['1(1)', 'The definitions in this subsection apply.'],
    ['117', 'Member of the family class'],
    ['117(9)', 'A foreign national shall not be considered a member of the family class'],
    ['117(9)(d)', 'if the foreign national was not examined.'],
    ['179', 'An officer shall issue a temporary resident visa to a foreign national if'],
    [
      '179(b)',
      'the foreign national will leave Canada by the end of the period authorized for their stay;',
    ],
    ['182', 'Restoration'],
    [
      '182(1)',
      'On application made within 90 days after losing temporary resident status, an officer shall restore that status.',
    ],
    ['224', 'Departure order'],
    ['224(2)', 'A foreign national who is issued a departure order must leave within 30 days.'],
  ];
  const irpa = { id: 'I-2.5', kind: 'act' } as const;
  const irpr = { id: 'SOR-2002-227', kind: 'regulation', theAct: 'I-2.5' } as const;
  const titleFr = 'Loi sur l’immigration et la protection des réfugiés';
  const rulesRows: Row[] = [
    ['28', 'Disclosure'],
    ['62', 'Reopening'],
    ['62(6)', 'The Division must not reopen.'],
  ];
  const citizenship: Row[] = [
    ['3', 'Persons who are citizens'],
    ['5', 'Grant of citizenship'],
    ['8', '[Repealed]', repealed],
    ['5(1)', 'The Minister shall grant'],
    ['5(1)(c)', 'is a permanent resident'],
    ['5(1)(c)(i)', 'was present for at least 1,095 days'],
  ];
  return [
    law(
      {
        ...irpa,
        title: 'Immigration and Refugee Protection Act',
        citation: 'SC 2001, c 27',
        aliases: ['IRPA'],
      },
      act,
    ),
    law(
      { ...irpa, lang: 'fr', title: titleFr, citation: 'LC 2001, c 27', aliases: ['LIPR'] },
      acte,
    ),
    law(
      {
        ...irpr,
        title: 'Immigration and Refugee Protection Regulations',
        citation: 'SOR/2002-227',
        aliases: ['IRPR'],
      },
      regulations,
    ),
    law(
      {
        ...irpr,
        lang: 'fr',
        title: 'Règlement sur l’immigration et la protection des réfugiés',
        citation: 'DORS/2002-227',
        aliases: ['RIPR'],
      },
      regulations,
    ),
    law({ id: 'C-29', title: 'Citizenship Act', citation: 'RSC 1985, c C-29' }, citizenship),
    law(
      { id: 'C-29', lang: 'fr', title: 'Loi sur la citoyenneté', citation: 'LRC 1985, c C-29' },
      citizenship,
    ),
    law(
      {
        id: 'SOR-2012-256',
        kind: 'regulation',
        theAct: 'I-2.5',
        title: 'Refugee Protection Division Rules',
        citation: 'SOR/2012-256',
        aliases: ['RPD Rules'],
      },
      rulesRows,
    ),
    law(
      {
        id: 'SOR-2012-256',
        lang: 'fr',
        kind: 'regulation',
        theAct: 'I-2.5',
        title: 'Règles de la Section de la protection des réfugiés',
        citation: 'DORS/2012-256',
      },
      rulesRows,
    ),
    law(
      {
        id: 'SOR-2002-228',
        kind: 'regulation',
        status: 'repealed',
        title: 'Refugee Protection Division Rules',
        citation: 'SOR/2002-228',
      },
      rulesRows,
    ),
    law(
      {
        id: 'SOR-2002-228',
        lang: 'fr',
        kind: 'regulation',
        status: 'repealed',
        title: 'Règles de la Section de la protection des réfugiés',
        citation: 'DORS/2002-228',
      },
      rulesRows,
    ),
    law(
      {
        id: 'C-33.6',
        title: 'College of Immigration and Citizenship Consultants Act',
        citation: 'SC 2019, c 29, s 292',
        aliases: ['College Act'],
      },
      [['4', 'The College is continued.']],
    ),
    law(
      {
        id: 'C-33.6',
        lang: 'fr',
        title: 'Loi sur le Collège des consultants en immigration et en citoyenneté',
        citation: 'LC 2019, c 29, art 292',
      },
      [['4', 'Le Collège est maintenu.']],
    ),
    law({ id: 'F-7', title: 'Federal Courts Act', citation: 'RSC 1985, c F-7', aliases: ['FCA'] }, [
      ['18', 'Remedies'],
      ['18.1', 'Review'],
      ['18.1(4)', 'Grounds'],
      ['18.1(4)(d)', 'erred in fact'],
    ]),
    law(
      {
        id: 'F-7',
        lang: 'fr',
        title: 'Loi sur les Cours fédérales',
        citation: 'LRC 1985, c F-7',
        aliases: ['LCF'],
      },
      [['18', 'Recours']],
    ),
  ];
}
