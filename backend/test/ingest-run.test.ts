import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openCatalogue, type SqliteCatalogue } from '../src/adapters/sqlite/catalogue.ts';
import { openCatalogueWriter } from '../src/adapters/sqlite/catalogue-writer.ts';
import { lighthouseAct, sampleLaw } from '../src/adapters/sqlite/sample-law.ts';
import { type IngestDependencies, runIngest } from '../src/cli/ingest.ts';
import type { LawDocument } from '../src/domain/law.ts';
import type { CatalogueWriter, Log } from '../src/domain/ports.ts';
import type { EmbedderFit, StorableEmbedder } from '../src/ingest/embedder-fit.ts';
import { type IngestOptions, ingest } from '../src/ingest/ingest.ts';
import { createMemorySource, type MemorySource, parseMemory } from './fakes/memory-source.ts';
import { createMemoryVectors, type MemoryVectors } from './fakes/memory-vectors.ts';

const analyse = (text: string) => text.toLowerCase().match(/\p{L}+|\d+/gu) ?? [];
let time = Date.UTC(2026, 0, 1);
const clock = {
  now: () => {
    time += 1000;
    return time;
  },
  monotonic: () => time,
};
const log: Log = { debug() {}, info() {}, warn() {}, error() {} };

function embedder(id: string): StorableEmbedder {
  return {
    id,
    dimensions: 2,
    embed: async (texts) => texts.map(({ text }) => Float32Array.of(text.length, 1)),
    toBytes: () => Buffer.from(id),
  };
}

let folder: string;
let reader: SqliteCatalogue;
let writer: CatalogueWriter;
let vectors: MemoryVectors;
let source: MemorySource;
let fits: number;
let embedderFit: EmbedderFit;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pincite-ingest-'));
  writer = openCatalogueWriter(join(folder, 'catalogue.sqlite'), { analyse, clock });
  reader = openCatalogue(join(folder, 'catalogue.sqlite'));
  vectors = createMemoryVectors();
  source = createMemorySource([lighthouseAct('en'), lighthouseAct('fr'), harbour()]);
  fits = 0;
  embedderFit = {
    async fit(passages) {
      fits += 1;
      return embedder(`fit ${passages.length}`);
    },
    load: (bytes) => embedder(Buffer.from(bytes).toString()),
  };
});
afterEach(() => {
  reader.close();
  writer.close();
  rmSync(folder, { recursive: true });
});

function harbour(words = 'Every vessel pays dues.', more: Partial<LawDocument> = {}): LawDocument {
  const sections = Array.from(
    { length: 20 },
    (_, n) => [String(n + 2), 'section', `Berth number ${n}.`] as const,
  );
  return sampleLaw([['1', 'section', words], ...sections], {
    id: 'H-1',
    title: 'Harbour Act',
    ...more,
  });
}
const run = (more: Partial<IngestOptions> = {}) =>
  ingest({ source, parse: parseMemory, writer, vectors, embedderFit, clock, log, ...more });
const found = (token: string, lang: 'en' | 'fr' = 'en') =>
  reader
    .search({ terms: [{ token, weight: 1 }], lang, limit: 9 })
    .map(({ passage }) => `${passage.document} ${passage.provision}`);
const outcomes = (report: Awaited<ReturnType<typeof run>>) =>
  report.documents.map((each) => `${each.document}/${each.lang} ${each.outcome}`);

describe('a run', () => {
  test('takes everything in, with vectors for every passage', async () => {
    const report = await run();
    expect(report).toMatchObject({ status: 'complete', changed: true, failures: [] });
    expect(outcomes(report)).toEqual(['H-1/en added', 'L-1/en added', 'L-1/fr added']);
    expect(report.documents[0]).toMatchObject({ added: 21, changed: 0, removed: 0 });
    expect(found('dues')).toEqual(['H-1 1']);
    const { vectorGeneration, kind, ingestedAt } = reader.state();
    expect(kind).toBe('law');
    expect(ingestedAt).toBeDefined();
    expect(report.vectors).toMatchObject({ status: 'complete', generation: vectorGeneration });
    const ids = [...(vectors.generations.get(vectorGeneration ?? '')?.keys() ?? [])];
    expect(ids).toHaveLength(21 + 4 + 4);
    expect(reader.passagesByVectorId(ids)).not.toContain(undefined);
    expect(Buffer.from(reader.model(vectorGeneration ?? '') ?? []).toString()).toBe('fit 29');
  });

  test('again changes nothing, reads nothing and fits nothing', async () => {
    const first = await run();
    const ledger = [...writer.ledger(1)].length;
    source.reads.length = 0;
    const second = await run();
    expect(second).toMatchObject({ status: 'complete', changed: false, version: first.version });
    expect(second.vectors).toMatchObject({ status: 'complete', written: 0 });
    expect(source.reads).toEqual([]);
    expect(fits).toBe(1);
    expect([...writer.ledger(1)]).toHaveLength(ledger);
  });

  test('a change of one provision is one change, embedded by the embedder that is there', async () => {
    await run();
    const { vectorGeneration } = reader.state();
    source.documents.set('H-1/en', harbour('Every vessel pays fees.'));
    const report = await run();
    expect(report.documents[0]).toMatchObject({
      outcome: 'changed',
      added: 0,
      changed: 1,
      removed: 0,
    });
    expect(report.vectors).toMatchObject({ generation: vectorGeneration, written: 1 });
    expect(vectors.generations.get(vectorGeneration ?? '')?.size).toBe(29);
    expect([fits, source.reads.length]).toEqual([1, 4]);
    expect([found('dues'), found('fees')]).toEqual([[], ['H-1 1']]);
  });

  test('a great change fits the embedder anew and drops the old generation', async () => {
    await run();
    source.documents.set('H-1/en', harbour('New.', { longTitle: 'x', headings: [] } as never));
    source.documents.set('M-1/en', { ...harbour('Mooring.'), id: 'M-1' });
    const report = await run();
    expect(fits).toBe(2);
    expect([...vectors.generations.keys()]).toEqual([report.vectors.generation]);
    expect(reader.state().vectorGeneration).toBe(report.vectors.generation);
  });

  test('what is gone from the source is taken out', async () => {
    await run();
    source.documents.delete('L-1/fr');
    source.documents.delete('H-1/en');
    expect(outcomes(await run())).toEqual(['H-1/en removed', 'L-1/en unchanged', 'L-1/fr removed']);
    expect(reader.documents().map((each) => `${each.id}/${each.lang}`)).toEqual(['L-1/en']);
    expect(found('dues')).toEqual([]);
    const [generation] = vectors.generations.values();
    expect(generation?.size).toBe(4);
  });

  test('force takes everything in again and changes nothing', async () => {
    const first = await run();
    source.reads.length = 0;
    const forced = await run({ force: true });
    expect(source.reads).toHaveLength(3);
    expect(forced.version).toBe(first.version);
  });

  test('another parser reads every file again', async () => {
    await run({ parserVersion: '1' });
    source.reads.length = 0;
    await run({ parserVersion: '1' });
    expect(source.reads).toHaveLength(0);
    await run({ parserVersion: '2' });
    expect(source.reads).toHaveLength(3);
  });
});

describe('faults', () => {
  test('a bad file is reported, the others are taken in, and its document stays as it was', async () => {
    await run();
    source.documents.set('L-1/en', 'The XML ends in the middle of a section.');
    source.documents.set('H-1/en', harbour('Every vessel pays fees.'));
    const report = await run();
    expect(report.status).toBe('complete');
    expect(report.failures).toEqual([
      { file: 'L-1/en', reason: 'The XML ends in the middle of a section.' },
    ]);
    expect(outcomes(report)).toEqual(['H-1/en changed', 'L-1/en failed', 'L-1/fr unchanged']);
    expect(found('fees')).toEqual(['H-1 1']);
    expect(reader.document('L-1', 'en')?.title).toBe('Lighthouse Act');
  });

  test.each([
    ['a citation mark in the text', harbour('See ⟦S1.p2⟧ here'), /citation mark/],
    ['another document', { ...harbour(), id: 'Z-1' }, /holds Z-1 \(en\), not H-1/],
    ['another language', { ...harbour(), lang: 'fr' as const }, /holds H-1 \(fr\)/],
    ['no provisions', { ...harbour(), provisions: [] }, /no provisions/],
  ])('%s is refused', async (_, document, reason) => {
    source.documents.set('H-1/en', document);
    const report = await run();
    expect(report.failures).toEqual([{ file: 'H-1/en', reason: expect.stringMatching(reason) }]);
    expect(reader.documents()).toHaveLength(2);
  });

  test('a source that cannot be listed, or lists nothing, takes nothing out', async () => {
    await run();
    source.listing = 'fails';
    expect(await run()).toMatchObject({
      status: 'failed',
      failures: [{ file: 'memory', reason: 'the source is gone' }],
    });
    source.listing = 'good';
    source.documents.clear();
    expect((await run()).failures[0]?.reason).toMatch(/lists no documents/);
    expect(reader.documents()).toHaveLength(3);
  });

  test('when no file at all is good, readers stay on what they had', async () => {
    const notes = createMemorySource(
      [lighthouseAct('en', { id: 'note-a', kind: 'note' })],
      'primer',
    );
    await run({ source: notes });
    for (const name of source.documents.keys()) source.documents.set(name, 'broken');
    const report = await run();
    expect(report).toMatchObject({ status: 'failed', changed: false });
    expect(report.failures).toHaveLength(3);
    expect(reader.state().kind).toBe('primer');
    expect(reader.documents()).toHaveLength(1);
  });

  test('without the vector index the catalogue completes, and a later run fills it', async () => {
    vectors.down = true;
    const report = await run();
    expect(report).toMatchObject({ status: 'complete', failures: [] });
    expect(report.vectors).toMatchObject({ status: 'unavailable', detail: expect.any(String) });
    expect(found('dues')).toEqual(['H-1 1']);
    expect(reader.state().vectorGeneration).toBeUndefined();
    vectors.down = false;
    const later = await run();
    expect(later).toMatchObject({ changed: false, vectors: { status: 'complete', written: 29 } });
    expect(reader.state().vectorGeneration).toBe(later.vectors.generation);
  });

  test('an index that goes down half-way is filled by the next run', async () => {
    vectors.upsertsLeft = 0;
    expect((await run()).vectors.status).toBe('unavailable');
    vectors.upsertsLeft = undefined;
    vectors.down = false;
    expect((await run()).vectors).toMatchObject({ status: 'complete', written: 29 });
  });

  test('an index that lost its vectors is filled again without a new fit', async () => {
    await run();
    vectors.generations.clear();
    const report = await run();
    expect(report.vectors).toMatchObject({ status: 'complete', written: 29 });
    expect(fits).toBe(1);
  });

  test('a run that is stopped leaves readers where they were, and the next goes on', async () => {
    const stop = new AbortController();
    const parse: IngestOptions['parse'] = (bytes, file) => {
      if (file.name === 'L-1/fr') stop.abort();
      return parseMemory(bytes, file);
    };
    const stopped = await run({ parse, signal: stop.signal });
    expect(stopped.status).toBe('failed');
    expect(reader.documents()).toEqual([]);
    source.reads.length = 0;
    expect((await run()).status).toBe('complete');
    expect(source.reads).toEqual(['H-1/en']);
    expect(reader.documents()).toHaveLength(3);
  });

  test('readers see the old text until the end of a run', async () => {
    await run();
    source.documents.set('H-1/en', harbour('Every vessel pays fees.'));
    source.documents.delete('L-1/fr');
    const seen: string[] = [];
    const onProgress = () => seen.push([...found('dues'), ...found('fees')].join());
    await run({ onProgress });
    expect(new Set(seen)).toEqual(new Set(['H-1 1']));
    expect([found('dues'), found('fees'), found('amende', 'fr')]).toEqual([[], ['H-1 1'], []]);
  });
});

describe('the command', () => {
  let text: string;
  const dependencies = (isTTY = false): IngestDependencies => ({
    source,
    parse: parseMemory,
    writer,
    vectors,
    embedderFit,
    clock,
    log,
    catalogue: reader,
    out: {
      write: (more: string) => {
        text += more;
      },
      isTTY,
      columns: 60,
    },
  });
  beforeEach(() => {
    text = '';
  });

  test('ends with a table of documents and exit code 0', async () => {
    expect(await runIngest({ force: false, dryRun: false }, dependencies())).toBe(0);
    expect(text).toMatch(/^document +EN +FR +added +changed +removed$/m);
    expect(text).toMatch(/^L-1 +11 +11 +22 +0 +0 +added$/m);
    expect(text).toMatch(/Ingestion complete: corpus [0-9a-f]{16}/);
    expect(text).not.toContain('\r');
  });

  test('names what failed and exits with 1', async () => {
    source.documents.set('H-1/en', 'It is broken.');
    expect(await runIngest({ force: false, dryRun: false }, dependencies())).toBe(1);
    expect(text).toContain('failed: H-1/en: It is broken.');
  });

  test('a terminal gets one line that is drawn over and wiped', async () => {
    await runIngest({ force: false, dryRun: false }, dependencies(true));
    const bars = text.split('\r').filter((part) => /[█░]/.test(part));
    expect(bars.length).toBeGreaterThan(1);
    for (const bar of bars) expect(bar.replace('\u001b[2K', '').length).toBeLessThan(60);
  });

  test('a dry run says what it would do, and does nothing', async () => {
    await run();
    source.documents.set('H-1/en', harbour('Every vessel pays fees.'));
    source.documents.set('N-1/en', { ...harbour(), id: 'N-1' });
    source.documents.delete('L-1/fr');
    const { version } = reader.state();
    expect(await runIngest({ force: false, dryRun: true }, dependencies())).toBe(0);
    expect(text).toBe(
      'would take in H-1/en (changed)\nwould take in N-1/en (new)\nwould take out L-1/fr\n3 files: 2 to take in, 1 to take out\n',
    );
    expect(reader.state().version).toBe(version);
    expect(writer.state().held).toBe(version);
  });
});
