import type { TextRun } from '@pincite/contract';
import { isElement, type XmlElement } from './xml-tree.ts';

/** A run as read: cross-references are resolved when all addresses are known. */
export interface RawRun {
  text: string;
  term?: boolean;
  /** `XRefInternal`: a section number of this document. */
  internal?: string;
  /** `XRefExternal`: the file stem of another instrument. */
  external?: string;
}

const DROPPED = new Set(['FootnoteRef', 'Footnote', 'HistoricalNote', 'PageBreak']);
const TERMS = new Set(['DefinedTermEn', 'DefinedTermFr']);
const FILLS: Readonly<Record<string, string>> = {
  LineBreak: ' ',
  Leader: ' … ',
  LeaderRightJustified: ' … ',
  FormBlank: '______',
  Separator: ' ',
};

/** The runs of a piece of text, white space folded, in reading order. */
export function runsOf(element: XmlElement): RawRun[] {
  const runs: RawRun[] = [];
  collect(element, {}, runs);
  return tidy(runs);
}

export function textOf(runs: readonly { readonly text: string }[]): string {
  return runs
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/gu, ' ')
    .trim();
}

function collect(element: XmlElement, mark: Omit<RawRun, 'text'>, runs: RawRun[]): void {
  for (const child of element.children) {
    if (!isElement(child)) {
      if (child !== '') runs.push({ text: child.replace(/\s+/gu, ' '), ...mark });
      continue;
    }
    const { name } = child;
    if (DROPPED.has(name)) continue;
    const fill = FILLS[name];
    if (fill !== undefined) runs.push({ text: fill, ...mark });
    if (TERMS.has(name)) collect(child, { ...mark, term: true }, runs);
    else if (name === 'XRefInternal') collect(child, { ...mark, internal: plain(child) }, runs);
    else if (name === 'XRefExternal')
      collect(
        child,
        { ...mark, ...(child.attributes.link ? { external: child.attributes.link } : {}) },
        runs,
      );
    else collect(child, mark, runs);
  }
}

function plain(element: XmlElement): string {
  return element.children
    .map((child) => (isElement(child) ? plain(child) : child))
    .join('')
    .trim();
}

/** Joins neighbours of the same kind, trims the ends, drops what is empty. */
function tidy(runs: readonly RawRun[]): RawRun[] {
  const joined: RawRun[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    const text = last?.text.endsWith(' ') === true ? run.text.replace(/^ /u, '') : run.text;
    if (text === '') continue;
    if (
      last !== undefined &&
      last.term === run.term &&
      last.internal === run.internal &&
      last.external === run.external
    )
      last.text += text;
    else joined.push({ ...run, text });
  }
  const first = joined[0];
  if (first !== undefined) first.text = first.text.trimStart();
  const last = joined.at(-1);
  if (last !== undefined) last.text = last.text.trimEnd();
  return joined.filter(({ text }) => text !== '');
}

/** What a reader's page gets of a run. */
export function readerRun(run: RawRun, ref: TextRun['ref']): TextRun {
  return {
    text: run.text,
    ...(ref === undefined ? {} : { ref }),
    ...(run.term === true ? { term: true } : {}),
  };
}
