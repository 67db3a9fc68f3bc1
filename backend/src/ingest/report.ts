import type { Language } from '@pincite/contract';
import type { DocumentId } from '../domain/law.ts';
import type { LedgerEntry } from '../domain/ports.ts';

/** What a run did with one document in one language. */
export interface DocumentReport {
  readonly document: DocumentId;
  readonly lang: Language;
  readonly outcome: 'unchanged' | 'added' | 'changed' | 'removed' | 'failed';
  /** Provisions added, changed and removed. */
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** Why it failed. */
  readonly reason?: string;
}

export interface VectorReport {
  /**
   * `complete`: the index holds a vector for every passage. `unavailable`: it could not be reached or
   * filled; search goes by words until a later run fills it. `off`: there is none.
   */
  readonly status: 'complete' | 'unavailable' | 'off';
  readonly generation?: string;
  readonly written: number;
  readonly detail?: string;
}

export interface IngestReport {
  readonly run: string;
  readonly source: string;
  /** `failed`: readers stay on the state before; what was taken in is kept for the next run. */
  readonly status: 'complete' | 'failed';
  /** True when readers now see another text than before. */
  readonly changed: boolean;
  readonly version: string;
  readonly documents: readonly DocumentReport[];
  readonly failures: readonly { readonly file: string; readonly reason: string }[];
  readonly vectors: VectorReport;
  readonly seconds: number;
}

export interface IngestProgress {
  readonly stage: 'documents' | 'embedder' | 'vectors';
  readonly done: number;
  readonly total: number;
  /** The file or document at hand. */
  readonly name?: string;
}

/** Sums up what the ledger took of one document in one language. */
export function documentReport(
  document: DocumentId,
  lang: Language,
  entries: readonly LedgerEntry[],
): DocumentReport {
  const count = (operation: LedgerEntry['operation']) =>
    entries.filter((entry) => entry.lang === lang && entry.operation === operation).length;
  const outcome =
    count('document-add') > 0
      ? 'added'
      : count('document-remove') > 0
        ? 'removed'
        : count('document-change') > 0
          ? 'changed'
          : 'unchanged';
  const counts = { added: count('add'), changed: count('change'), removed: count('remove') };
  return { document, lang, outcome, ...counts };
}
