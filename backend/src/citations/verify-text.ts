import type { CheckedCitation, Language } from '@pincite/contract';
import type { DocumentRecord } from '../domain/law.ts';
import type { Catalogue } from '../domain/ports.ts';
import { createDocumentNames, type DocumentNames } from './document-names.ts';
import { isProvision } from './found-citation.ts';
import { resolveCitation } from './resolve.ts';
import { scanCitations } from './scan.ts';

export interface VerifyTextOptions {
  /** Language of the reasons. */
  readonly lang: Language;
  /** Check the law as of this date, ISO 8601. */
  readonly asOf?: string;
}

/** Finds and checks the citations of a text, in order. An address that names no instrument is left out. */
export type VerifyText = (text: string, options: VerifyTextOptions) => readonly CheckedCitation[];

/** The table of names of a catalogue, built again only when its documents change. */
export function namesOf(catalogue: Catalogue): () => DocumentNames {
  let records: readonly DocumentRecord[] | undefined;
  let names: DocumentNames | undefined;
  return () => {
    const current = catalogue.documents();
    if (names === undefined || records !== current) {
      names = createDocumentNames(current);
      records = current;
    }
    return names;
  };
}

/**
 * The latest year that a citation can bear: that of `today`, else the year after the newest text that is
 * held, so that a corpus of last year does not call this year's decisions impossible.
 */
export function latestYear(catalogue: Catalogue, today?: string): number {
  if (today !== undefined) return Number(today.slice(0, 4));
  let newest = '2025';
  for (const { currentDate } of catalogue.documents())
    if (currentDate > newest) newest = currentDate;
  return Number(newest.slice(0, 4)) + 1;
}

/** The verifier behind `POST /api/citations/verify`. `today` gives the date, ISO 8601. */
export function createCitationVerifier(catalogue: Catalogue, today?: () => string): VerifyText {
  const names = namesOf(catalogue);
  return (text, { lang, asOf }) => {
    const holdings = { catalogue, names: names() };
    const options = {
      lang,
      latestYear: latestYear(catalogue, today?.()),
      ...(asOf === undefined ? {} : { asOf }),
    };
    const checked: CheckedCitation[] = [];
    for (const found of scanCitations(text, holdings.names)) {
      const unnamed =
        isProvision(found) && (found.antecedent ?? found.document).anaphor !== undefined;
      if (unnamed) continue;
      const {
        held: _held,
        end = found.end,
        ...resolved
      } = resolveCitation(found, holdings, options);
      const { start, kind } = found;
      checked.push({ raw: text.slice(start, end), start, end, kind, ...resolved });
    }
    return checked;
  };
}
