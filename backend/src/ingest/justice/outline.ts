import type { ProvisionStatus } from '@pincite/contract';
import { AppError } from '../../domain/errors.ts';
import type { LawLine, ProvisionKind, ProvisionLabel } from '../../domain/law.ts';
import type { RawRun } from './inline.ts';

/** A provision before its cross-references are resolved. */
export interface RawProvision {
  readonly label: ProvisionLabel;
  readonly kind: ProvisionKind;
  readonly parent?: ProvisionLabel | undefined;
  readonly marginalNote?: string | undefined;
  readonly headings: readonly string[];
  text: string;
  status: ProvisionStatus;
  readonly inForceFrom?: string | undefined;
  readonly lastAmended?: string | undefined;
  readonly term?: string | undefined;
  readonly termOtherLanguage?: string | undefined;
  readonly references: readonly RawRun[];
  readonly history?: string | undefined;
}

/** A line before its cross-references are resolved. */
export type RawLine = Pick<LawLine, 'kind' | 'depth' | 'status'> & {
  readonly provision?: ProvisionLabel | undefined;
  readonly label?: string | undefined;
  readonly marginalNote?: string | undefined;
  readonly runs: readonly RawRun[];
  readonly rows?: readonly (readonly string[])[] | undefined;
  readonly headRows?: number | undefined;
};

/** Bounds on what one file may grow into: each level repeats the text of those below it. */
const MOST_PROVISIONS = 200_000;
const MOST_CHARACTERS = 200_000_000;

/** What is read of a document so far, in reading order. */
export class Outline {
  readonly provisions: RawProvision[] = [];
  readonly lines: RawLine[] = [];
  /** Headings above the place that is read, outermost first. */
  headings: readonly string[] = [];
  readonly #taken = new Map<ProvisionLabel, number>();
  #characters = 0;

  /** An address that is taken already gets ` #2`, ` #3` in reading order: rare, but nothing is lost. */
  claim(label: ProvisionLabel): ProvisionLabel {
    const count = (this.#taken.get(label) ?? 0) + 1;
    this.#taken.set(label, count);
    return count === 1 ? label : this.claim(`${label} #${count}`);
  }

  /** A provision takes its place before its children do; its text is set by `complete` after them. */
  open(provision: Omit<RawProvision, 'headings' | 'text'>): RawProvision {
    if (this.provisions.length >= MOST_PROVISIONS)
      throw new AppError('invalid-request', `The file has over ${MOST_PROVISIONS} provisions.`);
    const opened = { ...provision, headings: this.headings, text: '' };
    this.provisions.push(opened);
    return opened;
  }

  complete(provision: RawProvision, text: string): void {
    this.#characters += text.length;
    if (this.#characters > MOST_CHARACTERS)
      throw new AppError(
        'invalid-request',
        `The provisions of the file have over ${MOST_CHARACTERS} characters, text repeated at each level.`,
      );
    provision.text = text;
  }

  line(line: RawLine): void {
    this.lines.push(line);
  }

  /** Puts a heading of a level (1 is outermost) below those above it; `base` headings always stay. */
  underHeading(words: string, level: number, base: number): void {
    this.headings = [...this.headings.slice(0, base + Math.max(1, level) - 1), words];
  }
}
