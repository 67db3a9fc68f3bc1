import type { Language } from '@pincite/contract';
import { childNamed, isElement, type XmlElement } from './xml-tree.ts';

/** A run of text as read: cross-references are resolved when all addresses are known. */
export interface RawRun {
  text: string;
  readonly term?: boolean;
  /** `XRefInternal`: a section number of this document. */
  readonly internal?: string;
  /** `XRefExternal`: the file stem of another instrument. */
  readonly external?: string;
}

/** Elements whose text is about the law, or another law's, and not words of this one. */
export const NOT_WORDS: ReadonlySet<string> = new Set([
  'AmendedText',
  'Footnote',
  'FootnoteRef',
  'HistoricalNote',
  'PageBreak',
  'QuotedText',
  'ReadAsText',
  'RecentAmendments',
  'RelatedOrNotInForce',
]);
/** Elements that stay in the line; between all others there is a space. */
const INLINE: ReadonlySet<string> = new Set([
  'DefinedTermEn',
  'DefinedTermFr',
  'DefinitionEnOnly',
  'DefinitionFrOnly',
  'DefinitionRef',
  'Emphasis',
  'Fraction',
  'Language',
  'Repealed',
  'Sub',
  'Sup',
  'XRefExternal',
  'XRefInternal',
]);
const FILLS: ReadonlyMap<string, string> = new Map([
  ['Leader', ' … '],
  ['LeaderRightJustified', ' … '],
  ['FormBlank', ' ______ '],
]);

/**
 * The runs of a piece of text in reading order: white space folded, footnotes and historical notes left
 * out, blocks inside set apart by a space. Of words given in both languages it takes those of `lang`.
 */
export function runsOf(element: XmlElement, lang: Language): RawRun[] {
  const runs: RawRun[] = [];
  collect(element, lang, {}, runs);
  return tidy(runs);
}

export function textOf(runs: readonly { readonly text: string }[]): string {
  return runs
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** The words of an element; empty when there is none. */
export function wordsOf(element: XmlElement | undefined, lang: Language): string {
  return element === undefined ? '' : textOf(runsOf(element, lang));
}

/** True for the half of a bilingual list that is in the other language. */
export function isOtherLanguage(name: string, lang: Language): boolean {
  return name === (lang === 'en' ? 'BilingualItemFr' : 'BilingualItemEn');
}

function collect(
  element: XmlElement,
  lang: Language,
  mark: Omit<RawRun, 'text'>,
  runs: RawRun[],
): void {
  for (const child of element.children) {
    if (!isElement(child)) {
      if (child !== '') runs.push({ text: child.replace(/\s+/gu, ' '), ...mark });
      continue;
    }
    const { name } = child;
    if (NOT_WORDS.has(name) || isOtherLanguage(name, lang)) continue;
    const inline = INLINE.has(name);
    // A repealed definition is the term and, with no space between, the note.
    if (!inline || name === 'Repealed') runs.push({ text: FILLS.get(name) ?? ' ', ...mark });
    collect(child, lang, markOf(child, mark), runs);
    if (!inline) runs.push({ text: ' ', ...mark });
  }
}

function markOf(element: XmlElement, mark: Omit<RawRun, 'text'>): Omit<RawRun, 'text'> {
  const { name, attributes } = element;
  if (name === 'DefinedTermEn' || name === 'DefinedTermFr') return { ...mark, term: true };
  if (name === 'XRefInternal') return { ...mark, internal: plain(element) };
  // `const` is the Constitution, which the consolidation does not hold.
  if (name === 'XRefExternal' && attributes.link !== undefined && attributes.link !== 'const')
    return { ...mark, external: attributes.link };
  return mark;
}

function plain(element: XmlElement): string {
  return element.children
    .map((child) => (isElement(child) ? plain(child) : child))
    .join('')
    .trim();
}

/** Joins neighbours of the same kind, folds spaces between them, trims the ends, drops what is empty. */
function tidy(runs: readonly RawRun[]): RawRun[] {
  const joined: RawRun[] = [];
  // Looking at the end of a string that grows would cost the square of its length.
  let space = true;
  for (const run of runs) {
    const text: string = (space ? run.text.replace(/^ +/u, '') : run.text).replace(/ {2,}/gu, ' ');
    if (text === '') continue;
    space = text.endsWith(' ');
    const last = joined.at(-1);
    const same =
      last !== undefined &&
      last.term === run.term &&
      last.internal === run.internal &&
      last.external === run.external;
    if (same) last.text += text;
    else joined.push({ ...run, text });
  }
  const end = joined.at(-1);
  if (end !== undefined) end.text = end.text.trimEnd();
  if (end?.text === '') joined.pop();
  return joined;
}

/** The runs of the `Text` child of a provision; none when it has none. */
export function textRuns(element: XmlElement, lang: Language): RawRun[] {
  const text = childNamed(element, 'Text');
  return text === undefined ? [] : runsOf(text, lang);
}
