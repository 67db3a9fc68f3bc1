import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCatalogue } from '../src/adapters/sqlite/catalogue.ts';
import { type IngestJobOptions, ingestJob } from '../src/ingest-main.ts';
import { freePort } from './fakes/chroma-server.ts';

let folder: string;
let corpusDir: string;
let dataDir: string;
let text: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pincite-job-'));
  corpusDir = join(folder, 'corpus');
  dataDir = join(folder, 'data');
  text = '';
  for (const lang of ['eng', 'fra']) mkdirSync(join(corpusDir, lang), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const law = (title: string, words: string) => `<?xml version="1.0" encoding="utf-8"?>
<Statute xmlns:lims="http://justice.gc.ca/lims" lims:pit-date="2026-01-01" lims:current-date="2026-02-01" xml:lang="en">
<Identification><LongTitle>An Act about lamps</LongTitle><ShortTitle>${title}</ShortTitle>
<Chapter><ConsolidatedNumber official="yes">L-1</ConsolidatedNumber></Chapter></Identification>
<Body><Section><MarginalNote>Lamps</MarginalNote><Label>1</Label><Text>${words}</Text></Section></Body>
</Statute>`;
const put = (name: string, content: string | Uint8Array) =>
  writeFileSync(join(corpusDir, name), content);
const job = (args: string[] = [], options: Partial<IngestJobOptions> = { corpusDir }) => {
  const out = {
    write: (more: string) => {
      text += more;
    },
  };
  return ingestJob(args, { dataDir, ...options }, out, new AbortController().signal);
};
function served() {
  const catalogue = openCatalogue(join(dataDir, 'catalogue.sqlite'));
  try {
    return catalogue.documents().map((each) => `${each.id}/${each.lang} ${each.title}`);
  } finally {
    catalogue.close();
  }
}

test('malicious and broken files are named, and the others are taken in', async () => {
  put('eng/L-1.xml', law('Lamp Act', 'Lamps are lit.'));
  put('fra/L-1.xml', law('Lamp Act', 'Lamps are lit.').slice(0, 400));
  put('eng/B-1.xml', '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Statute>&b;</Statute>');
  put('eng/B-2.xml', `<Statute>${'<Section>'.repeat(5000)}${'</Section>'.repeat(5000)}</Statute>`);
  put('eng/B-3.xml', Buffer.from([0x3c, 0x53, 0xff, 0xfe, 0xe9, 0x3e]));
  put('eng/B-4.xml', '');
  expect(await job()).toBe(1);
  expect(served()).toEqual(['L-1/en Lamp Act']);
  for (const file of ['fra/L-1', 'eng/B-1', 'eng/B-2', 'eng/B-3', 'eng/B-4']) {
    expect(text).toMatch(new RegExp(`^failed: ${file}\\.xml: .{10,}`, 'm'));
  }
});

test('a file that breaks later leaves the document as it was', async () => {
  put('eng/L-1.xml', law('Lamp Act', 'Lamps are lit.'));
  expect(await job()).toBe(0);
  put('eng/L-1.xml', '<Statute>');
  expect(await job()).toBe(1);
  expect(served()).toEqual(['L-1/en Lamp Act']);
});

test('without Chroma the catalogue completes and says what is missing', async () => {
  put('eng/L-1.xml', law('Lamp Act', 'Lamps are lit.'));
  const chromaUrl = `http://127.0.0.1:${await freePort()}`;
  expect(await job([], { corpusDir, chromaUrl })).toBe(0);
  expect(text).toMatch(/meaning index: not filled/);
  expect(served()).toHaveLength(1);
});

test('law stays while the site does not answer: the primer never takes its place', async () => {
  put('eng/L-1.xml', law('Lamp Act', 'Lamps are lit.'));
  await job();
  const justiceUrl = `http://127.0.0.1:${await freePort()}`;
  expect(await job([], { justiceUrl })).toBe(1);
  expect(text).toContain('what was served before stays');
  expect(served()).toEqual(['L-1/en Lamp Act']);
});

test('a corpus folder that is not there, or is not told, is named', async () => {
  expect(await job([], { corpusDir: join(folder, 'nowhere') })).toBe(1);
  expect(text).toContain(join(folder, 'nowhere'));
  await expect(job(['--source', 'folder'], {})).rejects.toThrow(/PINCITE_CORPUS_DIR/);
});

test('prints its usage', async () => {
  expect(await job(['--help'])).toBe(0);
  expect(text).toMatch(/--dry-run/);
});

test('the primer is whole: every note in both languages, found by its words', async () => {
  expect(await job(['--source', 'primer'], {})).toBe(0);
  const catalogue = openCatalogue(join(dataDir, 'catalogue.sqlite'));
  try {
    expect(catalogue.state().kind).toBe('primer');
    const { en, fr } = catalogue.counts();
    expect(en.documents).toBeGreaterThanOrEqual(60);
    expect(fr.documents).toBe(en.documents);
    const [first] = catalogue.search({
      terms: [{ token: 'appeal', weight: 1 }],
      lang: 'en',
      limit: 1,
    });
    expect(first?.passage.kind).toBe('note');
    expect(first?.passage.explains.length).toBeGreaterThan(0);
    expect(first?.passage.citation).toMatch(/, Pincite primer, para \d+$/);
  } finally {
    catalogue.close();
  }
});
