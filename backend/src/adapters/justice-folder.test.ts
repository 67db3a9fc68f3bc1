import { mkdirSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createJusticeFolder } from './justice-folder.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'pincite-folder-'));
  for (const folder of ['eng', 'fra']) mkdirSync(join(dir, folder));
  writeFileSync(join(dir, 'eng', 'SOR-2002-227.xml'), '<a/>');
  writeFileSync(join(dir, 'fra', 'DORS-2002-227.xml'), '<b/>');
  writeFileSync(join(dir, 'eng', 'X-1.xml'), '<x/>');
  writeFileSync(join(dir, 'eng', 'notes.txt'), 'not law');
});
afterEach(() => rmSync(dir, { recursive: true }));

const index = (documents: unknown) =>
  writeFileSync(join(dir, 'index.json'), JSON.stringify({ documents }));

test('without an index, pairs the files of both languages by their names', async () => {
  const files = await createJusticeFolder(dir).list();
  expect(files.map((file) => [file.document, file.lang, file.name])).toEqual([
    ['SOR-2002-227', 'en', 'eng/SOR-2002-227.xml'],
    ['X-1', 'en', 'eng/X-1.xml'],
    ['SOR-2002-227', 'fr', 'fra/DORS-2002-227.xml'],
  ]);
  expect(files[0]?.about).toEqual({ aliases: ['IRPR'], theAct: 'I-2.5' });
  expect(files[1]?.about).toEqual({ aliases: [] });
});

test('an index gives names, and an Act is not "the Act" of itself', async () => {
  index([{ id: 'X-1', aliases: { en: ['Ex Act'], fr: ['Loi X'] }, the_act: 'X-1', more: 1 }]);
  const files = await createJusticeFolder(dir).list();
  expect(files.find((file) => file.document === 'X-1')?.about).toEqual({ aliases: ['Ex Act'] });
});

test('a version follows the bytes and what is said of the document, nothing else', async () => {
  const versions = async () => {
    const files = await createJusticeFolder(dir).list();
    return files.map((file) => file.version);
  };
  const before = await versions();
  writeFileSync(join(dir, 'eng', 'X-1.xml'), '<x/>');
  expect(await versions()).toEqual(before);
  writeFileSync(join(dir, 'eng', 'X-1.xml'), '<y/>');
  const changed = await versions();
  expect(changed.map((version, n) => version === before[n])).toEqual([true, false, true]);
  index([{ id: 'X-1', aliases: { en: ['Ex Act'], fr: [] } }]);
  expect((await versions())[1]).not.toBe(changed[1]);
});

test('reads bytes, and says which file it cannot read', async () => {
  const source = createJusticeFolder(dir);
  const [first] = await source.list();
  if (first === undefined) throw new Error('a file was expected');
  expect(Buffer.from(await source.read(first)).toString()).toBe('<a/>');
  unlinkSync(join(dir, first.name));
  await expect(source.read(first)).rejects.toThrow(/eng\/SOR-2002-227\.xml cannot be read/);
});

test.each(['nothing here', '..'])('a folder without law is named: %s', async (name) => {
  const wrong = createJusticeFolder(join(dir, 'eng', name === '..' ? '.' : name));
  await expect(wrong.list()).rejects.toThrow(/holds no Justice Laws XML/);
});

test.each(['{', '[]', '{"documents": [{"title": 1}]}'])(
  'an index that is none: %s',
  async (text) => {
    writeFileSync(join(dir, 'index.json'), text);
    await expect(createJusticeFolder(dir).list()).rejects.toThrow(/index\.json is not an index/);
  },
);
