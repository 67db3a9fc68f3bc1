import type { Language } from '@pincite/contract';
import type { DocumentRecord, LawDocument, Passage, Provision } from '../../src/domain/law.ts';
import { officialUrl, provisionCitation } from '../../src/domain/mcgill.ts';
import type { Catalogue, CorpusState } from '../../src/domain/ports.ts';

interface Held {
  readonly document: LawDocument;
  readonly record: DocumentRecord;
  readonly byLabel: ReadonlyMap<string, Provision>;
  readonly byParent: ReadonlyMap<string | undefined, readonly Provision[]>;
}

/** A catalogue over documents that are already parsed, for tests. Vector ids are `document/lang/label`. */
export function createInMemoryCatalogue(
  documents: readonly LawDocument[],
  state: Partial<CorpusState> = {},
): Catalogue {
  const held = new Map(
    documents.map((document) => [keyOf(document.id, document.lang), hold(document)]),
  );
  const records = [...held.values()].map(({ record }) => record);
  const find = (id: string, lang: Language): Held | undefined => held.get(keyOf(id, lang));

  const passage = (id: string, lang: Language, label: string): Passage | undefined => {
    const entry = find(id, lang);
    const provision = entry?.byLabel.get(label);
    return entry === undefined || provision === undefined ? undefined : passageOf(entry, provision);
  };
  return {
    state: () => ({
      kind: 'law',
      version: 'test',
      vectorGeneration: undefined,
      ingestedAt: undefined,
      ...state,
    }),
    documents: () => records,
    document: (id, lang) => find(id, lang)?.record,
    lines: (id, lang) => find(id, lang)?.document.lines ?? [],
    provision: (id, lang, label) => find(id, lang)?.byLabel.get(label),
    children: (id, lang, label) => find(id, lang)?.byParent.get(label) ?? [],
    sectionLabels: (id, lang) =>
      (find(id, lang)?.byParent.get(undefined) ?? [])
        .filter(({ kind }) => kind === 'section')
        .map(({ label }) => label),
    passage,
    passagesByVectorId: (ids) =>
      ids.map((id) => {
        const [document = '', lang = '', ...label] = id.split('/');
        return passage(document, lang === 'fr' ? 'fr' : 'en', label.join('/'));
      }),
    counts: () => {
      const counts = { en: { documents: 0, provisions: 0 }, fr: { documents: 0, provisions: 0 } };
      for (const { lang, provisionCount } of records) {
        counts[lang].documents += 1;
        counts[lang].provisions += provisionCount;
      }
      return counts;
    },
  };
}

function keyOf(id: string, lang: Language): string {
  return `${id}/${lang}`;
}

function hold(document: LawDocument): Held {
  const { provisions, lines: _lines, ...about } = document;
  const byLabel = new Map<string, Provision>();
  const byParent = new Map<string | undefined, Provision[]>();
  for (const provision of provisions) {
    if (!byLabel.has(provision.label)) byLabel.set(provision.label, provision);
    const siblings = byParent.get(provision.parent);
    if (siblings === undefined) byParent.set(provision.parent, [provision]);
    else siblings.push(provision);
  }
  return { document, record: { ...about, provisionCount: provisions.length }, byLabel, byParent };
}

/** The marginal note of a provision, or of the nearest provision around it. */
function noteAbove({ byLabel }: Held, provision: Provision): string | undefined {
  let current: Provision | undefined = provision;
  while (current !== undefined && current.marginalNote === undefined)
    current = current.parent === undefined ? undefined : byLabel.get(current.parent);
  return current?.marginalNote;
}

function passageOf(held: Held, provision: Provision): Passage {
  const { record } = held;
  return {
    document: record.id,
    kind: record.kind,
    lang: record.lang,
    provision: provision.label,
    provisionKind: provision.kind,
    citation: provisionCitation(record, provision.label, record.lang),
    title: record.title,
    marginalNote: noteAbove(held, provision),
    headings: provision.headings,
    text: provision.text,
    status: record.status === 'in_force' ? provision.status : record.status,
    url: officialUrl(record.url, provision.label, record.lang),
    pitDate: record.pitDate,
    explains:
      record.kind !== 'note'
        ? []
        : provision.crossReferences.flatMap(({ document, provision: label }) =>
            document === undefined || label === undefined ? [] : [{ document, provision: label }],
          ),
  };
}
