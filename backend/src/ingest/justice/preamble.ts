import type { ProvisionStatus } from '@pincite/contract';
import { NOT_WORDS, type RawRun, textOf, textRuns } from './inline.ts';
import type { RawLine } from './outline.ts';
import { joined, type Walk } from './walk.ts';
import { isElement, type XmlElement } from './xml-tree.ts';

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
  const { outline, lang } = walk;
  const pieces = piecesOf(element)
    .map((piece) => textRuns(piece, lang))
    .filter((runs) => runs.length > 0);
  if (pieces.length === 0) return;
  const references: RawRun[] = pieces.flat();
  const provision =
    label === undefined
      ? undefined
      : outline.open({ label: outline.claim(label), kind: 'preamble', status, references });
  for (const [index, runs] of pieces.entries()) {
    const line: RawLine = { kind: 'preamble', depth: 0, runs, status };
    outline.line(index === 0 ? { ...line, provision: provision?.label } : line);
  }
  if (provision !== undefined) outline.complete(provision, joined(pieces.map(textOf)));
}

/** The elements below that have a `Text`, in reading order. */
function piecesOf(element: XmlElement): XmlElement[] {
  const pieces: XmlElement[] = [];
  const visit = (part: XmlElement): void => {
    if (part.children.some((child) => isElement(child) && child.name === 'Text')) pieces.push(part);
    for (const child of part.children)
      if (isElement(child) && !NOT_WORDS.has(child.name) && child.name !== 'Text') visit(child);
  };
  visit(element);
  return pieces;
}
