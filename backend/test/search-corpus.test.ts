import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCatalogue, type SqliteCatalogue } from '../src/adapters/sqlite/catalogue.ts';
import { openCatalogueWriter } from '../src/adapters/sqlite/catalogue-writer.ts';
import { systemClock } from '../src/adapters/telemetry/clock.ts';
import { parseQuestions } from '../src/cli/eval-questions.ts';
import { abstentionFigures, type Retrieved } from '../src/cli/eval-score.ts';
import type { Embedder, VectorIndex } from '../src/domain/ports.ts';
import { ingestJob } from '../src/ingest-main.ts';
import { analyse } from '../src/search/analyse.ts';
import { fitLatentSemantics } from '../src/search/fit-latent-semantics.ts';
import { createSearch, type Search } from '../src/search/search.ts';
import { recordingMetrics } from './fakes/instruments.ts';

const CORPUS =
  process.env.PINCITE_CORPUS_DIR ?? resolve(import.meta.dirname, '../../../shared/corpus');
const missing = !existsSync(CORPUS);
if (missing) process.stdout.write(`skipped: the corpus folder ${CORPUS} does not exist\n`);

/** Longest fit that ingestion may take on one core, and longest embedding of one question, in ms. */
const FIT_MOST_MS = 60_000;
const EMBED_MOST_MS = 2;

describe.skipIf(missing)('search over the real law', () => {
  let dataDir: string;
  let catalogue: SqliteCatalogue;
  let search: Search;
  let embedder: Embedder;
  let fitMs: number;

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'pincite-search-'));
    const quiet = { write: () => {} };
    // No meaning index is served here: the vectors of the test are exact, in memory.
    const options = { dataDir, corpusDir: CORPUS, chromaUrl: 'http://127.0.0.1:9' };
    await ingestJob([], options, quiet, new AbortController().signal);
    const path = join(dataDir, 'catalogue.sqlite');
    const writer = openCatalogueWriter(path, { analyse, clock: systemClock });
    const rows = [...writer.passages()];
    writer.close();
    catalogue = openCatalogue(path);
    const started = performance.now();
    embedder = await fitLatentSemantics(rows);
    fitMs = performance.now() - started;
    const held = await embedder.embed(rows.map(({ text, lang }) => ({ text, lang })));
    const vectors: Pick<VectorIndex, 'query'> = {
      query: async (_generation, vector, { limit }) =>
        rows
          .map(({ vectorId }, index) => ({
            id: vectorId,
            similarity: vector.reduce(
              (sum, value, at) => sum + value * (held[index]?.[at] ?? 0),
              0,
            ),
          }))
          .sort((left, right) => right.similarity - left.similarity)
          .slice(0, limit),
    };
    const unused = () => Promise.reject(new Error('not asked for in this test'));
    search = createSearch({
      catalogue: { ...catalogue, state: () => ({ ...catalogue.state(), vectorGeneration: 'g' }) },
      lexical: catalogue,
      vectors: {
        ...vectors,
        prepare: unused,
        upsert: unused,
        remove: unused,
        ids: unused,
        retain: unused,
        ping: unused,
      },
      embedder: () => embedder,
      clock: systemClock,
      metrics: recordingMetrics(),
      semanticDeadlineMs: 20_000,
    });
  }, 180_000);
  afterAll(() => {
    catalogue?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('the embedder is fitted and embeds within its bounds', async () => {
    expect(fitMs).toBeLessThan(FIT_MOST_MS);
    const text = 'Can I appeal to the Immigration Appeal Division after a long sentence?';
    await embedder.embed([{ text, lang: 'en' }]);
    const started = performance.now();
    for (let turn = 0; turn < 50; turn += 1) await embedder.embed([{ text, lang: 'en' }]);
    expect((performance.now() - started) / 50).toBeLessThan(EMBED_MOST_MS);
  });

  test.each([
    [
      'en',
      'Can I appeal to the Immigration Appeal Division if I was sentenced to more than six months for a serious crime?',
    ],
    [
      'fr',
      'Puis-je interjeter appel devant la Section d’appel de l’immigration si j’ai été condamné à plus de six mois pour un crime grave ?',
    ],
  ] as const)('finds the bar to an appeal for serious criminality, in %s', async (lang, query) => {
    const found = await search({ query, lang, limit: 5 });
    expect(found.grounded).toBe(true);
    expect(found.lexicalOnly).toBe(false);
    const places = found.passages.map(
      ({ passage }) => `${passage.document} ${passage.lang} ${passage.provision}`,
    );
    expect(places.some((place) => place.startsWith(`I-2.5 ${lang} 64`))).toBe(true);
  });

  test('is silent about the division of a house in a divorce', async () => {
    const query = 'How do I split the house in a divorce in Ontario?';
    expect(await search({ query, lang: 'en', limit: 5 })).toMatchObject({ grounded: false });
  });

  test('a cited provision comes first', async () => {
    for (const [query, lang, document, label] of [
      ['IRPA s 25(1)', 'en', 'I-2.5', '25(1)'],
      ['A25(1)', 'en', 'I-2.5', '25(1)'],
      ['R179(b)', 'en', 'SOR-2002-227', '179(b)'],
      ['section 64 of IRPA', 'en', 'I-2.5', '64'],
      ['art 64 LIPR', 'fr', 'I-2.5', '64'],
      ['alinéa 36(1)a) de la Loi', 'fr', 'I-2.5', '36(1)(a)'],
    ] as const) {
      const first = (await search({ query, lang, limit: 3 })).passages[0]?.passage;
      expect(first, query).toMatchObject({ document, provision: label, lang });
    }
  });

  test('tells what the law that is held speaks of from what it does not', async () => {
    const name = resolve(import.meta.dirname, 'questions/grounding.jsonl');
    const questions = parseQuestions(readFileSync(name, 'utf8'), name);
    const results = new Map<string, Retrieved>();
    for (const { id, question, lang } of questions) {
      const { grounded } = await search({ query: question, lang, limit: 1 });
      results.set(id, { places: [], grounded, milliseconds: 0 });
    }
    const figures = abstentionFigures(questions, results);
    process.stdout.write(`not in the sources: ${JSON.stringify(figures)}\n`);
    expect(figures.precision).toBeGreaterThan(0.9);
    expect(figures.f1).toBeGreaterThan(0.9);
  });
});
