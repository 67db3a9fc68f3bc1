import { expect, test } from 'vitest';
import { parseNote } from './parse-note.ts';

const file = {
  document: 'note-appeal',
  lang: 'en',
  name: 'notes.en.json#appeal',
  version: '1',
  about: { aliases: [] },
} as const;
const note = {
  id: 'appeal',
  title: 'How to appeal',
  paragraphs: ['First do this.', 'Then do that.'],
  explains: [{ document: 'I-2.5', provision: '63(1)' }],
  keywords: ['appeal', 'refusal'],
};
const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));

test('each paragraph is a provision that says what it explains', () => {
  const document = parseNote(bytes(note), file);
  expect(document).toMatchObject({
    id: 'note-appeal',
    kind: 'note',
    lang: 'en',
    title: 'How to appeal',
    longTitle: 'appeal, refusal',
    status: 'in_force',
  });
  expect(document.provisions.map((each) => [each.label, each.kind, each.text])).toEqual([
    ['1', 'note', 'First do this.'],
    ['2', 'note', 'Then do that.'],
  ]);
  expect(document.provisions[1]?.crossReferences).toEqual([
    { text: 'I-2.5, 63(1)', document: 'I-2.5', provision: '63(1)' },
  ]);
  expect(document.lines.map((line) => line.provision)).toEqual(['1', '2']);
});

test.each([
  [{ ...note, paragraphs: [] }, /paragraphs/],
  [{ ...note, title: undefined }, /title/],
  [{ ...note, id: '../x' }, /id/],
  ['text', /not a note/],
])('what is no note is refused with its fault: %j', (wrong, reason) => {
  expect(() => parseNote(bytes(wrong), file)).toThrow(reason);
});

test('bytes that are no JSON are refused', () => {
  for (const wrong of [Buffer.from('{"id":'), Buffer.from([0xff, 0xfe])]) {
    expect(() => parseNote(wrong, file)).toThrow(/notes\.en\.json#appeal is not a note/);
  }
});
