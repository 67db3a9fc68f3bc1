import type { CitationStatus, Language } from '@pincite/contract';
import type { DocumentRecord, Provision, ProvisionLabel } from '../domain/law.ts';
import { printedLabel } from '../domain/mcgill.ts';
import type { Catalogue } from '../domain/ports.ts';
import { REASONS } from './copy.ts';
import type { AddressRange } from './found-citation.ts';
import type { ResolveOptions } from './identify.ts';
import { deepestHeld, labelAbove, nearestLabel } from './nearest.ts';
import { citationOf, endsAt, labelInWords, partInWords } from './written-label.ts';

/** What the catalogue says of addresses in one instrument. */
export interface Verdict {
  readonly status: CitationStatus;
  readonly reason: string;
  readonly suggestion?: string;
}

/** An instrument that is held, to be asked about its provisions. */
export interface Check {
  readonly catalogue: Catalogue;
  /** The text of the language in which the citation is written. */
  readonly record: DocumentRecord;
  /** The text of the reader's language, for reasons. */
  readonly shown: DocumentRecord;
  readonly options: ResolveOptions;
}

/** Whether every address exists and is in force; the first that is not decides. */
export function judge(check: Check, addresses: readonly AddressRange[]): Verdict {
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
  const many = addresses.length > 1 || addresses[0]?.to !== undefined;
  return {
    status: 'verified',
    reason: many ? REASONS.allExist[lang](citation) : REASONS.exists[lang](citation),
  };
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
