import type { DocumentRecord, Passage, Provision } from '../../src/domain/law.ts';
import type { Catalogue, Embedder, VectorIndex } from '../../src/domain/ports.ts';

const vectorIdOf = ({ document, lang, provision }: Passage): string =>
  `${document}/${lang}/${provision}`;

/** A catalogue that holds these passages; what search does not read is empty. */
export function memoryCatalogue(
  passages: readonly Passage[],
  documents: readonly DocumentRecord[] = [],
): Catalogue {
  const byKey = new Map(passages.map((passage) => [vectorIdOf(passage), passage]));
  const provision = (): Provision | undefined => undefined;
  const count = (lang: 'en' | 'fr'): { documents: number; provisions: number } => ({
    documents: documents.filter((each) => each.lang === lang).length,
    provisions: passages.filter((each) => each.lang === lang).length,
  });
  return {
    state: () => ({
      kind: 'law',
      version: 'v1',
      vectorGeneration: 'g1',
      ingestedAt: '2026-01-01T00:00:00Z',
    }),
    documents: () => documents,
    document: (id, lang) => documents.find((each) => each.id === id && each.lang === lang),
    lines: () => [],
    provision,
    children: () => [],
    sectionLabels: () => [],
    passage: (id, lang, label) => byKey.get(`${id}/${lang}/${label}`),
    passagesByVectorId: (ids) => ids.map((id) => byKey.get(id)),
    counts: () => ({ en: count('en'), fr: count('fr') }),
  };
}

/** A vector index over the embedded passages; `failing` makes each query throw it. */
export async function memoryVectorIndex(
  passages: readonly Passage[],
  embedder: Embedder,
  failing: { error?: Error } = {},
): Promise<VectorIndex> {
  const vectors = await embedder.embed(
    passages.map(({ marginalNote, headings, text, lang }) => ({
      text: [marginalNote ?? '', ...headings, text].join(' '),
      lang,
    })),
  );
  const cosine = (left: Float32Array, right: Float32Array): number => {
    let sum = 0;
    for (let each = 0; each < left.length; each += 1) sum += (left[each] ?? 0) * (right[each] ?? 0);
    return sum;
  };
  return {
    query: async (_generation, vector, { lang, document, limit }) => {
      if (failing.error !== undefined) throw failing.error;
      return passages
        .map((passage, index) => ({ passage, held: vectors[index] }))
        .filter(
          ({ passage }) =>
            (lang === undefined || passage.lang === lang) &&
            (document === undefined || passage.document === document),
        )
        .map(({ passage, held }) => ({
          id: vectorIdOf(passage),
          similarity: held === undefined ? 0 : cosine(vector, held),
        }))
        .sort((left, right) => right.similarity - left.similarity)
        .slice(0, limit);
    },
    prepare: async () => {},
    upsert: async () => {},
    remove: async () => {},
    ids: async () => new Set(passages.map(vectorIdOf)),
    retain: async () => {},
    ping: async () => {},
  };
}
