import type { Language, ProvisionStatus } from '@pincite/contract';
import { AppError } from '../../domain/errors.ts';
import type { DocumentId, LawDocument, LawLine, Provision } from '../../domain/law.ts';
import { createWalk } from './blocks.ts';
import { type Addresses, crossReferences, readerRuns } from './cross-reference.ts';
import { fileIdOf } from './document-id.ts';
import { identify, urlOf } from './identification.ts';
import type { Outline, RawLine, RawProvision } from './outline.ts';
import { readPreamble } from './preamble.ts';
import { isPseudoSchedule, readSchedule } from './schedule.ts';
import { statusOf } from './status.ts';
import { childNamed, childrenNamed, readXml, type XmlElement } from './xml-tree.ts';

export interface AboutLaw {
  readonly document: DocumentId;
  readonly lang: Language;
  readonly aliases: readonly string[];
  readonly theAct?: DocumentId;
}

/**
 * Reads one consolidated Act or regulation as the Department of Justice publishes it. Pure. Throws
 * AppError `invalid-request` that names the document, the place and what is wrong.
 */
export function parseLaw(bytes: Uint8Array, about: AboutLaw): LawDocument {
  const { document, lang } = about;
  const name = `${document} (${lang})`;
  const refuse = (reason: string): AppError =>
    new AppError('invalid-request', `${name}: ${reason}`);
  const root = readXml(bytes, name);
  if (root.name !== 'Statute' && root.name !== 'Regulation')
    throw refuse(`the root element is "${root.name}"; Statute or Regulation is needed.`);
  const identification = childNamed(root, 'Identification');
  if (identification === undefined) throw refuse('the element Identification is missing.');
  const kind = root.name === 'Statute' ? 'act' : 'regulation';
  const pitDate = dateOf(root, 'lims:pit-date') ?? dateOf(root, 'lims:current-date');
  if (pitDate === undefined)
    throw refuse('the root element has no date lims:pit-date of the form YYYY-MM-DD.');
  const currentDate = dateOf(root, 'lims:current-date') ?? pitDate;
  const lastAmended = dateOf(root, 'lims:lastAmendedDate');
  const status: ProvisionStatus =
    childNamed(root, 'Repealed') === undefined ? 'in_force' : 'repealed';
  const outline = readOutline(root, lang, currentDate, status, refuse);
  const addresses: Addresses = {
    document,
    theAct: about.theAct === document ? undefined : about.theAct,
    known: new Set(outline.provisions.map(({ label }) => label)),
  };
  return {
    id: document,
    fileId: fileIdOf(document, lang),
    kind,
    lang,
    ...identify(identification, document, lang, kind),
    aliases: about.aliases,
    url: urlOf(document, kind, lang),
    pitDate,
    currentDate,
    ...(lastAmended === undefined ? {} : { lastAmended }),
    status: wholeStatus(status, outline.provisions),
    ...(about.theAct === undefined ? {} : { theAct: about.theAct }),
    provisions: outline.provisions.map((raw, order) => provisionOf(raw, order, addresses)),
    lines: outline.lines.map((raw) => lineOf(raw, addresses)),
  };
}

/** Reads the parts in order; what the readers of single nouns refuse gets the name of the document. */
function readOutline(
  root: XmlElement,
  lang: Language,
  currentDate: string,
  status: ProvisionStatus,
  refuse: (reason: string) => AppError,
): Outline {
  const walk = createWalk(lang, currentDate);
  const place = {
    depth: 0,
    status,
    inSchedule: false,
    baseHeadings: 0,
    references: [],
  };
  try {
    walk.blocks(childrenNamed(root, 'Repealed'), place);
    const body = childNamed(root, 'Body');
    // An instrument without a body has its text in its order.
    for (const order of childrenNamed(root, 'Order'))
      readPreamble(walk, order, body === undefined ? 'Order' : undefined, status);
    for (const introduction of childrenNamed(root, 'Introduction')) {
      for (const part of childrenNamed(introduction, 'Preamble'))
        readPreamble(walk, part, 'Preamble', status);
      for (const part of childrenNamed(introduction, 'Enacts'))
        readPreamble(walk, part, undefined, status);
    }
    for (const part of childrenNamed(root, 'Preamble'))
      readPreamble(walk, part, 'Preamble', status);
    if (body !== undefined)
      walk.blocks(body.children, { ...place, status: statusOf(body, status, currentDate) });
    for (const schedule of childrenNamed(root, 'Schedule'))
      if (!isPseudoSchedule(schedule)) readSchedule(walk, schedule, status);
  } catch (error) {
    throw error instanceof AppError ? refuse(error.message) : error;
  }
  return walk.outline;
}

function dateOf({ attributes }: XmlElement, name: string): string | undefined {
  const date = attributes[name];
  return date !== undefined && /^\d{4}-\d{2}-\d{2}$/u.test(date) ? date : undefined;
}

/** A law all of whose sections are repealed is itself; one most of which is pending is not in force yet. */
function wholeStatus(own: ProvisionStatus, provisions: readonly RawProvision[]): ProvisionStatus {
  if (own !== 'in_force') return own;
  const sections = provisions.filter(({ kind }) => kind === 'section');
  if (sections.length === 0) return 'in_force';
  if (sections.every(({ status }) => status === 'repealed')) return 'repealed';
  const pending = sections.filter(({ status }) => status === 'not_in_force').length;
  return pending > sections.length / 2 ? 'not_in_force' : 'in_force';
}

function provisionOf(raw: RawProvision, order: number, addresses: Addresses): Provision {
  const { references, ...rest } = raw;
  return { ...defined(rest), order, crossReferences: crossReferences(references, addresses) };
}

function lineOf(raw: RawLine, addresses: Addresses): LawLine {
  return { ...defined(raw), runs: readerRuns(raw.runs, addresses) };
}

/** What is undefined is left out: the types of the domain have absent fields, not undefined ones. */
function defined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Defined<T>;
}
type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };
