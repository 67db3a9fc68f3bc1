import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CatalogueWriter } from '../../domain/ports.ts';
import { openCatalogue, type SqliteCatalogue } from './catalogue.ts';
import { openCatalogueWriter } from './catalogue-writer.ts';
import { ledgeredDocument } from './ledger.ts';
import { lighthouseAct, sampleFile, sampleLaw } from './sample-law.ts';

const analyse = (text: string) => text.toLowerCase().match(/\p{L}+|\d+/gu) ?? [];
const clock = { now: () => Date.UTC(2026, 0, 2) };

let folder: string;
let path: string;
let reader: SqliteCatalogue;
let writer: CatalogueWriter;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pincite-catalogue-'));
  path = join(folder, 'data', 'catalogue.db');
  reader = openCatalogue(path);
  writer = openCatalogueWriter(path, { analyse, clock });
});
afterEach(() => {
  reader.close();
  writer.close();
  rmSync(folder, { recursive: true });
});

function take(...documents: ReturnType<typeof sampleLaw>[]) {
  return documents.flatMap((document) => writer.replace(document, sampleFile(document), 'run'));
}
function finish(vectorGeneration?: string) {
  writer.finishRun('run', {
    status: 'complete',
    corpus: 'law',
    failures: [],
    ...(vectorGeneration === undefined ? {} : { vectorGeneration }),
  });
}
function found(words: string, lang: 'en' | 'fr' = 'en', more = {}): string[] {
  const terms = words.split(' ').map((token) => ({ token, weight: 1 }));
  return reader
    .search({ terms, lang, limit: 10, ...more })
    .map(({ passage }) => `${passage.document} ${passage.provision}`);
}

describe('reading', () => {
  test('an empty catalogue answers with nothing', () => {
    expect(reader.state()).toMatchObject({ version: 'empty', vectorGeneration: undefined });
    expect(reader.documents()).toEqual([]);
    expect(reader.lines('L-1', 'en')).toEqual([]);
    expect(found('lamp')).toEqual([]);
    reader.ping();
  });

  test('gives documents, provisions, children and passages', () => {
    take(lighthouseAct('en'), lighthouseAct('fr'));
    finish();
    expect(reader.documents().map((each) => `${each.id}/${each.lang}`)).toEqual([
      'L-1/en',
      'L-1/fr',
    ]);
    expect(reader.document('L-1', 'en')).toMatchObject({
      title: 'Lighthouse Act',
      provisionCount: 11,
    });
    expect(reader.counts()).toEqual({
      en: { documents: 1, provisions: 11 },
      fr: { documents: 1, provisions: 11 },
    });
    expect(reader.sectionLabels('L-1', 'en')).toEqual(['2', '3', '4', '5']);
    expect(reader.children('L-1', 'en', '3').map((each) => each.label)).toEqual(['3(1)', '3(2)']);
    expect(reader.children('L-1', 'en', undefined).map((each) => each.label)).toContain('Schedule');
    expect(reader.provision('L-1', 'en', '3(1)(a)')).toEqual(lighthouseAct('en').provisions[4]);
    expect(reader.provision('L-1', 'en', '99')).toBeUndefined();
    expect(reader.lines('L-1', 'fr')).toEqual(lighthouseAct('fr').lines);
    expect(reader.passage('L-1', 'fr', '3(1)(a)')).toMatchObject({
      citation: 'Loi sur les phares, LC 2001, c 1, art 3(1)a)',
      url: 'https://law.example/fr/L-1/article-3.html',
      marginalNote: 'Devoir des gardiens',
      status: 'in_force',
      explains: [],
    });
    expect(reader.passage('L-1', 'en', '4')?.status).toBe('repealed');
  });

  test('a provision of a repealed document is repealed', () => {
    take(lighthouseAct('en', { status: 'repealed' }));
    finish();
    expect(reader.passage('L-1', 'en', '3(1)')?.status).toBe('repealed');
    expect(found('lamp')).toEqual([]);
  });

  test('a note names what it explains', () => {
    const crossReferences = [{ text: 'L-1', document: 'L-1', provision: '3(1)' }];
    take(
      sampleLaw([['1', 'note', 'Light it.', { crossReferences }]], { id: 'note-a', kind: 'note' }),
    );
    finish();
    expect(reader.passage('note-a', 'en', '1')?.explains).toEqual([
      { document: 'L-1', provision: '3(1)' },
    ]);
  });
});

describe('search', () => {
  test('finds the most specific passage, never its parents, nor what is not law', () => {
    take(lighthouseAct());
    finish();
    expect(found('light')).toEqual(['L-1 3(1)']);
    expect(found('lamp').toSorted()).toEqual(['L-1 2 "keeper"', 'L-1 3(1)', 'L-1 Schedule, A']);
    expect(found('duty').toSorted()).toEqual(['L-1 3(1)', 'L-1 3(2)']);
    expect(found('drones')).toEqual([]);
    expect(found('repealed')).toEqual([]);
  });

  test('the defined term counts more than the text', () => {
    take(lighthouseAct());
    finish();
    expect(found('keeper')[0]).toBe('L-1 2 "keeper"');
  });

  test('weights decide between words', () => {
    take(
      sampleLaw([
        ['1', 'section', 'apples grow here'],
        ['2', 'section', 'pears grow here'],
        ['3', 'section', 'nothing else'],
      ]),
    );
    finish();
    const first = (apples: number, pears: number) =>
      reader.search({
        terms: [
          { token: 'apples', weight: apples },
          { token: 'pears', weight: pears },
        ],
        lang: 'en',
        limit: 1,
      })[0]?.passage.provision;
    expect(first(2, 1)).toBe('1');
    expect(first(1, 2)).toBe('2');
    expect(first(0, 0.4)).toBe('2');
  });

  test('keeps languages and documents apart', () => {
    take(lighthouseAct('en'), lighthouseAct('fr'), lighthouseAct('en', { id: 'L-2' }));
    finish();
    expect(found('amende', 'fr')).toEqual(['L-1 3(2)']);
    expect(found('amende', 'en')).toEqual([]);
    expect(found('fine', 'en', { document: 'L-2' })).toEqual(['L-2 3(2)']);
    expect(found('lamp', 'en', { limit: 2 })).toHaveLength(2);
  });

  test.each(['"', 'a"b', '*', 'NEAR(', 'OR', '-lamp', '\0', "d'or", 'note:', '^', ''])(
    'no token is an operator: %j',
    (token) => {
      take(lighthouseAct());
      finish();
      expect(() =>
        reader.search({ terms: [{ token, weight: 1 }], lang: 'en', limit: 5 }),
      ).not.toThrow();
    },
  );

  test('a long provision is searched by its parts, with the words they hang on', () => {
    const long = 'mast sail rope '.repeat(60);
    take(
      sampleLaw([
        ['7', 'section', 'No vessel may carry'],
        ['7(a)', 'paragraph', `${long} gunpowder`, { parent: '7' }],
        ['7(b)', 'paragraph', `${long} lanterns`, { parent: '7' }],
      ]),
    );
    finish();
    expect(found('gunpowder')).toEqual(['L-1 7(a)']);
    expect(found('vessel').toSorted()).toEqual(['L-1 7(a)', 'L-1 7(b)']);
  });
});

describe('a run', () => {
  test('readers see nothing of it before its end, and all of it after', () => {
    take(lighthouseAct());
    finish('vectors-1');
    const before = reader.state();
    const changed = lighthouseAct('en', { title: 'Lamp Act' });
    take(changed, sampleLaw([['1', 'section', 'harbour dues']], { id: 'H-1' }));
    expect(reader.state()).toEqual(before);
    expect(reader.document('L-1', 'en')?.title).toBe('Lighthouse Act');
    expect(found('harbour')).toEqual([]);
    expect(found('fine')).toEqual(['L-1 3(2)']);
    finish();
    expect(reader.document('L-1', 'en')?.title).toBe('Lamp Act');
    expect(found('harbour')).toEqual(['H-1 1']);
    expect(found('fine')).toEqual(['L-1 3(2)']);
    expect(reader.state().version).not.toBe(before.version);
    expect(reader.state().vectorGeneration).toBe('vectors-1');
    expect(writer.state().vectorsComplete).toBe(false);
  });

  test('a failed run switches nothing and loses nothing', () => {
    take(lighthouseAct());
    writer.finishRun('run', { status: 'failed', corpus: 'law', failures: [] });
    expect(reader.documents()).toEqual([]);
    expect(writer.fileVersions()).toEqual(new Map([['L-1/en', 'v1']]));
    finish();
    expect(reader.documents()).toHaveLength(1);
  });

  test('a document taken out leaves, in both languages or in one', () => {
    take(lighthouseAct('en'), lighthouseAct('fr'));
    finish();
    expect(writer.remove('L-1', 'run', 'fr')[0]).toMatchObject({ operation: 'document-remove' });
    expect(found('lamp')).toHaveLength(3);
    finish();
    expect(reader.documents().map((each) => each.lang)).toEqual(['en']);
    writer.remove('L-1', 'run');
    finish();
    expect(reader.documents()).toEqual([]);
    expect(found('lamp')).toEqual([]);
    expect(writer.remove('L-1', 'run')).toEqual([]);
  });

  test('what was taken out and put back in one run is as it was', () => {
    take(lighthouseAct());
    finish();
    const { version } = reader.state();
    writer.remove('L-1', 'run');
    take(lighthouseAct());
    finish();
    expect(reader.state().version).toBe(version);
    expect(found('fine')).toEqual(['L-1 3(2)']);
  });

  test('passages have ids that follow their text', () => {
    take(lighthouseAct());
    finish();
    const before = new Map([...writer.passages()].map((each) => [each.provision, each.vectorId]));
    expect([...before.keys()].toSorted()).toEqual(['2 "keeper"', '3(1)', '3(2)', 'Schedule, A']);
    const [id] = [...before.values()];
    expect(
      reader.passagesByVectorId(['no such id', id ?? '']).map((each) => each?.provision),
    ).toEqual([undefined, '2 "keeper"']);
    const changed = lighthouseAct();
    const provisions = changed.provisions.map((each) =>
      each.label === '3(2)' ? { ...each, text: 'A keeper who fails is dismissed.' } : each,
    );
    take({ ...changed, provisions });
    const after = new Map([...writer.passages()].map((each) => [each.provision, each.vectorId]));
    expect(after.get('3(1)')).toBe(before.get('3(1)'));
    expect(after.get('3(2)')).not.toBe(before.get('3(2)'));
  });

  test('models of other generations go when a generation is finished', () => {
    writer.saveModel('old', new Uint8Array([1]));
    finish('old');
    writer.saveModel('new', new Uint8Array([2, 3]));
    expect(reader.model('old')).toEqual(new Uint8Array([1]));
    finish('new');
    expect(reader.model('new')).toEqual(new Uint8Array([2, 3]));
    expect(writer.model('old')).toBeUndefined();
    expect(writer.state()).toMatchObject({ vectorGeneration: 'new', vectorsComplete: true });
  });
});

describe('the ledger', () => {
  test('says what was added, changed and removed, and keeps the document', () => {
    const added = take(lighthouseAct());
    expect(added).toHaveLength(12);
    expect(added[0]).toMatchObject({ operation: 'document-add', document: 'L-1', lang: 'en' });
    const document = lighthouseAct();
    const provisions = document.provisions
      .filter((each) => each.label !== '5')
      .map((each) => (each.label === '4' ? { ...each, text: '[Repealed, 2011]' } : each));
    const changes = take({ ...document, provisions });
    expect(changes.map((each) => `${each.operation} ${each.provision}`)).toEqual([
      'document-change undefined',
      'change 4',
      'remove 5',
    ]);
    expect([...writer.ledger(1)]).toEqual([...added, ...changes]);
    const database = new DatabaseSync(path);
    expect(ledgeredDocument(database, 1)).toEqual(document);
    database.close();
  });

  test('a file written anew without a change of text leaves no entry', () => {
    take(lighthouseAct());
    expect(writer.replace(lighthouseAct(), sampleFile(lighthouseAct(), 'v2'), 'run')).toEqual([]);
    expect(writer.fileVersions().get('L-1/en')).toBe('v2');
  });

  test('takes no change back', () => {
    take(lighthouseAct());
    const database = new DatabaseSync(path);
    for (const attempt of [
      'DELETE FROM ledger',
      "UPDATE ledger SET operation = 'remove'",
      "INSERT OR REPLACE INTO ledger (sequence, at, run, operation, document, lang) VALUES (1, '', '', '', '', 'en')",
    ]) {
      expect(() => database.exec(attempt)).toThrow(/append-only/);
    }
    database.close();
    expect([...writer.ledger(1)]).toHaveLength(12);
  });
});

describe('faults', () => {
  test('a second writer is refused while the first is open', () => {
    expect(() => openCatalogueWriter(path, { analyse, clock })).toThrow(
      expect.objectContaining({ code: 'conflict' }),
    );
  });

  test('another form of analysis counts every file as changed', () => {
    take(lighthouseAct());
    finish();
    writer.close();
    writer = openCatalogueWriter(path, { analyse: () => ['same'], clock, analysisVersion: '2' });
    expect(writer.fileVersions().get('L-1/en')).not.toBe('v1');
    take(lighthouseAct());
    finish();
    expect(found('same')).toHaveLength(4);
  });

  test('a document that cannot be written leaves its earlier state', () => {
    take(lighthouseAct());
    const faulty = lighthouseAct('en', { title: 'Broken' });
    const broken = { ...faulty, provisions: [{ ...faulty.provisions[0], kind: undefined }] };
    expect(() => take(broken as never)).toThrow();
    finish();
    expect(reader.document('L-1', 'en')?.title).toBe('Lighthouse Act');
  });

  test('a folder that cannot be made, and a file that is none of ours, are named', () => {
    const file = join(folder, 'file');
    writeFileSync(file, 'this is not a database, only some words that fill the first page');
    for (const wrong of [join(file, 'catalogue.db'), file]) {
      for (const open of [
        () => openCatalogueWriter(wrong, { analyse, clock }),
        () => openCatalogue(wrong),
      ]) {
        expect(open).toThrow(expect.objectContaining({ code: 'source-unavailable' }));
        expect(open).toThrow(wrong);
      }
    }
  });

  test('a full disk is a clear error, and the catalogue stays as it was', () => {
    take(lighthouseAct());
    finish();
    writer.close();
    // The limit on a file's size makes writes fail as they do on a full disk.
    const script = `
      import { openCatalogueWriter } from ${JSON.stringify(join(import.meta.dirname, 'catalogue-writer.ts'))};
      import { sampleLaw, sampleFile } from ${JSON.stringify(join(import.meta.dirname, 'sample-law.ts'))};
      const writer = openCatalogueWriter(${JSON.stringify(path)}, { analyse: (text) => text.split(' '), clock: Date });
      const big = sampleLaw(Array.from({ length: 4000 }, (_, n) => [String(n), 'section', 'word '.repeat(200)]));
      try { writer.replace(big, sampleFile(big), 'run'); console.log('written'); }
      catch (error) { console.log(error.code + ': ' + error.message); }`;
    const module = join(folder, 'fill.mts');
    writeFileSync(module, script);
    const output = execFileSync(
      'bash',
      ['-c', `ulimit -f 1024; exec "${process.execPath}" --no-warnings "${module}"`],
      { encoding: 'utf8' },
    );
    expect(output).toMatch(/^source-unavailable: The catalogue .* cannot be used: the disk/);
    writer = openCatalogueWriter(path, { analyse, clock });
    expect(found('fine')).toEqual(['L-1 3(2)']);
    expect(reader.document('L-1', 'en')?.provisionCount).toBe(11);
  });
});
