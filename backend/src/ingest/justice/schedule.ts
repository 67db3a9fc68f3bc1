import type { ProvisionStatus } from '@pincite/contract';
import type { ProvisionLabel } from '../../domain/law.ts';
import { titleOf } from './heading.ts';
import { historyOf } from './history.ts';
import { NOT_WORDS, type RawRun, runsOf, textOf } from './inline.ts';
import { labelText } from './label.ts';
import { statusOf } from './status.ts';
import { joined, type Walk } from './walk.ts';
import { childNamed, childrenNamed, firstBelow, isElement, type XmlElement } from './xml-tree.ts';

/** English words in both languages; `annexe` and `schedule` are the rest. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:form|formule|formulaire)(?= |$)/iu, 'Form'],
  [/^(?:tariff|tarif)(?= |$)/iu, 'Tariff'],
  [/^(?:appendix|appendice)(?= |$)/iu, 'Appendix'],
  [/^(?:schedule|annexe)(?= |$)/iu, 'Schedule'],
];

/** Amendments that are not in force and provisions of amending laws are filed like schedules; they are none. */
export function isPseudoSchedule(element: XmlElement): boolean {
  if (element.name !== 'Schedule') return false;
  const { id } = element.attributes;
  return id === 'NifProvs' || id === 'RelatedProvs' || holdsOnlyOthers(element);
}

/** A schedule at the end of a law, with all that stands in it. */
export function readSchedule(walk: Walk, element: XmlElement, around: ProvisionStatus): void {
  const { outline, lang } = walk;
  const heading =
    childNamed(element, 'ScheduleFormHeading') ?? firstBelow(element, 'ScheduleFormHeading');
  const printed = labelText(heading === undefined ? undefined : childNamed(heading, 'Label'));
  const title = heading === undefined ? [] : titleOf(heading, walk);
  const origin: RawRun[] =
    heading === undefined
      ? []
      : childrenNamed(heading, 'OriginatingRef').flatMap((each) => runsOf(each, lang));
  const status = statusOf(element, around, walk.currentDate);
  const over = [printed, textOf(title)].filter((part) => part !== '').join(' — ');
  outline.headings = [];
  const provision = outline.open({
    label: outline.claim(scheduleLabel(printed)),
    kind: 'schedule',
    marginalNote: textOf(title) || undefined,
    status,
    inForceFrom: element.attributes['lims:inforce-start-date'],
    lastAmended: element.attributes['lims:lastAmendedDate'],
    references: origin,
    history: historyOf(element, lang),
  });
  outline.line({
    kind: 'schedule',
    depth: 0,
    provision: provision.label,
    label: printed || undefined,
    runs: title,
    status,
  });
  if (origin.length > 0) outline.line({ kind: 'continued', depth: 1, runs: origin, status });
  outline.headings = over === '' ? [] : [over];
  const parts = walk.blocks(without(element, heading), {
    address: provision.label,
    depth: 1,
    status,
    inSchedule: true,
    baseHeadings: outline.headings.length,
    references: [...origin],
  });
  const inside = joined(parts);
  outline.complete(provision, joined([textOf(title), textOf(origin), inside]));
  provision.status = statusOf(element, around, walk.currentDate, inside);
}

function scheduleLabel(printed: string): ProvisionLabel {
  for (const [pattern, word] of WORDS)
    if (pattern.test(printed)) return `${word}${printed.replace(pattern, '')}`.trim();
  return printed === '' ? 'Schedule' : `Schedule ${printed}`;
}

/** The children, the heading taken out that may stand in a form or group. */
function without(element: XmlElement, part: XmlElement | undefined): XmlElement['children'] {
  return element.children
    .filter((child) => child !== part)
    .map((child) =>
      isElement(child) && part !== undefined && child.children.includes(part)
        ? { ...child, children: child.children.filter((each) => each !== part) }
        : child,
    );
}

function holdsOnlyOthers(element: XmlElement): boolean {
  const others = (part: XmlElement): boolean =>
    NOT_WORDS.has(part.name) ||
    (/^(?:Bill|Regulation)Piece$/u.test(part.name) &&
      part.children.filter(isElement).every(others));
  const parts = element.children
    .filter(isElement)
    .filter(({ name }) => name !== 'ScheduleFormHeading' && name !== 'Heading');
  return parts.length > 0 && parts.every(others);
}
