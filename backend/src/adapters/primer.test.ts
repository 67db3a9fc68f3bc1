import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPrimer } from './primer.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'pincite-primer-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function write(en: unknown, fr: unknown): void {
  writeFileSync(join(dir, 'notes.en.json'), JSON.stringify(en));
  writeFileSync(join(dir, 'notes.fr.json'), JSON.stringify(fr));
}

test('each note is a document of its own, versioned by what it says', async () => {
  write(
    [
      { id: 'appeal', title: 'A' },
      { id: 'note-work', title: 'B' },
    ],
    [{ id: 'appeal', title: 'C' }],
  );
  const source = createPrimer(dir);
  const files = await source.list();
  expect(files.map((file) => `${file.document}/${file.lang}`)).toEqual([
    'note-appeal/en',
    'note-work/en',
    'note-appeal/fr',
  ]);
  const [first, second, third] = files;
  if (first === undefined || third === undefined) throw new Error('files were expected');
  expect(JSON.parse(Buffer.from(await source.read(third)).toString())).toMatchObject({
    title: 'C',
  });
  write(
    [
      { id: 'appeal', title: 'Other' },
      { id: 'note-work', title: 'B' },
    ],
    [],
  );
  const again = await source.list();
  expect(again[0]?.version).not.toBe(first.version);
  expect(again[1]?.version).toBe(second?.version);
  await expect(source.read(third)).rejects.toEqual(
    expect.objectContaining({ code: 'source-unavailable' }),
  );
});

test.each([{}, [1], [{ title: 'no id' }]])('a list that is none is refused: %j', async (wrong) => {
  write(wrong, []);
  await expect(createPrimer(dir).list()).rejects.toThrow(/not a list of notes/);
});

test('a primer that is missing is named', async () => {
  await expect(createPrimer(join(dir, 'no')).list()).rejects.toThrow(/notes\.en\.json/);
});
