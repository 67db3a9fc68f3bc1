import { AppError } from '../domain/errors.ts';
import type { LawDocument } from '../domain/law.ts';
import type { SourceFile } from '../domain/ports.ts';

/** Marks that answers use to cite a passage; text that holds them could forge a citation. */
const MARKER = /[⟦⟧]/;

/**
 * Refuses a parsed document that must not enter the catalogue. Throws AppError `invalid-request` with
 * the reason.
 */
export function checkDocument(document: LawDocument, file: SourceFile): void {
  const refuse = (reason: string): never => {
    throw new AppError('invalid-request', `${file.name} ${reason}`);
  };
  if (document.id !== file.document || document.lang !== file.lang) {
    refuse(`holds ${document.id} (${document.lang}), not ${file.document} (${file.lang}).`);
  }
  if (document.provisions.length === 0 && document.status === 'in_force') {
    refuse('has no provisions.');
  }
  for (const { label, text, marginalNote } of document.provisions) {
    if (MARKER.test(label) || MARKER.test(text) || MARKER.test(marginalNote ?? '')) {
      refuse(`has the citation mark ⟦ or ⟧ in its text, at ${label}.`);
    }
  }
  for (const line of document.lines) {
    if (line.runs.some((run) => MARKER.test(run.text))) {
      refuse('has the citation mark ⟦ or ⟧ in its text.');
    }
  }
}
