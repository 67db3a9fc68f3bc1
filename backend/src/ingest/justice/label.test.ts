import { describe, expect, it } from 'vitest';
import type { ProvisionKind } from '../../domain/law.ts';
import { documentIdOf, fileIdOf } from './document-id.ts';
import { below, expandLabel, labelText } from './label.ts';

describe('printed labels', () => {
  it.each<[string, readonly string[], ProvisionKind?]>([
    ['25', ['25']],
    ['101.1', ['101.1']],
    ['(a)', ['a']],
    ['a)', ['a']],
    ['(b.1)', ['b.1']],
    ['(3) to (5)', ['3', '4', '5']],
    ['(3) à (5)', ['3', '4', '5']],
    ['6 and 7', ['6', '7']],
    ['c) et d)', ['c', 'd']],
    ['(a) to (c) and (e)', ['a', 'b', 'c', 'e']],
    ['1, 2 and 4', ['1', '2', '4']],
    ['(d) to (g)', ['d', 'e', 'f', 'g']],
    ['(aa) to (ac)', ['aa', 'ab', 'ac']],
    ['(A) to (C)', ['A', 'B', 'C'], 'clause'],
    ['(i) to (iv)', ['i', 'ii', 'iii', 'iv'], 'subparagraph'],
    ['(h) to (j)', ['h', 'i', 'j'], 'paragraph'],
    ['(II) to (IV)', ['II', 'III', 'IV'], 'subclause'],
    ['227.1 to 230', ['227.1', '228', '229', '230']],
    ['9 to 10.1', ['9', '10', '10.1']],
    ['1.01 to 1.03', ['1.01', '1.02', '1.03']],
    ['1 to 1.2', ['1', '1.1', '1.2']],
    ['1.9 to 1.11', ['1.9', '1.11']],
    ['1.01 and 1.1', ['1.01', '1.1']],
    ['1.01 to 1.1', ['1.01', '1.1']],
    ['(a.1) to (a.3)', ['a.1', 'a.2', 'a.3']],
    ['(a.1) to (c)', ['a.1', 'b', 'c']],
    ['7 to 3', ['7', '3']],
    ['1 to 9999999', ['1', '9999999']],
    ['', []],
    ['9'.repeat(200), []],
  ])('%s', (printed, parts, kind) => {
    expect(expandLabel(printed, kind)).toEqual(parts);
  });

  it('lose their footnote marks and hard spaces', () => {
    const mark = { name: 'FootnoteRef', attributes: {}, children: ['*'] };
    const label = { name: 'Label', attributes: {}, children: [mark, '\u00a0189', '\u00a0'] };
    expect(labelText(label)).toBe('189');
    expect(labelText({ ...label, children: ['*(2)'] })).toBe('(2)');
    expect(labelText(undefined)).toBe('');
    expect(below('36(1)', 'a')).toBe('36(1)(a)');
  });
});

describe('document ids', () => {
  it.each([
    ['SOR-2002-227', 'DORS-2002-227'],
    ['SI-2015-52', 'TR-2015-52'],
    ['C.R.C.,_c._870', 'C.R.C.,_ch._870'],
    ['I-2.5', 'I-2.5'],
  ])('%s is %s in French', (english, french) => {
    expect(fileIdOf(english, 'fr')).toBe(french);
    expect(fileIdOf(english, 'en')).toBe(english);
    expect(documentIdOf(french)).toBe(english);
    expect(documentIdOf(english)).toBe(english);
  });
});
