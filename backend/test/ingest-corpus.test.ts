import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createChromaVectorIndex } from '../src/adapters/chroma.ts';
import { openCatalogue, type SqliteCatalogue } from '../src/adapters/sqlite/catalogue.ts';
import { ingestJob } from '../src/ingest-main.ts';
import { analyse } from '../src/search/analyse.ts';
import { fromLatentSemanticsBytes } from '../src/search/latent-semantics.ts';
import { type ChromaServer, freePort, startChroma } from './fakes/chroma-server.ts';

const CORPUS =
  process.env.PINCITE_CORPUS_DIR ?? resolve(import.meta.dirname, '../../../shared/corpus');
const missing = !existsSync(CORPUS);
if (missing) process.stdout.write(`skipped: the corpus folder ${CORPUS} does not exist\n`);

describe.skipIf(missing)('the real law', () => {
  let dataDir: string;
  let chroma: ChromaServer;
  let catalogue: SqliteCatalogue;
  let text = '';

  const ingest = async (): Promise<{ code: number; seconds: number }> => {
    text = '';
    const started = performance.now();
    const out = {
      write: (more: string) => {
        text += more;
      },
    };
    const options = { dataDir, corpusDir: CORPUS, chromaUrl: chroma.url };
    const code = await ingestJob([], options, out, new AbortController().signal);
    return { code, seconds: (performance.now() - started) / 1000 };
  };

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'pincite-corpus-'));
    chroma = await startChroma(join(dataDir, 'chroma'), await freePort());
    const { code, seconds } = await ingest();
    process.stdout.write(`${text}first ingestion: ${seconds.toFixed(1)} s\n`);
    expect(code, text).toBe(0);
    expect(seconds).toBeLessThan(120);
    catalogue = openCatalogue(join(dataDir, 'catalogue.sqlite'));
  }, 240_000);
  afterAll(async () => {
    catalogue?.close();
    await chroma?.kill();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('every document is there in both languages', () => {
    const { en, fr } = catalogue.counts();
    expect(en.documents).toBeGreaterThan(0);
    expect(fr.documents).toBe(en.documents);
    for (const { id, lang, provisionCount } of catalogue.documents()) {
      expect([id, lang, provisionCount > 0]).toEqual([id, lang, true]);
    }
  });

  test('a second run changes nothing and is quick', async () => {
    const before = catalogue.state();
    const { code, seconds } = await ingest();
    process.stdout.write(`second ingestion: ${seconds.toFixed(1)} s\n`);
    expect(code).toBe(0);
    expect(text).toContain('nothing changed');
    expect(text).toContain('meaning index: 0 vectors written');
    expect(catalogue.state().version).toBe(before.version);
    expect(catalogue.state().vectorGeneration).toBe(before.vectorGeneration);
    expect(seconds).toBeLessThan(5);
  });

  test('words find a section, and its citation and page are those of the language', () => {
    const find = (question: string, lang: 'en' | 'fr') =>
      catalogue.search({
        terms: analyse(question, lang).map((token) => ({ token, weight: 1 })),
        lang,
        document: 'I-2.5',
        limit: 5,
      });
    const en = find(
      'humanitarian and compassionate considerations request of foreign national',
      'en',
    );
    expect(en.map(({ passage }) => passage.provision)).toContain('25(1)');
    const passage = catalogue.passage('I-2.5', 'en', '25(1)');
    expect(passage?.citation).toMatch(/, SC 2001, c 27, s 25\(1\)$/);
    expect(passage?.url).toBe('https://laws-lois.justice.gc.ca/eng/acts/I-2.5/section-25.html');
    const french = catalogue.passage('I-2.5', 'fr', '36(1)(a)');
    expect(french?.citation).toMatch(/, LC 2001, c 27, art 36\(1\)a\)$/);
    expect(french?.url).toBe('https://laws-lois.justice.gc.ca/fra/lois/I-2.5/article-36.html');
    const fr = find('séjour pour motif d’ordre humanitaire à la demande d’un étranger', 'fr');
    expect(fr.map(({ passage }) => passage.provision)).toContain('25(1)');
  });

  test('what is repealed is known and never found', () => {
    expect(catalogue.document('SOR-2002-228', 'en')?.status).toBe('repealed');
    const [label = ''] = catalogue.sectionLabels('SOR-2002-228', 'en');
    expect(catalogue.passage('SOR-2002-228', 'en', label)?.status).toBe('repealed');
    for (const token of ['repealed', 'refuge', 'rule', 'section', 'claim']) {
      const found = catalogue.search({ terms: [{ token, weight: 1 }], lang: 'en', limit: 500 });
      expect(found.filter(({ passage }) => passage.status !== 'in_force')).toEqual([]);
    }
  });

  test('meaning finds across languages', async () => {
    const generation = catalogue.state().vectorGeneration ?? '';
    const model = catalogue.model(generation);
    if (model === undefined) throw new Error('a model was expected');
    const question = { text: 'appeal against a removal order', lang: 'en' } as const;
    const [vector] = await fromLatentSemanticsBytes(model).embed([question]);
    if (vector === undefined) throw new Error('a vector was expected');
    const vectors = createChromaVectorIndex(chroma.url);
    const ids = (await vectors.query(generation, vector, { lang: 'fr', limit: 10 })).map(
      ({ id }) => id,
    );
    const passages = catalogue.passagesByVectorId(ids);
    expect(passages).toHaveLength(10);
    expect(passages.every((passage) => passage?.lang === 'fr')).toBe(true);
    expect(passages.some((passage) => passage?.text.includes('renvoi'))).toBe(true);
  });
});
