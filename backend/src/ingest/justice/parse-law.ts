import type { Language, ProvisionStatus, TextRun } from '@pincite/contract';
import { AppError } from '../../domain/errors.ts';
import type { DocumentId, LawDocument, LawLine, Provision } from '../../domain/law.ts';
import { type RawRun, readerRun, runsOf, textOf } from './inline.ts';
import { type RawLine, type RawProvision, Structure } from './structure.ts';
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
  const root = readXml(bytes, `${document} (${lang})`);
  if (root.name !== 'Statute' && root.name !== 'Regulation')
    throw new AppError(
      'invalid-request',
      `${document} (${lang}): the root element is "${root.name}"; Statute or Regulation is needed.`,
    );
  const identification = childNamed(root, 'Identification');
  if (identification === undefined)
    throw new AppError(
      'invalid-request',
      `${document} (${lang}): the element Identification is missing.`,
    );
  const kind = root.name === 'Statute' ? 'act' : 'regulation';
  const pitDate = root.attributes['pit-date'] ?? root.attributes['current-date'] ?? '1900-01-01';
  const currentDate = root.attributes['current-date'] ?? pitDate;
  const status: ProvisionStatus =
    childNamed(root, 'Repealed') === undefined ? 'in_force' : 'repealed';
  const structure = readStructure(root, lang, currentDate, status);
  const known = new Set(structure.provisions.map(({ label }) => label));
  const longTitle = wordsOf(identification, 'LongTitle') || document;
  const lastAmended = root.attributes.lastAmendedDate;
  const fileId = fileIdOf(document, lang);
  return {
    id: document,
    fileId,
    kind,
    lang,
    title: wordsOf(identification, 'ShortTitle') || longTitle,
    longTitle,
    aliases: about.aliases,
    citation: citationOf(identification, document, lang, kind),
    url: urlOf(fileId, kind, lang),
    pitDate,
    currentDate,
    ...(lastAmended === undefined ? {} : { lastAmended }),
    status: wholeStatus(status, structure.provisions),
    ...(about.theAct === undefined ? {} : { theAct: about.theAct }),
    provisions: structure.provisions.map((raw, order) => provisionOf(raw, order, document, known)),
    lines: structure.lines.map((raw) => lineOf(raw, document, known)),
  };
}

function readStructure(
  root: XmlElement,
  lang: Language,
  currentDate: string,
  status: ProvisionStatus,
): Structure {
  const structure = new Structure(lang, currentDate);
  const introduction = childNamed(root, 'Introduction');
  const preamble = introduction === undefined ? undefined : childNamed(introduction, 'Preamble');
  if (preamble !== undefined) structure.preamble(preamble, 'Preamble', status);
  const body = childNamed(root, 'Body');
  if (body !== undefined) structure.body(body, status);
  // An instrument without a body has its text in its order.
  else for (const order of childrenNamed(root, 'Order')) structure.preamble(order, 'Order', status);
  for (const schedule of childrenNamed(root, 'Schedule')) structure.schedule(schedule, status);
  return structure;
}

/** `SOR-2002-227` is `DORS-2002-227` in the French tree. */
export function fileIdOf(document: DocumentId, lang: Language): string {
  if (lang === 'en') return document;
  return document.replace(/^SOR-/u, 'DORS-').replace(/^SI-/u, 'TR-').replace(',_c._', ',_ch._');
}

/** The English id of a file stem of either language. */
export function documentIdOf(fileStem: string): DocumentId {
  return fileStem
    .replace(/^DORS-/u, 'SOR-')
    .replace(/^TR-/u, 'SI-')
    .replace(',_ch._', ',_c._');
}

function urlOf(fileId: string, kind: 'act' | 'regulation', lang: Language): string {
  const folder =
    kind === 'act'
      ? lang === 'en'
        ? 'acts'
        : 'lois'
      : lang === 'en'
        ? 'regulations'
        : 'reglements';
  return `https://laws-lois.justice.gc.ca/${lang === 'en' ? 'eng' : 'fra'}/${folder}/${fileId}/`;
}

function citationOf(
  identification: XmlElement,
  document: DocumentId,
  lang: Language,
  kind: 'act' | 'regulation',
): string {
  if (kind === 'regulation') {
    const number = wordsOf(identification, 'InstrumentNumber');
    return number !== '' ? number : fileIdOf(document, lang).replace('-', '/');
  }
  const chapter = childNamed(identification, 'Chapter');
  const consolidated =
    chapter === undefined ? undefined : childNamed(chapter, 'ConsolidatedNumber');
  const annual = chapter === undefined ? undefined : childNamed(chapter, 'AnnualStatuteId');
  const number = consolidated === undefined ? document : textOf(runsOf(consolidated));
  if (consolidated?.attributes.official === 'yes' || annual === undefined)
    return lang === 'en' ? `RSC 1985, c ${number}` : `LRC 1985, c ${number}`;
  const year = wordsOf(annual, 'YYYY');
  const annualNumber = wordsOf(annual, 'AnnualStatuteNumber').replace(/\.(?=\s|\)|$)/gu, '');
  const revised = annual.attributes['revised-statute'] === 'yes';
  const series = lang === 'en' ? 'SC' : 'LC';
  return `${revised ? { SC: 'RSC', LC: 'LRC' }[series] : series} ${year}, c ${annualNumber}`;
}

function wordsOf(element: XmlElement, name: string): string {
  const child = childNamed(element, name);
  return child === undefined ? '' : textOf(runsOf(child));
}

/** A law none of whose sections is in force is itself repealed, or not in force yet. */
function wholeStatus(own: ProvisionStatus, provisions: readonly RawProvision[]): ProvisionStatus {
  if (own !== 'in_force') return own;
  const sections = provisions.filter(({ kind }) => kind === 'section');
  if (sections.length === 0) return 'in_force';
  if (sections.every(({ status }) => status === 'repealed')) return 'repealed';
  const pending = sections.filter(({ status }) => status === 'not_in_force').length;
  return pending > sections.length / 2 ? 'not_in_force' : 'in_force';
}

function provisionOf(
  raw: RawProvision,
  order: number,
  document: DocumentId,
  known: ReadonlySet<string>,
): Provision {
  const references = raw.references.flatMap((run, index) => {
    const ref = refOf(run, raw.references[index + 1]?.text ?? '', document, known);
    if (ref !== undefined)
      return [
        {
          text: run.text,
          document: ref.document,
          ...(ref.provision === '' ? {} : { provision: ref.provision }),
        },
      ];
    return run.external === undefined
      ? []
      : [{ text: run.text, document: documentIdOf(run.external) }];
  });
  return {
    label: raw.label,
    kind: raw.kind,
    ...(raw.parent === undefined ? {} : { parent: raw.parent }),
    order,
    ...(raw.marginalNote === undefined ? {} : { marginalNote: raw.marginalNote }),
    headings: raw.headings,
    text: raw.text,
    status: raw.status,
    ...(raw.inForceFrom === undefined ? {} : { inForceFrom: raw.inForceFrom }),
    ...(raw.lastAmended === undefined ? {} : { lastAmended: raw.lastAmended }),
    ...(raw.term === undefined ? {} : { term: raw.term }),
    ...(raw.termOtherLanguage === undefined ? {} : { termOtherLanguage: raw.termOtherLanguage }),
    crossReferences: references,
    ...(raw.history === undefined ? {} : { history: raw.history }),
  };
}

function lineOf(raw: RawLine, document: DocumentId, known: ReadonlySet<string>): LawLine {
  return {
    kind: raw.kind,
    depth: raw.depth,
    ...(raw.provision === undefined ? {} : { provision: raw.provision }),
    ...(raw.label === undefined ? {} : { label: raw.label }),
    ...(raw.marginalNote === undefined ? {} : { marginalNote: raw.marginalNote }),
    runs: raw.runs.map(
      (run, index): TextRun =>
        readerRun(run, refOf(run, raw.runs[index + 1]?.text ?? '', document, known)),
    ),
    ...(raw.rows === undefined ? {} : { rows: raw.rows }),
    ...(raw.headRows === undefined ? {} : { headRows: raw.headRows }),
    status: raw.status,
  };
}

/** The brackets of an internal reference stand after its element: `<XRefInternal>25</XRefInternal>(1)`. */
function refOf(
  run: RawRun,
  following: string,
  document: DocumentId,
  known: ReadonlySet<string>,
): TextRun['ref'] {
  if (run.external !== undefined) return { document: documentIdOf(run.external), provision: '' };
  if (run.internal === undefined) return undefined;
  const brackets = /^(?:\([A-Za-z0-9.]{1,6}\)){1,4}/u.exec(following)?.[0] ?? '';
  const whole = `${run.internal}${brackets}`;
  if (known.has(whole)) return { document, provision: whole };
  return known.has(run.internal) ? { document, provision: run.internal } : undefined;
}
