import type { Language } from '@pincite/contract';
import { AppError } from '../../domain/errors.ts';
import { type RawRun, runsOf, textOf, wordsOf } from './inline.ts';
import { childNamed, childrenNamed, type XmlElement } from './xml-tree.ts';

export interface Table {
  readonly caption: string;
  readonly rows: readonly (readonly string[])[];
  readonly headRows: number;
  /** The table as words: each row with the names of its columns. */
  readonly text: string;
  /** Runs that are cross-references. */
  readonly references: readonly RawRun[];
}

const MOST_COLUMNS = 100;
/** A cell that reaches down, such as an item's number, is repeated in the words of each row up to this length. */
const LONGEST_REPEATED = 60;

interface Row {
  /** A cell that spans columns stands in the first of them, one that spans rows in the first of those. */
  readonly cells: readonly string[];
  /** The same with short cells of rows above that reach down. */
  readonly whole: readonly string[];
}

/** The CALS tables of a `TableGroup`, or the one `table` itself. Throws AppError when one is too wide. */
export function tablesOf(group: XmlElement, lang: Language): Table[] {
  const tables = group.name === 'table' ? [group] : childrenNamed(group, 'table');
  return tables.map((table, index) => {
    const references: RawRun[] = [];
    const heads: Row[] = [];
    const body: Row[] = [];
    for (const part of childrenNamed(table, 'tgroup')) {
      const columns = childrenNamed(part, 'colspec').map(
        ({ attributes }, position) => attributes.colname ?? String(position + 1),
      );
      if (columns.length > MOST_COLUMNS)
        throw new AppError('invalid-request', `A table has over ${MOST_COLUMNS} columns.`);
      for (const head of childrenNamed(part, 'thead'))
        for (const row of rowsOf(head, columns, lang, references)) heads.push(row);
      for (const rest of childrenNamed(part, 'tbody'))
        for (const row of rowsOf(rest, columns, lang, references)) body.push(row);
    }
    const caption = [
      // The caption of a group stands before its first table.
      index === 0 && group !== table ? wordsOf(childNamed(group, 'Caption'), lang) : '',
      wordsOf(childNamed(table, 'title'), lang),
    ]
      .filter((words) => words !== '')
      .join(' ');
    return {
      caption,
      rows: [...heads, ...body].map(({ cells }) => cells),
      headRows: heads.length,
      text: [caption, ...body.map((row) => rowText(row, namesOf(heads)))]
        .filter((words) => words !== '')
        .join('\n'),
      references,
    };
  });
}

function rowsOf(
  part: XmlElement,
  columns: readonly string[],
  lang: Language,
  references: RawRun[],
): Row[] {
  /** What reaches down from rows above, by column. */
  const reaching: { words: string; rows: number }[] = [];
  return childrenNamed(part, 'row').map((row) => {
    const cells: string[] = [];
    const whole: string[] = [];
    const taken = reaching.map((each) => each !== undefined && each.rows > 0);
    for (const [column, each] of reaching.entries()) {
      if (each === undefined || each.rows === 0) continue;
      each.rows -= 1;
      if (each.words.length <= LONGEST_REPEATED) put(whole, column, each.words);
    }
    let next = 0;
    for (const entry of childrenNamed(row, 'entry')) {
      while (taken[next] === true) next += 1;
      const { colname, namest, nameend } = entry.attributes;
      const named = columns.indexOf(colname ?? namest ?? '');
      const column = named < 0 ? next : named;
      if (column >= MOST_COLUMNS)
        throw new AppError('invalid-request', `A table has over ${MOST_COLUMNS} columns.`);
      const runs = runsOf(entry, lang);
      for (const run of runs)
        if (run.internal !== undefined || run.external !== undefined) references.push(run);
      const words = textOf(runs);
      put(cells, column, words);
      put(whole, column, words);
      const more = Number.parseInt(entry.attributes.morerows ?? '', 10);
      if (more > 0) put(reaching, column, { words, rows: more }, { words: '', rows: 0 });
      next = Math.max(column, columns.indexOf(nameend ?? '')) + 1;
    }
    return { cells, whole };
  });
}

function put(cells: string[], column: number, words: string): void;
function put<T>(cells: T[], column: number, value: T, empty: T): void;
function put<T>(cells: T[], column: number, value: T, empty: T = '' as T): void {
  while (cells.length < column) cells.push(empty);
  cells[column] = value;
}

/** The name of each column: the lowest heading over it. */
function namesOf(heads: readonly Row[]): readonly string[] {
  const names: string[] = [];
  for (const { whole } of heads)
    for (const [column, words] of whole.entries()) if (words !== '') put(names, column, words);
  return names;
}

function rowText({ whole }: Row, names: readonly string[]): string {
  return whole
    .map((cell, column) => {
      const name = names[column] ?? '';
      return cell === '' || name === '' ? cell : `${name}: ${cell}`;
    })
    .filter((cell) => cell !== '')
    .join('; ');
}
