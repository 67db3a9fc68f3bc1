import type { Language } from '@pincite/contract';
import type {
  DocumentRecord,
  LawDocument,
  Passage,
  Provision,
  ProvisionLabel,
} from '../../domain/law.ts';
import { officialUrl, provisionCitation } from '../../domain/mcgill.ts';

/** A row of `provisions`. */
export interface ProvisionRow {
  readonly version: number;
  readonly position: number;
  readonly label: string;
  readonly parent: string | null;
  readonly kind: Provision['kind'];
  readonly status: Provision['status'];
  readonly text: string;
  readonly text_hash: string;
  readonly note_above: string | null;
  readonly rest: string;
}

type Column = 'label' | 'parent' | 'order' | 'kind' | 'status' | 'text';
type Rest = Omit<Provision, Column>;

/** What of a provision has no column of its own, as JSON. */
export function restOf(provision: Provision): string {
  const { label, parent, order, kind, status, text, ...rest } = provision;
  return JSON.stringify(rest satisfies Rest);
}

export function provisionOf(row: ProvisionRow): Provision {
  const rest = JSON.parse(row.rest) as Rest;
  return {
    ...rest,
    label: row.label,
    kind: row.kind,
    order: row.position,
    text: row.text,
    status: row.status,
    ...(row.parent === null ? {} : { parent: row.parent }),
  };
}

/** A document without its text. */
export function recordOf(document: LawDocument): DocumentRecord {
  const { provisions, lines, ...record } = document;
  return { ...record, provisionCount: provisions.length };
}

/** A provision in its document, cited and linked. `noteAbove` is the marginal note over it. */
export function passageOf(
  record: DocumentRecord,
  provision: Provision,
  noteAbove: string | undefined,
): Passage {
  return {
    document: record.id,
    kind: record.kind,
    lang: record.lang,
    provision: provision.label,
    provisionKind: provision.kind,
    citation: provisionCitation(record, provision.label, record.lang),
    title: record.title,
    marginalNote: noteAbove,
    headings: provision.headings,
    text: provision.text,
    status: record.status === 'in_force' ? provision.status : record.status,
    url: officialUrl(record.url, provision.label, record.lang),
    pitDate: record.pitDate,
    explains: record.kind === 'note' ? explained(provision) : [],
  };
}

/** A note's cross-references are what it explains. */
function explained(provision: Provision): Passage['explains'] {
  return provision.crossReferences.flatMap(({ document, provision: label }) =>
    document === undefined || label === undefined ? [] : [{ document, provision: label }],
  );
}

export function keyOf(document: string, lang: Language): string {
  return `${document}/${lang}`;
}

export type LabelHashes = ReadonlyMap<ProvisionLabel, string>;
