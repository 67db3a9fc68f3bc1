import type { Language, ProvisionStatus } from '@pincite/contract';
import { AppError } from '../../domain/errors.ts';
import type { ProvisionKind, ProvisionLabel } from '../../domain/law.ts';
import { type RawRun, runsOf, textOf } from './inline.ts';
import { below, expandLabel, labelText } from './label.ts';
import { tablesOf, tableText } from './table.ts';
import { childNamed, childrenNamed, isElement, type XmlElement } from './xml-tree.ts';

/** A provision before its cross-references are resolved. */
export interface RawProvision {
  label: ProvisionLabel;
  kind: ProvisionKind;
  parent: ProvisionLabel | undefined;
  marginalNote: string | undefined;
  headings: readonly string[];
  text: string;
  status: ProvisionStatus;
  inForceFrom: string | undefined;
  lastAmended: string | undefined;
  term: string | undefined;
  termOtherLanguage: string | undefined;
  references: readonly RawRun[];
  history: string | undefined;
}

export interface RawLine {
  kind:
    | 'heading'
    | 'section'
    | 'subsection'
    | 'paragraph'
    | 'subparagraph'
    | 'clause'
    | 'definition'
    | 'continued'
    | 'schedule'
    | 'table'
    | 'formula'
    | 'preamble';
  depth: number;
  provision: ProvisionLabel | undefined;
  label: string | undefined;
  marginalNote: string | undefined;
  runs: readonly RawRun[];
  rows: readonly (readonly string[])[] | undefined;
  headRows: number | undefined;
  status: ProvisionStatus;
}

/** What other laws say, or what is not law yet: none of it is citable under this document. */
const FOREIGN = new Set([
  'AmendedText',
  'ReadAsText',
  'QuotedText',
  'RelatedOrNotInForce',
  'RecentAmendments',
]);
const UNITS: Readonly<Record<string, ProvisionKind>> = {
  Section: 'section',
  Subsection: 'subsection',
  Paragraph: 'paragraph',
  Subparagraph: 'subparagraph',
  Clause: 'clause',
  Subclause: 'subclause',
  Subsubclause: 'subclause',
  FormulaParagraph: 'paragraph',
};
const PASSED_THROUGH = new Set([
  'Group',
  'DocumentInternal',
  'FormGroup',
  'RegulationPiece',
  'BillPiece',
  'List',
  'Oath',
  'BilingualGroup',
  'Enacts',
  'SignatureBlock',
  'Signature',
  'ScheduleFormHeading',
  'Body',
]);
const REPEALED = /^\[\s*(?:repealed|abrog|spent|périmé|revoked)/iu;

interface Place {
  /** Address of the provision around, and the prefix of addresses below it. */
  readonly address: ProvisionLabel | undefined;
  readonly depth: number;
  readonly status: ProvisionStatus;
  readonly marginalNote: string | undefined;
  /** Provisions with the separator `, ` (schedules) or brackets. */
  readonly inSchedule: boolean;
}

/** Walks the parts of a law that are its own, in reading order. */
export class Structure {
  readonly provisions: RawProvision[] = [];
  readonly lines: RawLine[] = [];
  readonly #lang: Language;
  readonly #currentDate: string;
  readonly #taken = new Map<ProvisionLabel, number>();
  #headings: string[] = [];

  constructor(lang: Language, currentDate: string) {
    this.#lang = lang;
    this.#currentDate = currentDate;
  }

  body(element: XmlElement, status: ProvisionStatus): void {
    this.#blocks(element, {
      address: undefined,
      depth: 0,
      status,
      marginalNote: undefined,
      inSchedule: false,
    });
  }

  preamble(element: XmlElement, label: 'Preamble' | 'Order', status: ProvisionStatus): void {
    const texts: string[] = [];
    const visit = (part: XmlElement): void => {
      for (const child of part.children.filter(isElement)) {
        if (child.name === 'Text') {
          const runs = runsOf(child);
          texts.push(textOf(runs));
          this.#line('preamble', 0, {
            runs,
            status,
            provision: texts.length === 1 ? label : undefined,
          });
        } else if (!FOREIGN.has(child.name) && child.name !== 'Footnote') visit(child);
      }
    };
    visit(element);
    if (texts.length > 0)
      this.provisions.push({
        ...BLANK,
        label: this.#unique(label),
        kind: 'preamble',
        text: texts.join('\n'),
        status,
      });
  }

  schedule(element: XmlElement, status: ProvisionStatus): void {
    const { id } = element.attributes;
    if (id === 'NifProvs' || id === 'RelatedProvs') return;
    if (containsOnlyForeign(element)) return;
    const heading =
      childNamed(element, 'ScheduleFormHeading') ?? deepFirst(element, 'ScheduleFormHeading');
    const printed = labelText(heading === undefined ? undefined : childNamed(heading, 'Label'));
    const label = this.#unique(scheduleLabel(printed));
    const title =
      heading === undefined
        ? ''
        : childrenNamed(heading, 'TitleText')
            .map((part) => textOf(runsOf(part)))
            .join(' ');
    this.#headings = [];
    const own = this.#statusOf(element, status, '');
    this.#line('schedule', 0, {
      provision: label,
      label: printed || undefined,
      runs: title === '' ? [] : [{ text: title }],
      status: own,
    });
    const provision: RawProvision = {
      ...BLANK,
      label,
      kind: 'schedule',
      marginalNote: title || undefined,
      status: own,
      lastAmended: element.attributes.lastAmendedDate,
    };
    this.provisions.push(provision);
    const place: Place = {
      address: label,
      depth: 1,
      status: own,
      marginalNote: undefined,
      inSchedule: true,
    };
    const parts = this.#blocks(element, place);
    provision.text = [title, ...parts].filter((part) => part !== '').join('\n');
    if (REPEALED.test(provision.text.replace(title, '').trim())) provision.status = 'repealed';
  }

  /** Reads the children of a container or unit; gives the parts of its text. */
  #blocks(element: XmlElement, place: Place): string[] {
    const parts: string[] = [];
    let note = place.marginalNote;
    for (const child of element.children.filter(isElement)) {
      const { name } = child;
      if (FOREIGN.has(name) || (child.attributes.id === 'NifProvs' && name === 'Schedule'))
        continue;
      const kind = UNITS[name];
      if (name === 'MarginalNote') note = textOf(runsOf(child));
      else if (kind !== undefined)
        parts.push(
          this.#unit(child, kind, {
            ...place,
            marginalNote: kind === 'subsection' ? note : place.marginalNote,
          }),
        );
      else if (name === 'Definition') parts.push(this.#definition(child, place));
      else if (name === 'Provision' || name === 'Item') parts.push(this.#item(child, place));
      else if (name === 'Heading' || name === 'GroupHeading') this.#heading(child, place);
      else if (name.startsWith('Continued')) parts.push(this.#words(child, 'continued', place));
      else if (name === 'FormulaGroup') parts.push(this.#words(child, 'formula', place));
      else if (name === 'TableGroup') parts.push(...this.#table(child, place));
      else if (name === 'Text' && !(place.address !== undefined && !place.inSchedule))
        parts.push(this.#words(child, 'continued', place));
      else if (name === 'Repealed' && place.inSchedule)
        parts.push(this.#words(child, 'continued', place));
      else if (name === 'BilingualItemEn' || name === 'BilingualItemFr') {
        if ((name === 'BilingualItemEn') === (this.#lang === 'en'))
          parts.push(this.#words(child, 'continued', place));
      } else if (PASSED_THROUGH.has(name) || /^Group\d/u.test(name))
        parts.push(...this.#blocks(child, place));
    }
    return parts.filter((part) => part !== '');
  }

  #unit(element: XmlElement, kind: ProvisionKind, place: Place): string {
    const printed = labelText(childNamed(element, 'Label'));
    const text = childNamed(element, 'Text');
    const runs = text === undefined ? [] : runsOf(text);
    this.#refuseMarkers(runs);
    const own = textOf(runs);
    const status = this.#statusOf(element, place.status, own, text);
    const note = childNamed(element, 'MarginalNote');
    const marginalNote =
      note === undefined
        ? kind === 'subsection'
          ? place.marginalNote
          : undefined
        : textOf(runsOf(note));
    const labels = this.#addresses(printed, kind, place);
    const primary = labels[0];
    const base = {
      ...BLANK,
      kind,
      parent: place.address,
      marginalNote,
      headings: [...this.#headings],
      status,
      inForceFrom: element.attributes['inforce-start-date'],
      lastAmended: element.attributes.lastAmendedDate,
      references: runs,
      history: historyOf(element),
    };
    const made = labels.map((label): RawProvision => ({ ...base, label }));
    this.provisions.push(...made);
    const depth = kind === 'section' ? place.depth : place.depth;
    this.#line(lineKind(kind), depth, {
      provision: primary,
      label: printed || undefined,
      marginalNote: note === undefined ? undefined : marginalNote,
      runs,
      status,
    });
    const inner: Place = {
      address: primary ?? place.address,
      depth: depth + 1,
      status,
      marginalNote: kind === 'section' ? marginalNote : place.marginalNote,
      inSchedule: false,
    };
    const whole = [own, ...this.#blocks(element, inner)].filter((part) => part !== '').join('\n');
    for (const provision of made) {
      provision.text = whole;
      if (own === '' && this.#allRepealedBelow(provision.label)) provision.status = 'repealed';
    }
    return printed === '' ? whole : `${printed} ${whole}`;
  }

  #definition(element: XmlElement, place: Place): string {
    const text = childNamed(element, 'Text');
    const runs = text === undefined ? [] : runsOf(text);
    this.#refuseMarkers(runs);
    const own = textOf(runs);
    const [english, french] = termsOf(text, this.#lang);
    const term = this.#lang === 'en' ? english : french;
    const other = this.#lang === 'en' ? french : english;
    const name = english ?? term;
    const status = this.#statusOf(element, place.status, own.replace(term ?? '', '').trim(), text);
    const label =
      name === undefined || place.address === undefined
        ? undefined
        : this.#unique(`${place.address} "${name.replaceAll('"', "'")}"`);
    const provision: RawProvision | undefined =
      label === undefined
        ? undefined
        : {
            ...BLANK,
            label,
            kind: 'definition',
            parent: place.address,
            headings: [...this.#headings],
            status,
            inForceFrom: element.attributes['inforce-start-date'],
            references: runs,
            term,
            termOtherLanguage: other,
          };
    if (provision !== undefined) this.provisions.push(provision);
    this.#line('definition', place.depth, { provision: label, runs, status });
    const inner: Place = {
      ...place,
      address: label ?? place.address,
      depth: place.depth + 1,
      status,
    };
    const whole = [own, ...this.#blocks(element, inner)].filter((part) => part !== '').join('\n');
    if (provision !== undefined) provision.text = whole;
    return whole;
  }

  /** A `Provision` or list `Item`: numbered ones can be addressed, others are words of what is around. */
  #item(element: XmlElement, place: Place): string {
    const printed = labelText(childNamed(element, 'Label'));
    const text = childNamed(element, 'Text');
    const runs = text === undefined ? [] : runsOf(text);
    this.#refuseMarkers(runs);
    const own = textOf(runs);
    const status = this.#statusOf(element, place.status, own, text);
    // Check boxes and words such as "TO:" stand as labels in forms; they address nothing.
    const part = expandLabel(printed).find((each) => /^[\p{L}\p{N}.]{1,8}$/u.test(each));
    const label =
      part === undefined || place.address === undefined || !place.inSchedule
        ? undefined
        : this.#unique(
            place.address.includes(', ') ? below(place.address, part) : `${place.address}, ${part}`,
          );
    const provision: RawProvision | undefined =
      label === undefined
        ? undefined
        : {
            ...BLANK,
            label,
            kind: 'schedule-item',
            parent: place.address,
            headings: [...this.#headings],
            status,
            references: runs,
          };
    if (provision !== undefined) this.provisions.push(provision);
    if (own !== '' || printed !== '')
      this.#line(label === undefined ? 'continued' : 'paragraph', place.depth, {
        provision: label,
        label: printed || undefined,
        runs,
        status,
      });
    const inner: Place = {
      ...place,
      address: label ?? place.address,
      depth: place.depth + 1,
      status,
    };
    const nested = this.#blocks(
      {
        ...element,
        children: element.children.filter((child) => !isElement(child) || child.name !== 'Text'),
      },
      inner,
    );
    const whole = [own, ...nested].filter((each) => each !== '').join('\n');
    if (provision !== undefined) provision.text = whole;
    return printed === '' ? whole : `${printed} ${whole}`;
  }

  #heading(element: XmlElement, place: Place): void {
    const level = Math.max(1, Number(element.attributes.level ?? 1) || 1);
    const printed = labelText(childNamed(element, 'Label'));
    const title = childrenNamed(element, 'TitleText')
      .map((part) => textOf(runsOf(part)))
      .join(' ');
    const words = [printed, title].filter((part) => part !== '').join(' — ');
    if (words === '') return;
    this.#headings = [...this.#headings.slice(0, level - 1), words];
    this.#line('heading', level, { runs: [{ text: words }], status: place.status });
  }

  #words(element: XmlElement, kind: 'continued' | 'formula', place: Place): string {
    const runs = runsOf(element);
    this.#refuseMarkers(runs);
    const words = textOf(runs);
    if (words !== '') this.#line(kind, place.depth, { runs, status: place.status });
    return words;
  }

  #table(group: XmlElement, place: Place): string[] {
    return tablesOf(group).map((table) => {
      this.#line('table', place.depth, {
        runs: table.caption === '' ? [] : [{ text: table.caption }],
        rows: table.rows,
        headRows: table.headRows,
        status: place.status,
      });
      return tableText(table);
    });
  }

  #addresses(printed: string, kind: ProvisionKind, place: Place): ProvisionLabel[] {
    return expandLabel(printed).map((part) => {
      if (kind === 'section')
        return this.#unique(
          place.inSchedule && place.address !== undefined ? `${place.address}, ${part}` : part,
        );
      return this.#unique(place.address === undefined ? part : below(place.address, part));
    });
  }

  /** A label that is there already gets ` #2`, ` #3` in reading order: rare, but never lost. */
  #unique(label: ProvisionLabel): ProvisionLabel {
    const count = (this.#taken.get(label) ?? 0) + 1;
    this.#taken.set(label, count);
    return count === 1 ? label : `${label} #${count}`;
  }

  #statusOf(
    element: XmlElement,
    around: ProvisionStatus,
    own: string,
    text?: XmlElement,
  ): ProvisionStatus {
    if (around === 'repealed') return 'repealed';
    const marked = text === undefined ? undefined : childNamed(text, 'Repealed');
    const whole = marked === undefined ? '' : textOf(runsOf(marked));
    if (REPEALED.test(own) || (whole !== '' && own !== '' && whole.length >= own.length * 0.9))
      return 'repealed';
    const end = element.attributes['inforce-end-date'];
    if (end !== undefined && end < this.#currentDate) return 'repealed';
    if (around === 'not_in_force' || element.attributes['in-force'] === 'no') return 'not_in_force';
    return 'in_force';
  }

  #allRepealedBelow(label: ProvisionLabel): boolean {
    const below = this.provisions.filter(({ parent }) => parent === label);
    return below.length > 0 && below.every(({ status }) => status === 'repealed');
  }

  #refuseMarkers(runs: readonly RawRun[]): void {
    if (runs.some(({ text }) => /[⟦⟧]/u.test(text)))
      throw new AppError(
        'invalid-request',
        'The text holds a bracket ⟦ or ⟧ that Pincite keeps for its own markers.',
      );
  }

  #line(kind: RawLine['kind'], depth: number, more: Partial<RawLine>): void {
    this.lines.push({
      kind,
      depth,
      provision: undefined,
      label: undefined,
      marginalNote: undefined,
      runs: [],
      rows: undefined,
      headRows: undefined,
      status: 'in_force',
      ...more,
    });
  }
}

const BLANK: RawProvision = {
  label: '',
  kind: 'section',
  parent: undefined,
  marginalNote: undefined,
  headings: [],
  text: '',
  status: 'in_force',
  inForceFrom: undefined,
  lastAmended: undefined,
  term: undefined,
  termOtherLanguage: undefined,
  references: [],
  history: undefined,
};

function lineKind(kind: ProvisionKind): RawLine['kind'] {
  return kind === 'subclause'
    ? 'clause'
    : kind === 'schedule-item' || kind === 'note'
      ? 'paragraph'
      : kind;
}

function scheduleLabel(printed: string): ProvisionLabel {
  const match = /^(schedule|annexe|form|formule|tariff?|tarif|appendix|appendice)\b\s*(.*)$/iu.exec(
    printed,
  );
  if (match === null) return printed === '' ? 'Schedule' : `Schedule ${printed}`;
  const word = (match[1] ?? '').toLowerCase();
  const name = word.startsWith('form')
    ? 'Form'
    : word.startsWith('tarif')
      ? 'Tariff'
      : word.startsWith('app')
        ? 'Appendix'
        : 'Schedule';
  const number = (match[2] ?? '').trim();
  return number === '' ? name : `${name} ${number}`;
}

function termsOf(
  text: XmlElement | undefined,
  _lang: Language,
): [string | undefined, string | undefined] {
  const find = (name: string): string | undefined => {
    const found = text === undefined ? undefined : deepFirst(text, name);
    const words = found === undefined ? '' : textOf(runsOf(found));
    return words === '' ? undefined : words;
  };
  return [
    find('DefinedTermEn') ?? find('DefinitionEnOnly'),
    find('DefinedTermFr') ?? find('DefinitionFrOnly'),
  ];
}

function historyOf(element: XmlElement): string | undefined {
  const notes = childrenNamed(element, 'HistoricalNote').map((note) =>
    note.children
      .map((child) => (isElement(child) ? textOf(runsOf(child)) : child.trim()))
      .filter((part) => part !== '')
      .join('; '),
  );
  return notes.length === 0 ? undefined : notes.join('; ');
}

function deepFirst(element: XmlElement, name: string): XmlElement | undefined {
  for (const child of element.children.filter(isElement)) {
    if (child.name === name) return child;
    const found = deepFirst(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function containsOnlyForeign(element: XmlElement): boolean {
  const parts = element.children
    .filter(isElement)
    .filter(({ name }) => name !== 'ScheduleFormHeading' && name !== 'Heading');
  const foreign = (part: XmlElement): boolean =>
    FOREIGN.has(part.name) ||
    ((part.name === 'BillPiece' || part.name === 'RegulationPiece') &&
      part.children.filter(isElement).every(foreign));
  return parts.length > 0 && parts.every(foreign);
}
