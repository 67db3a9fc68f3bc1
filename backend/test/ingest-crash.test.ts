import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCatalogue } from '../src/adapters/sqlite/catalogue.ts';

const CHILD = fileURLToPath(new URL('ingest-child.ts', import.meta.url));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pincite-crash-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the child; kills it with no chance to tidy up as soon as it prints the line. */
async function ingestIn(path: string, edition: string, killAt?: string): Promise<string[]> {
  const child = spawn(process.execPath, ['--no-warnings', CHILD, path, edition], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (line === killAt) child.kill('SIGKILL');
  }
  await exit;
  return lines;
}

/** Everything that readers get, without the ids that tables give their rows. */
function served(path: string) {
  const reader = openCatalogue(path);
  try {
    return {
      version: reader.state().version,
      documents: reader.documents(),
      provisions: reader.documents().map((each) => reader.children(each.id, each.lang, undefined)),
      // Scores move a little while words of the next state are in the index; what is found does not.
      found: reader
        .search({
          terms: [
            { token: 'edition', weight: 1 },
            { token: '7', weight: 2 },
          ],
          lang: 'en',
          limit: 2000,
        })
        .map(({ passage }) => passage.citation)
        .toSorted(),
    };
  } finally {
    reader.close();
  }
}

function rows(path: string, table: string): number {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return Number(database.prepare(`SELECT count(*) AS rows FROM ${table}`).get()?.rows);
  } finally {
    database.close();
  }
}

test.each(['started', 'documents 1', 'documents 17', 'documents 29'])(
  'a run that is killed at "%s" leaves readers on the last state, and the next ends as if nothing had been',
  async (killAt) => {
    const calm = join(folder, 'calm.sqlite');
    const rough = join(folder, 'rough.sqlite');
    for (const path of [calm, rough]) await ingestIn(path, '1');
    const first = served(rough);
    expect(first.documents).toHaveLength(29);
    expect(first).toEqual(served(calm));

    await ingestIn(calm, '2');
    const killed = await ingestIn(rough, '2', killAt);
    if (killed.at(-1)?.startsWith('complete') !== true) expect(served(rough)).toEqual(first);
    const again = await ingestIn(rough, '2');
    expect(again.at(-1)).toMatch(/^complete/);
    expect(served(rough)).toEqual(served(calm));
    expect(served(rough).version).not.toBe(first.version);
    for (const table of ['document_versions', 'provisions', 'passages', 'words_en', 'ledger']) {
      expect([table, rows(rough, table)]).toEqual([table, rows(calm, table)]);
    }
  },
);

test('after a kill the next run goes on, and does not begin again', async () => {
  const path = join(folder, 'catalogue.sqlite');
  await ingestIn(path, '1', 'documents 20');
  expect(served(path).documents).toEqual([]);
  const again = await ingestIn(path, '1');
  expect(again.filter((line) => line.startsWith('documents')).length).toBeLessThanOrEqual(11);
  expect(served(path).documents).toHaveLength(29);
});

test('an answer beside a run is of the old state or of the new one, never between', async () => {
  const path = join(folder, 'catalogue.sqlite');
  await ingestIn(path, '1');
  const reader = openCatalogue(path);
  const seen = new Set<string>();
  const look = () => {
    const terms = [{ token: 'rule', weight: 1 }];
    const texts = reader
      .search({ terms, lang: 'en', limit: 2000 })
      .map(({ passage }) => /edition (\d)/.exec(passage.text)?.[1]);
    seen.add(`${texts.length} of ${[...new Set(texts)].filter(Boolean).join(' and ')}`);
  };
  let running = true;
  const run = ingestIn(path, '2').finally(() => {
    running = false;
  });
  while (running) {
    look();
    await nextTurn();
  }
  await run;
  look();
  reader.close();
  // Both editions have 29 laws of 40 sections.
  expect([...seen]).toEqual(['1160 of 1', '1160 of 2']);
});
