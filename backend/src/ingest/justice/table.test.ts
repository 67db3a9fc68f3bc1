import { expect, it } from 'vitest';
import { tablesOf } from './table.ts';
import { readXml } from './xml-tree.ts';

const read = (rows: string, head = '') =>
  tablesOf(
    readXml(
      new TextEncoder().encode(
        `<TableGroup><Caption>Fees</Caption><table><tgroup><colspec colname="a"/><colspec colname="b"/><colspec colname="c"/>${head}<tbody>${rows}</tbody></tgroup></table></TableGroup>`,
      ),
      'a table',
    ),
    'en',
  )[0];

const HEAD =
  '<thead><row><entry morerows="1">Item</entry><entry namest="b" nameend="c">Kites</entry></row><row><entry>Size</entry><entry>Fee</entry></row></thead>';

it('keeps cells in their columns where others reach down or across', () => {
  const table = read(
    '<row><entry morerows="1">1</entry><entry>large</entry><entry>5</entry></row><row><entry>small</entry><entry>3</entry></row><row><entry>2</entry><entry colname="c">9</entry></row>',
    HEAD,
  );
  expect(table?.rows).toEqual([
    ['Item', 'Kites'],
    ['', 'Size', 'Fee'],
    ['1', 'large', '5'],
    ['', 'small', '3'],
    ['2', '', '9'],
  ]);
  expect(table?.headRows).toBe(2);
});

it('gives each row the names of its columns', () => {
  const table = read(
    '<row><entry morerows="1">1</entry><entry>large</entry><entry>5</entry></row><row><entry>small</entry><entry>3</entry></row>',
    HEAD,
  );
  expect(table?.text).toBe('Fees\nItem: 1; Size: large; Fee: 5\nItem: 1; Size: small; Fee: 3');
});

it('does without headings', () => {
  expect(read('<row><entry>Kite</entry><entry/><entry>5</entry></row>')?.text).toBe(
    'Fees\nKite; 5',
  );
});
