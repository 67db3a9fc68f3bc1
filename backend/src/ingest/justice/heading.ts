import { type RawRun, runsOf, textOf } from './inline.ts';
import { labelText } from './label.ts';
import type { Place, Walk } from './walk.ts';
import { childNamed, childrenNamed, type XmlElement } from './xml-tree.ts';

/** A heading, or the heading of a form in a schedule. Its words are words of a schedule around it. */
export function readHeading(walk: Walk, element: XmlElement, place: Place): string {
  const { outline } = walk;
  const level = levelOf(element);
  const title = titleRuns(walk, element);
  if (title.length === 0) return '';
  // Notes such as "[Repealed, …]" are read with the heading but do not stand over what follows.
  const notes = childrenNamed(element, 'Note').flatMap((note) => runsOf(note, walk.lang));
  outline.line({
    kind: 'heading',
    depth: level,
    runs: notes.length === 0 ? title : [...title, { text: ' ' }, ...notes],
    status: place.status,
  });
  outline.underHeading(textOf(title), level, place.baseHeadings);
  return place.inSchedule ? textOf(title) : '';
}

/** `PART 1 — Immigration to Canada`, the reference of a form included. */
function titleRuns(walk: Walk, element: XmlElement): RawRun[] {
  const printed = labelText(childNamed(element, 'Label'));
  const parts = [
    printed === '' ? [] : [{ text: printed }],
    titleOf(element, walk),
    childrenNamed(element, 'OriginatingRef').flatMap((each) => runsOf(each, walk.lang)),
  ].filter((runs) => runs.length > 0);
  return parts.flatMap((runs, index) => (index === 0 ? runs : [{ text: ' — ' }, ...runs]));
}

/** The lines of a title, in one. */
export function titleOf(element: XmlElement, { lang }: Walk): RawRun[] {
  return childrenNamed(element, 'TitleText').flatMap((part, index) => {
    const runs = runsOf(part, lang);
    return index === 0 || runs.length === 0 ? runs : [{ text: ' ' }, ...runs];
  });
}

/** 1 is outermost; groups say it in their format: `group1-part`. */
function levelOf({ attributes }: XmlElement): number {
  const level = Number.parseInt(attributes.level ?? '', 10);
  const group = /^group(\d)/u.exec(attributes['format-ref'] ?? '');
  return Math.min(Math.max(level || Number(group?.[1] ?? 1), 1), 9);
}
