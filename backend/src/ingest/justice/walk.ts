import type { Language, ProvisionStatus } from '@pincite/contract';
import type { ProvisionLabel } from '../../domain/law.ts';
import type { RawRun } from './inline.ts';
import type { Outline } from './outline.ts';
import type { XmlNode } from './xml-tree.ts';

/** Where in the document a block stands. */
export interface Place {
  /** Address of the provision around. */
  readonly address?: ProvisionLabel | undefined;
  readonly depth: number;
  readonly status: ProvisionStatus;
  /** Directly in a schedule, where items are addressed and sections are sections of the schedule. */
  readonly inSchedule: boolean;
  /** Headings that stand over all of the schedule. */
  readonly baseHeadings: number;
  /** Takes the runs of closing words, formulas and tables, which are words of the provision around. */
  readonly references: RawRun[];
}

/** What the readers of the single nouns share. */
export interface Walk {
  readonly outline: Outline;
  readonly lang: Language;
  /** The law is checked as current to this ISO date. */
  readonly currentDate: string;
  /** Reads blocks in order; gives the parts of the text of what is around. */
  blocks(nodes: readonly XmlNode[], place: Place): string[];
}

/** One part a line: the text of a provision. */
export function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n');
}
