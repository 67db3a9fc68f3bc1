import { describe, expect, it } from 'vitest';
import { recordingMetrics } from '../../test/fakes/instruments.ts';
import { memoryCatalogue, memoryVectorIndex } from '../../test/fakes/memory-corpus.ts';
import type { Clock } from '../domain/clock.ts';
import { AppError } from '../domain/errors.ts';
import type { DocumentRecord, Passage } from '../domain/law.ts';
import type { VectorIndex } from '../domain/ports.ts';
import { fitLatentSemantics } from './fit-latent-semantics.ts';
import { createPlainBm25 } from './plain-bm25.ts';
import { createSearch, type SearchMode } from './search.ts';

const record = (
  id: string,
  title: string,
  aliases: string[],
  lang: 'en' | 'fr',
): DocumentRecord => ({
  id,
  fileId: id,
  kind: 'act',
  lang,
  title,
  longTitle: title,
  aliases,
  citation: 'SC 2099, c 1',
  url: '',
  pitDate: '2026-01-01',
  currentDate: '2026-01-01',
  status: 'in_force',
  provisionCount: 4,
});
const documents = [
  record('H-1', 'Harbour Act', ['HA'], 'en'),
  record('H-1', 'Loi sur les ports', ['LP'], 'fr'),
];
const passage = (provision: string, lang: 'en' | 'fr', note: string, text: string): Passage => ({
  document: 'H-1',
  kind: 'act',
  lang,
  provision,
  provisionKind: 'section',
  citation: `Harbour Act, s ${provision}`,
  title: lang === 'en' ? 'Harbour Act' : 'Loi sur les ports',
  marginalNote: note,
  headings: [],
  text,
  status: 'in_force',
  url: '',
  pitDate: '2026-01-01',
  explains: [],
});
const passages = [
  passage(
    '1',
    'en',
    'Removal order',
    'A removal order is enforced when the foreign national leaves.',
  ),
  passage(
    '1',
    'fr',
    'Mesure de renvoi',
    'La mesure de renvoi est exécutée au départ de l’étranger.',
  ),
  passage('2', 'en', 'Work permit', 'A foreign national may not work without a work permit.'),
  passage('2', 'fr', 'Permis de travail', 'L’étranger ne peut travailler sans permis de travail.'),
  passage(
    '3(1)',
    'en',
    'Appeal',
    'A sponsor may appeal a refusal to the Immigration Appeal Division.',
  ),
  passage(
    '3(1)',
    'fr',
    'Appel',
    'Le répondant peut interjeter appel du refus devant la Section d’appel.',
  ),
  passage('3(2)', 'en', 'Appeal', 'The notice of appeal is filed within thirty days.'),
  passage('3(2)', 'fr', 'Appel', 'L’avis d’appel est déposé dans les trente jours.'),
];

const clock: Clock = {
  now: () => 0,
  monotonic: () => 0,
  // Never ends by itself: only an aborted signal ends it.
  sleep: (_ms, signal) =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    }),
};

async function searchOf(
  options: { vectors?: (index: VectorIndex) => VectorIndex; clock?: Clock; mode?: SearchMode } = {},
) {
  const embedder = await fitLatentSemantics(
    passages.map((each) => ({ ...each, text: `${each.marginalNote} ${each.text}` })),
    { dimensions: 4 },
  );
  const index = await memoryVectorIndex(passages, embedder);
  const metrics = recordingMetrics();
  const search = createSearch({
    catalogue: memoryCatalogue(passages, documents),
    lexical: createPlainBm25(passages),
    vectors: options.vectors?.(index) ?? index,
    embedder: () => embedder,
    clock: options.clock ?? clock,
    metrics,
    ...(options.mode === undefined ? {} : { mode: options.mode }),
  });
  return { search, metrics };
}

const places = (found: { passages: readonly { passage: Passage }[] }): string[] =>
  found.passages.map((each) => each.passage.provision);

describe('createSearch', () => {
  it('finds the law’s words for an everyday phrase', async () => {
    const { search } = await searchOf({ mode: 'lexical' });
    const found = await search({ query: 'When am I really deported?', lang: 'en', limit: 3 });
    expect(places(found)[0]).toBe('1');
    expect(found.grounded).toBe(true);
  });

  it('gives passages in the reader’s language only, with scores in 0..1, best first', async () => {
    const { search } = await searchOf();
    const found = await search({ query: 'permis de travail', lang: 'fr', limit: 8 });
    expect(found.passages.every((each) => each.passage.lang === 'fr')).toBe(true);
    const scores = found.passages.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((left, right) => right - left));
    expect(Math.max(...scores)).toBeLessThanOrEqual(1);
    expect(places(found)[0]).toBe('2');
  });

  it('puts a cited provision first', async () => {
    const { search } = await searchOf();
    for (const query of ['Harbour Act s 3(2)', 'HA 3(2)', 'section 3(2) of the Harbour Act']) {
      expect(places(await search({ query, lang: 'en', limit: 3 }))[0], query).toBe('3(2)');
    }
    const french = await search({
      query: 'art 3(2) de la Loi sur les ports',
      lang: 'fr',
      limit: 1,
    });
    expect(french.passages[0]?.passage.text).toContain('trente jours');
    expect(french.confidence).toBe('high');
  });

  it('says when the sources do not speak of the matter', async () => {
    const { search } = await searchOf();
    for (const query of [
      'How do I split the house in a divorce in Ontario?',
      'best recipe for pasta',
      '????',
      'zebra',
    ]) {
      const found = await search({ query, lang: 'en', limit: 3 });
      expect(found.grounded, query).toBe(false);
      expect(found.confidence, query).toBe('low');
    }
  });

  it('goes by words alone when the meaning index is down', async () => {
    const { search, metrics } = await searchOf({
      vectors: (index) => ({
        ...index,
        query: async () => {
          throw new AppError('source-unavailable', 'The meaning index is down.');
        },
      }),
    });
    const found = await search({ query: 'work permit', lang: 'en', limit: 3 });
    expect(found.lexicalOnly).toBe(true);
    expect(places(found)[0]).toBe('2');
    expect(metrics.total('pincite_search_duration_seconds', { mode: 'lexical' })).toBe(0);
    expect(metrics.records.some(({ labels }) => labels.mode === 'lexical')).toBe(true);
  });

  it('goes by words alone when the meaning index is late, and stops asking it', async () => {
    let stopped = false;
    const { search } = await searchOf({
      clock: { ...clock, sleep: async () => {} },
      vectors: (index) => ({
        ...index,
        query: (_generation, _vector, { signal }) =>
          new Promise((_resolve, reject) => {
            signal?.addEventListener('abort', () => {
              stopped = true;
              reject(signal.reason);
            });
          }),
      }),
    });
    const found = await search({ query: 'work permit', lang: 'en', limit: 3 });
    expect(found.lexicalOnly).toBe(true);
    expect(places(found)[0]).toBe('2');
    // A later turn of the loop: the question to the index started after an embedding.
    await new Promise((resolve) => setImmediate(resolve));
    expect(stopped).toBe(true);
  });

  it('does not hide a fault of the program', async () => {
    const { search } = await searchOf({
      vectors: (index) => ({
        ...index,
        query: async () => {
          throw new TypeError('a bug');
        },
      }),
    });
    await expect(search({ query: 'work permit', lang: 'en', limit: 3 })).rejects.toThrow('a bug');
  });

  it('stops when the reader has left', async () => {
    const { search } = await searchOf();
    const gone = AbortSignal.abort(new Error('gone'));
    await expect(search({ query: 'permit', lang: 'en', limit: 3, signal: gone })).rejects.toThrow(
      'gone',
    );
  });

  it('stays inside one document when asked', async () => {
    const { search } = await searchOf();
    const found = await search({ query: 'work permit', lang: 'en', limit: 3, document: 'X-9' });
    expect(found.passages).toEqual([]);
    expect(found.grounded).toBe(false);
  });
});
