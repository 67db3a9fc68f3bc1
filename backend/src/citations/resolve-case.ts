import { REASONS } from './copy.ts';
import type { FoundCase } from './found-citation.ts';
import type { ResolveOptions } from './identify.ts';
import type { ResolvedCitation } from './resolve.ts';

const CHARTER_LAST_SECTION = 34;

/** Decisions are not held: a citation is well formed or impossible, and never called false. */
export function resolveCase(
  found: FoundCase,
  { lang, latestYear }: ResolveOptions,
): ResolvedCitation {
  const { kind, canonical, year, since, until, key, section } = found;
  const outcome = (status: ResolvedCitation['status'], reason: string): ResolvedCitation => ({
    status,
    reason,
    canonical,
    held: [],
  });
  if (kind === 'charter') {
    const number = section ?? '';
    return Number.parseFloat(number) > CHARTER_LAST_SECTION
      ? outcome('pinpoint_missing', REASONS.charterEnds[lang](number))
      : outcome('outside_coverage', REASONS.charterNotChecked[lang]());
  }
  if (kind === 'docket') return outcome('outside_coverage', REASONS.docketNotChecked[lang]());
  const code = key.split(' ')[1] ?? '';
  if (year !== undefined && year > latestYear)
    return outcome('malformed', REASONS.futureYear[lang](String(year)));
  if (year !== undefined && since !== undefined && year < since)
    return outcome('malformed', REASONS.beforeScheme[lang](code, String(since)));
  if (year !== undefined && until !== undefined && year > until)
    return outcome('malformed', REASONS.afterScheme[lang](code, String(until)));
  return outcome('outside_coverage', REASONS.caseNotChecked[lang]());
}
