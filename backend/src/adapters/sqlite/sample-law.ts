import type { Language } from '@pincite/contract';
import type { LawDocument, LawLine, Provision, ProvisionKind } from '../../domain/law.ts';
import type { SourceFile } from '../../domain/ports.ts';

/** For tests: `[label, kind, own words, more?]`; the full text is put together from the parts. */
export type SampleProvision = readonly [
  label: string,
  kind: ProvisionKind,
  words: string,
  more?: Partial<Provision>,
];

/** A law of our own invention, as the parser would give it. */
export function sampleLaw(
  provisions: readonly SampleProvision[],
  about: Partial<LawDocument> & { lang?: Language } = {},
): LawDocument {
  const lang = about.lang ?? 'en';
  const built: Provision[] = provisions.map(([label, kind, words, more], order) => ({
    label,
    kind,
    order,
    headings: [],
    status: 'in_force',
    crossReferences: [],
    text: words,
    ...more,
  }));
  const withText = built.map((each): Provision => ({ ...each, text: textOf(each, built) }));
  const lines: LawLine[] = built.map((each) => ({
    kind: 'section',
    depth: 0,
    provision: each.label,
    runs: [{ text: each.text }],
    status: each.status,
  }));
  return {
    id: 'L-1',
    fileId: 'L-1',
    kind: 'act',
    title: lang === 'en' ? 'Lighthouse Act' : 'Loi sur les phares',
    longTitle: '',
    aliases: [],
    citation: lang === 'en' ? 'SC 2001, c 1' : 'LC 2001, c 1',
    url: `https://law.example/${lang}/L-1/`,
    pitDate: '2026-01-01',
    currentDate: '2026-02-01',
    status: 'in_force',
    ...about,
    lang,
    provisions: withText,
    lines,
  };
}

function textOf(provision: Provision, all: readonly Provision[]): string {
  const parts = all.filter((each) => each.parent === provision.label);
  return [provision.text, ...parts.map((part) => textOf(part, all))].join(' ').trim();
}

/** A small law with subsections, definitions, a schedule, and text that is no longer or not yet law. */
export function lighthouseAct(
  lang: Language = 'en',
  about: Partial<LawDocument> = {},
): LawDocument {
  const en = lang === 'en';
  const term = en ? 'keeper' : 'gardien';
  return sampleLaw(
    [
      ['2', 'section', '', { marginalNote: en ? 'Definitions' : 'Définitions' }],
      [
        `2 "${term}"`,
        'definition',
        en ? 'keeper means a person who lights a lamp' : 'gardien Personne qui allume une lampe',
        { parent: '2', term },
      ],
      ['3', 'section', '', { marginalNote: en ? 'Duty of keepers' : 'Devoir des gardiens' }],
      [
        '3(1)',
        'subsection',
        en ? 'Every keeper must light the lamp' : 'Le gardien allume la lampe',
        { parent: '3' },
      ],
      ['3(1)(a)', 'paragraph', en ? 'at dusk; or' : 'au crépuscule;', { parent: '3(1)' }],
      ['3(1)(b)', 'paragraph', en ? 'in fog.' : 'par temps de brume.', { parent: '3(1)' }],
      [
        '3(2)',
        'subsection',
        en ? 'A keeper who fails pays a fine.' : 'Le gardien fautif paie une amende.',
        { parent: '3' },
      ],
      [
        '4',
        'section',
        en ? '[Repealed, 2010, c 2]' : '[Abrogé, 2010, ch 2]',
        { status: 'repealed' },
      ],
      [
        '5',
        'section',
        en ? 'Drones replace keepers.' : 'Les drones remplacent les gardiens.',
        { status: 'not_in_force' },
      ],
      ['Schedule', 'schedule', '', {}],
      [
        'Schedule, A',
        'schedule-item',
        en ? 'Lamp at North Point' : 'Lampe de la pointe Nord',
        { parent: 'Schedule' },
      ],
    ],
    { lang, ...about },
  );
}

export function sampleFile(document: LawDocument, version = 'v1'): SourceFile {
  return {
    document: document.id,
    lang: document.lang,
    name: `${document.lang}/${document.id}.xml`,
    version,
    about: { aliases: [] },
  };
}
