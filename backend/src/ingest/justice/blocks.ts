import type { Language, ProvisionStatus } from '@pincite/contract';
import type { ProvisionKind } from '../../domain/law.ts';
import { liveTerms, readDefinition } from './definition.ts';
import { readHeading } from './heading.ts';
import { isOtherLanguage, NOT_WORDS, runsOf, textOf, wordsOf } from './inline.ts';
import { readItem } from './item.ts';
import { Outline } from './outline.ts';
import { isPseudoSchedule } from './schedule.ts';
import { statusOf } from './status.ts';
import { tablesOf } from './table.ts';
import { readUnit } from './unit.ts';
import type { Place, Walk } from './walk.ts';
import { isElement, type XmlElement, type XmlNode } from './xml-tree.ts';

const UNITS: ReadonlyMap<string, ProvisionKind> = new Map([
  ['Section', 'section'],
  ['Subsection', 'subsection'],
  ['Paragraph', 'paragraph'],
  ['Subparagraph', 'subparagraph'],
  ['Clause', 'clause'],
  ['Subclause', 'subclause'],
  ['Subsubclause', 'subclause'],
]);
/** Elements that are one piece of text although others stand in them. */
const ONE_PIECE: ReadonlySet<string> = new Set([
  'FormulaGroup',
  'MathML',
  'SignatureBlock',
  'Text',
  'math',
]);

/** A walk over the own parts of a law: what other laws say and what is not law yet is passed by. */
export function createWalk(lang: Language, currentDate: string): Walk {
  const walk: Walk = { outline: new Outline(), lang, currentDate, blocks };

  function blocks(nodes: readonly XmlNode[], place: Place): string[] {
    const elements = nodes.filter(isElement);
    const terms = liveTerms(elements, lang);
    // A subsection without a note of its own goes on under the one before.
    let note: string | undefined;
    const parts: string[] = [];
    for (const element of elements) {
      const { name } = element;
      const kind = UNITS.get(name);
      if (NOT_WORDS.has(name) || isOtherLanguage(name, lang) || isPseudoSchedule(element)) continue;
      if (name === 'MarginalNote') note = wordsOf(element, lang) || undefined;
      else if (kind !== undefined) {
        const unit = readUnit(walk, element, kind, place, kind === 'subsection' ? note : undefined);
        note = unit.marginalNote ?? note;
        parts.push(unit.text);
      } else if (name === 'Definition') parts.push(readDefinition(walk, element, place, terms));
      else if (name === 'Provision' || name === 'Item') parts.push(readItem(walk, element, place));
      else if (name === 'Heading' || name === 'GroupHeading' || name === 'ScheduleFormHeading')
        parts.push(readHeading(walk, element, place));
      else if (name === 'TableGroup' || name === 'table')
        for (const text of readTables(element, place)) parts.push(text);
      else if (isOnePiece(element)) parts.push(readWords(element, place));
      else
        for (const part of blocks(element.children, inContainer(element, place))) parts.push(part);
    }
    return parts;
  }

  /** Parts, groups and forms hold blocks and are no provisions, but may say that they are not in force. */
  function inContainer(element: XmlElement, place: Place): Place {
    return { ...place, status: statusOf(element, place.status, currentDate) };
  }

  function readWords(element: XmlElement, place: Place): string {
    const runs = runsOf(element, lang);
    if (runs.length === 0) return '';
    const kind = element.name === 'FormulaGroup' ? 'formula' : 'continued';
    const status: ProvisionStatus = statusOf(element, place.status, currentDate, textOf(runs));
    walk.outline.line({ kind, depth: place.depth, runs, status });
    for (const run of runs) place.references.push(run);
    return textOf(runs);
  }

  function readTables(group: XmlElement, place: Place): string[] {
    return tablesOf(group, lang).map(({ caption, rows, headRows, text, references }) => {
      walk.outline.line({
        kind: 'table',
        depth: place.depth,
        runs: caption === '' ? [] : [{ text: caption }],
        rows,
        headRows,
        status: place.status,
      });
      for (const run of references) place.references.push(run);
      return text;
    });
  }

  return walk;
}

/** Closing words, formulas, signatures, and whatever has words of its own between its elements. */
function isOnePiece(element: XmlElement): boolean {
  return (
    ONE_PIECE.has(element.name) ||
    element.name.startsWith('Continued') ||
    element.children.some((child) => !isElement(child) && child.trim() !== '')
  );
}
