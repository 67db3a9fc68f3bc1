import type { ProvisionLabel } from '../../domain/law.ts';
import { textOf, textRuns } from './inline.ts';
import { below, expandLabel, labelText } from './label.ts';
import { statusOf } from './status.ts';
import { joined, type Place, type Walk } from './walk.ts';
import { childNamed, type XmlElement } from './xml-tree.ts';

/**
 * A `Provision` or list `Item`. In a schedule numbered ones have an address (`Schedule, E`, `Schedule,
 * F(a)`); elsewhere, and without a number, they are words of what is around.
 */
export function readItem(walk: Walk, element: XmlElement, place: Place): string {
  const { outline, lang } = walk;
  const label = childNamed(element, 'Label');
  const text = childNamed(element, 'Text');
  const printed = labelText(label);
  const runs = textRuns(element, lang);
  const own = textOf(runs);
  const status = statusOf(element, place.status, walk.currentDate, own, text);
  const references = [...runs];
  const made = addressesOf(printed, place).map((address) =>
    outline.open({
      label: outline.claim(address),
      kind: 'schedule-item',
      parent: place.address,
      status,
      inForceFrom: element.attributes['lims:inforce-start-date'],
      references,
    }),
  );
  const address = made[0]?.label;
  if (own !== '' || printed !== '')
    outline.line({
      kind: address === undefined ? 'continued' : 'paragraph',
      depth: place.depth,
      provision: address,
      label: printed || undefined,
      runs,
      status,
    });
  if (address === undefined) for (const run of runs) place.references.push(run);
  const parts = walk.blocks(
    element.children.filter((child) => child !== label && child !== text),
    {
      ...place,
      address: address ?? place.address,
      depth: place.depth + 1,
      status,
      references: address === undefined ? place.references : references,
    },
  );
  const whole = joined([own, ...parts]);
  for (const provision of made) outline.complete(provision, whole);
  return printed === '' ? whole : `${printed} ${whole}`.trim();
}

/** Check boxes and words such as "TO:" stand as labels in forms; they address nothing. */
function addressesOf(printed: string, { address, inSchedule }: Place): ProvisionLabel[] {
  if (address === undefined || !inSchedule || printed.endsWith(':')) return [];
  return expandLabel(printed)
    .filter((part) => /^[\p{L}\p{N}.]{1,8}$/u.test(part))
    .map((part) => (address.includes(', ') ? below(address, part) : `${address}, ${part}`));
}
