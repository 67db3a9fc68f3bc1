import type { CitationStatus, Language } from '@pincite/contract';
import type { DocumentId, DocumentRecord, ProvisionLabel } from '../domain/law.ts';
import { officialUrl } from '../domain/mcgill.ts';
import type { Catalogue } from '../domain/ports.ts';
import { REASONS } from './copy.ts';
import {
  type AddressRange,
  type FoundCitation,
  type FoundProvision,
  isProvision,
} from './found-citation.ts';
import { type Holdings, identify, type ResolveOptions, recordOf } from './identify.ts';
import { judge } from './judge-provision.ts';
import { resolveCase } from './resolve-case.ts';
import { citationOf } from './written-label.ts';

/** What is known of a citation. `verified` means: exists, in force, names agree. */
export interface ResolvedCitation {
  readonly status: CitationStatus;
  /** A sentence that a reader understands, in the reader's language. */
  readonly reason: string;
  readonly canonical: { readonly en: string; readonly fr: string };
  readonly url?: string;
  readonly suggestion?: string;
  readonly document?: DocumentId;
  /** The label path; of a range or a list its members as written. */
  readonly provision?: string;
  /** Where the citation ends, when a quoted term after the address proved to be a part of it. */
  readonly end?: number;
  /** Provisions that were named and that are held, in order. */
  readonly held: readonly ProvisionLabel[];
}

/** Looks a citation up in the catalogue. What is not held is `outside_coverage`, never `not_found`. */
export function resolveCitation(
  found: FoundCitation,
  holdings: Holdings,
  options: ResolveOptions,
): ResolvedCitation {
  if (!isProvision(found)) return resolveCase(found, options);
  const identity = identify(found, holdings, options);
  if (!('id' in identity)) {
    const { status, reason, suggestion } = identity;
    return {
      status,
      reason,
      canonical: { en: found.raw, fr: found.raw },
      ...(suggestion === undefined ? {} : { suggestion }),
      held: [],
    };
  }
  return resolveHeld(found, identity.id, holdings.catalogue, options);
}

function resolveHeld(
  found: FoundProvision,
  id: DocumentId,
  catalogue: Catalogue,
  options: ResolveOptions,
): ResolvedCitation {
  const written = found.lang ?? options.lang;
  const record = recordOf(catalogue, id, written);
  const shown = recordOf(catalogue, id, options.lang) ?? record;
  if (record === undefined || shown === undefined)
    return {
      status: 'outside_coverage',
      reason: REASONS.notHeld[options.lang](found.raw),
      canonical: { en: found.raw, fr: found.raw },
      held: [],
    };
  const definition = definitionOf(found, catalogue, record);
  const addresses = (definition === undefined ? found.addresses : [{ from: definition.label }]).map(
    (each) => known(catalogue, record, each),
  );
  const check = { catalogue, record, shown, options };
  const verdict = judge(check, addresses);
  const labels = addresses.flatMap(({ from, to }) => (to === undefined ? [from] : [from, to]));
  const [first] = labels;
  return {
    ...verdict,
    canonical: {
      en: canonicalOf(catalogue, id, addresses, 'en', record),
      fr: canonicalOf(catalogue, id, addresses, 'fr', record),
    },
    url: first === undefined ? shown.url : officialUrl(shown.url, first, shown.lang),
    document: id,
    ...(first === undefined
      ? {}
      : {
          provision: addresses
            .map(({ from, to }) => (to === undefined ? from : `${from}-${to}`))
            .join(', '),
        }),
    ...(definition === undefined ? {} : { end: definition.end }),
    held: labels.filter((label) => catalogue.provision(id, record.lang, label) !== undefined),
  };
}

/** `Schedule, E` is read as an item only when the schedule has one. */
function known(catalogue: Catalogue, record: DocumentRecord, address: AddressRange): AddressRange {
  const whole = /^(Schedule[^,]*), [A-Z]$/.exec(address.from)?.[1];
  if (whole === undefined) return address;
  const item = catalogue.provision(record.id, record.lang, address.from) !== undefined;
  return item ? address : { from: whole };
}

/** A quoted term after the address is a definition when the law defines it there. */
function definitionOf(
  { term, addresses }: FoundProvision,
  catalogue: Catalogue,
  { id, lang }: DocumentRecord,
): { label: ProvisionLabel; end: number } | undefined {
  const [address] = addresses;
  if (term === undefined || address === undefined) return undefined;
  const label = `${address.from} "${term.text.trim()}"`;
  return catalogue.provision(id, lang, label) === undefined ? undefined : { label, end: term.end };
}

function canonicalOf(
  catalogue: Catalogue,
  id: DocumentId,
  addresses: readonly AddressRange[],
  lang: Language,
  written: DocumentRecord,
): string {
  const record = recordOf(catalogue, id, lang) ?? written;
  if (record.lang === written.lang) return citationOf(record, addresses, record.lang);
  // A definition bears another term in the other language.
  const translated = addresses.map((address): AddressRange => {
    const quoted = /^(.*) "[^"]*"$/.exec(address.from);
    if (quoted === null) return address;
    const other = catalogue.provision(id, written.lang, address.from)?.termOtherLanguage;
    return { from: other === undefined ? (quoted[1] ?? '') : `${quoted[1]} "${other}"` };
  });
  return citationOf(record, translated, record.lang);
}
