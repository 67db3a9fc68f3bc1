import type { CitationStatus, Language } from '@pincite/contract';
import type { DocumentId, DocumentRecord, Provision, ProvisionLabel } from '../domain/law.ts';
import { officialUrl, printedLabel } from '../domain/mcgill.ts';
import type { Catalogue } from '../domain/ports.ts';
import { REASONS } from './copy.ts';
import {
  type AddressRange,
  type FoundCitation,
  type FoundProvision,
  isProvision,
} from './found-citation.ts';
import { type Holdings, identify, type ResolveOptions, recordOf } from './identify.ts';
import { deepestHeld, labelAbove, nearestLabel } from './nearest.ts';
import { resolveCase } from './resolve-case.ts';
import { citationOf, endsAt, labelInWords, partInWords } from './written-label.ts';

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

type Verdict = Pick<ResolvedCitation, 'status' | 'reason' | 'suggestion'>;

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

interface Check {
  readonly catalogue: Catalogue;
  /** The text of the language in which the citation is written. */
  readonly record: DocumentRecord;
  /** The text of the reader's language, for reasons. */
  readonly shown: DocumentRecord;
  readonly options: ResolveOptions;
}

function judge(check: Check, addresses: readonly AddressRange[]): Verdict {
  const { shown, options } = check;
  const { lang } = options;
  if (addresses.length === 0) {
    const status = judgeDocument(check);
    return status ?? { status: 'verified', reason: REASONS.documentExists[lang](shown.title) };
  }
  for (const { from, to } of addresses) {
    for (const label of to === undefined ? [from] : [from, to]) {
      const missing = judgeExistence(check, label);
      if (missing !== undefined) return missing;
    }
    if (to !== undefined && isBackwards(check, from, to))
      return {
        status: 'malformed',
        reason: REASONS.emptyRange[lang](printedLabel(from, lang), printedLabel(to, lang)),
      };
  }
  const whole = judgeDocument(check);
  if (whole !== undefined) return whole;
  for (const { from, to } of addresses) {
    for (const label of to === undefined ? [from] : [from, to]) {
      const state = judgeState(check, label);
      if (state !== undefined) return state;
    }
  }
  const citation = citationOf(shown, addresses, shown.lang);
  return { status: 'verified', reason: REASONS.exists[lang](citation) };
}

function judgeDocument({ record, shown, options }: Check): Verdict | undefined {
  const { lang } = options;
  if (record.status === 'repealed')
    return {
      status: 'repealed',
      reason: REASONS.repealedDocument[lang](shown.title, shown.citation),
    };
  if (record.status === 'not_in_force')
    return { status: 'not_in_force', reason: REASONS.notInForce[lang](shown.title) };
  return undefined;
}

function judgeExistence(check: Check, label: ProvisionLabel): Verdict | undefined {
  const { catalogue, record, shown, options } = check;
  const { id } = record;
  const { lang } = options;
  if (catalogue.provision(id, record.lang, label) !== undefined) return undefined;
  const { held, missing } = deepestHeld(catalogue, id, record.lang, label);
  if (record.status === 'repealed') return judgeDocument(check);
  const above = held === undefined ? undefined : catalogue.provision(id, record.lang, held);
  if (above?.status === 'repealed')
    return {
      status: 'repealed',
      reason: REASONS.repealed[lang](labelInWords(shown, above.label, lang)),
    };
  const other = record.lang === 'en' ? 'fr' : 'en';
  const otherRecord = catalogue.document(id, other);
  if (otherRecord !== undefined && catalogue.provision(id, other, label) !== undefined)
    return {
      status: 'pinpoint_missing',
      reason: onlyInOther(check, label, other),
      suggestion: citationOf(otherRecord, [{ from: label }], other),
    };
  return missingLabel(check, held, missing);
}

/** The reason names the version that lacks the label, whatever the reader's language is. */
function onlyInOther({ record, options }: Check, label: ProvisionLabel, other: Language): string {
  const { lang } = options;
  const subject = labelInWords(record, label, lang);
  if (lang === record.lang) return REASONS.onlyInOther[lang](subject, record.title);
  return lang === 'en'
    ? `${subject} exists in the English version only; the French version (${record.title}) has no such label.`
    : `${subject} n’existe que dans la version ${other === 'fr' ? 'française' : 'anglaise'}; l’autre version (${record.title}) ne comporte pas cette subdivision.`;
}

function missingLabel(
  { catalogue, record, shown, options }: Check,
  held: ProvisionLabel | undefined,
  missing: ProvisionLabel,
): Verdict {
  const { id } = record;
  const { lang } = options;
  if (held !== undefined) {
    const siblings = catalogue.children(id, record.lang, held).map(({ label }) => label);
    const near = nearestLabel(
      missing,
      siblings.filter((label) => labelAbove(label) === held),
    );
    return {
      status: 'pinpoint_missing',
      reason: REASONS.noPart[lang](
        labelInWords(shown, held, lang),
        partInWords(shown, missing, lang),
      ),
      suggestion: citationOf(shown, [{ from: near ?? held }], shown.lang),
    };
  }
  const sections = catalogue.sectionLabels(id, record.lang);
  const last = sections.at(-1);
  const near = nearestLabel(missing, sections);
  const beyond = last !== undefined && Number.parseFloat(missing) > Number.parseFloat(last);
  const subject = labelInWords(shown, missing, lang);
  return {
    status: 'pinpoint_missing',
    reason: beyond
      ? REASONS.noSection[lang](subject, endsAt(shown, lang), last)
      : REASONS.noSectionWithin[lang](subject, shown.title),
    ...(near === undefined ? {} : { suggestion: citationOf(shown, [{ from: near }], shown.lang) }),
  };
}

/** The provision and those above it: the first that is not in force decides. */
function judgeState(check: Check, label: ProvisionLabel): Verdict | undefined {
  const { catalogue, record, shown, options } = check;
  const { lang, asOf } = options;
  const subject = labelInWords(shown, label, lang);
  let provision: Provision | undefined = catalogue.provision(record.id, record.lang, label);
  const amended = provision?.lastAmended ?? provision?.inForceFrom;
  for (let depth = 0; provision !== undefined && depth < 12; depth += 1) {
    if (provision.status === 'repealed')
      return { status: 'repealed', reason: REASONS.repealed[lang](subject) };
    if (provision.status === 'not_in_force')
      return { status: 'not_in_force', reason: REASONS.notInForce[lang](subject) };
    if (provision.parent === undefined) break;
    provision = catalogue.provision(record.id, record.lang, provision.parent);
  }
  if (asOf !== undefined && amended !== undefined && amended > asOf)
    return { status: 'amended_since', reason: REASONS.amendedSince[lang](subject, amended, asOf) };
  return undefined;
}

function isBackwards(
  { catalogue, record }: Check,
  from: ProvisionLabel,
  to: ProvisionLabel,
): boolean {
  const first = catalogue.provision(record.id, record.lang, from)?.order ?? 0;
  const second = catalogue.provision(record.id, record.lang, to)?.order ?? 0;
  return second < first;
}
