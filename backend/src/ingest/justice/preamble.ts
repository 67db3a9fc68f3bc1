import type { ProvisionStatus } from '@pincite/contract';
import { readHeading } from './heading.ts';
import { NOT_WORDS, type RawRun, runsOf, textOf, textRuns, wordsOf } from './inline.ts';
import { labelText } from './label.ts';
import { joined, type Walk } from './walk.ts';
import { childNamed, isElement, type XmlElement } from './xml-tree.ts';

/**
 * A preamble, an enacting clause or the order that made an instrument. With a label it is a provision;
 * else it is only read.
 */
export function readPreamble(
  walk: Walk,
  element: XmlElement,
  label: 'Preamble' | 'Order' | undefined,
  status: ProvisionStatus,
): void {
  const { outline } = walk;
  const place = { depth: 0, status, inSchedule: false, baseHeadings: 0, references: [] };
  for (const child of element.children)
    if (isElement(child) && child.name === 'Heading') readHeading(walk, child, place);
  outline.headings = [];
  const pieces = piecesOf(walk, element);
  if (pieces.length === 0) return;
  const references: RawRun[] = pieces.flatMap(({ runs }) => runs);
  const provision =
    label === undefined
      ? undefined
      : outline.open({
          label: outline.claim(label),
          kind: 'preamble',
          marginalNote: pieces[0]?.note,
          status,
          references,
        });
  for (const [index, { printed, note, runs }] of pieces.entries())
    outline.line({
      kind: 'preamble',
      depth: 0,
      provision: index === 0 ? provision?.label : undefined,
      label: printed,
      marginalNote: note,
      runs,
      status,
    });
  if (provision !== undefined)
    outline.complete(
      provision,
      joined(pieces.map(({ printed, runs }) => `${printed ?? ''} ${textOf(runs)}`.trim())),
    );
}

interface Piece {
  readonly printed: string | undefined;
  readonly note: string | undefined;
  readonly runs: readonly RawRun[];
}

/** What has a `Text`, and signatures, in reading order. */
function piecesOf({ lang }: Walk, element: XmlElement): Piece[] {
  const pieces: Piece[] = [];
  const visit = (part: XmlElement): void => {
    const signed = part.name === 'SignatureBlock';
    const runs = signed ? runsOf(part, lang) : textRuns(part, lang);
    const printed = labelText(childNamed(part, 'Label')) || undefined;
    const note = wordsOf(childNamed(part, 'MarginalNote'), lang) || undefined;
    if (runs.length > 0) pieces.push({ printed, note, runs });
    if (signed) return;
    for (const child of part.children)
      if (isElement(child) && !NOT_WORDS.has(child.name) && child.name !== 'Text') visit(child);
  };
  visit(element);
  return pieces;
}
