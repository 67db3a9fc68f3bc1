import type { ProvisionKind, ProvisionLabel } from '../../domain/law.ts';
import { historyOf } from './history.ts';
import { textOf, textRuns, wordsOf } from './inline.ts';
import { below, expandLabel, labelText } from './label.ts';
import type { RawLine } from './outline.ts';
import { statusOf } from './status.ts';
import { joined, type Place, type Walk } from './walk.ts';
import { childNamed, type XmlElement } from './xml-tree.ts';

/**
 * A section or what stands below one. A range of repealed provisions becomes one provision for each
 * member; children, if any, stand under the first. `noteAbove` is the marginal note that it goes on under.
 */
export function readUnit(
  walk: Walk,
  element: XmlElement,
  kind: ProvisionKind,
  place: Place,
  noteAbove: string | undefined,
): { text: string; marginalNote: string | undefined } {
  const { outline, lang } = walk;
  const [label, text, note] = ['Label', 'Text', 'MarginalNote'].map((name) =>
    childNamed(element, name),
  );
  const printed = labelText(label);
  const runs = textRuns(element, lang);
  const own = textOf(runs);
  const status = statusOf(element, place.status, walk.currentDate, own, text);
  const ownNote = wordsOf(note, lang) || undefined;
  const marginalNote = ownNote ?? noteAbove;
  const references = [...runs];
  const made = expandLabel(printed, kind).map((part) =>
    outline.open({
      label: outline.claim(addressOf(part, kind, place)),
      kind,
      parent: place.address,
      marginalNote,
      status,
      inForceFrom: element.attributes['lims:inforce-start-date'],
      lastAmended: element.attributes['lims:lastAmendedDate'],
      references,
      history: historyOf(element, lang),
    }),
  );
  const address = made[0]?.label;
  const line: RawLine = {
    kind: lineKind(kind),
    depth: place.depth,
    provision: address,
    label: printed || undefined,
    marginalNote: ownNote,
    runs,
    status,
  };
  outline.line(line);
  const first = outline.provisions.length;
  const parts = walk.blocks(
    // The marginal note stays: subsections go on under it.
    element.children.filter((child) => child !== label && child !== text),
    {
      ...place,
      address: address ?? place.address,
      depth: place.depth + 1,
      status,
      inSchedule: false,
      references,
    },
  );
  const whole = joined([own, ...parts]);
  // Without words of its own it is what all its parts are: repealed, or not in force yet.
  const statuses = new Set(
    outline.provisions
      .slice(first)
      .filter(({ parent }) => parent === address)
      .map((child) => child.status),
  );
  const [shared] = statuses;
  for (const provision of made) {
    outline.complete(provision, whole);
    if (own === '' && statuses.size === 1 && shared !== undefined && status === 'in_force')
      provision.status = shared;
  }
  return { text: printed === '' ? whole : `${printed} ${whole}`.trim(), marginalNote };
}

function addressOf(part: string, kind: ProvisionKind, place: Place): ProvisionLabel {
  if (place.address === undefined) return part;
  return kind === 'section' ? `${place.address}, ${part}` : below(place.address, part);
}

function lineKind(kind: ProvisionKind): RawLine['kind'] {
  switch (kind) {
    case 'subclause':
      return 'clause';
    case 'section':
    case 'subsection':
    case 'paragraph':
    case 'subparagraph':
    case 'clause':
      return kind;
    default:
      return 'continued';
  }
}
