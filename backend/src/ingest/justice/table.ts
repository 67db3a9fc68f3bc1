import { runsOf, textOf } from './inline.ts';
import { childNamed, childrenNamed, isElement, type XmlElement } from './xml-tree.ts';

export interface Table {
  readonly caption: string;
  readonly rows: readonly (readonly string[])[];
  readonly headRows: number;
}

/** The CALS tables of a `TableGroup`; a cell that spans columns stands in the first of them. */
export function tablesOf(group: XmlElement): Table[] {
  return childrenNamed(group, 'table').map((table) => {
    const heads: string[][] = [];
    const rows: string[][] = [];
    for (const part of childrenNamed(table, 'tgroup')) {
      const columns = childrenNamed(part, 'colspec').map(
        ({ attributes }) => attributes.colname ?? '',
      );
      for (const head of childrenNamed(part, 'thead')) heads.push(...rowsOf(head, columns));
      for (const body of childrenNamed(part, 'tbody')) rows.push(...rowsOf(body, columns));
    }
    const caption = [childNamed(group, 'Caption'), childNamed(table, 'title')]
      .flatMap((element) => (element === undefined ? [] : [textOf(runsOf(element))]))
      .join(' ');
    return { caption, rows: [...heads, ...rows], headRows: heads.length };
  });
}

function rowsOf(part: XmlElement, columns: readonly string[]): string[][] {
  return childrenNamed(part, 'row').map((row) => {
    const cells: string[] = [];
    for (const entry of row.children.filter(isElement)) {
      if (entry.name !== 'entry') continue;
      const named = columns.indexOf(entry.attributes.colname ?? entry.attributes.namest ?? '');
      while (named > cells.length) cells.push('');
      cells.push(textOf(runsOf(entry)));
    }
    return cells;
  });
}

/** The table as words: each row with the names of its columns. */
export function tableText({ caption, rows, headRows }: Table): string {
  const names = rows[headRows - 1] ?? [];
  const body = rows
    .slice(headRows)
    .map((row) =>
      row
        .map((cell, index) => (cell === '' ? '' : names[index] ? `${names[index]}: ${cell}` : cell))
        .filter((cell) => cell !== '')
        .join('; '),
    )
    .filter((row) => row !== '');
  return [caption, ...body].filter((part) => part !== '').join('\n');
}
