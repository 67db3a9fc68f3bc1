import type { Language } from '@pincite/contract';
import type { DocumentId } from '../../domain/law.ts';

/** The English id of a file stem of either language: `DORS-2002-227` is `SOR-2002-227`. */
export function documentIdOf(fileStem: string): DocumentId {
  return fileStem
    .replace(/^DORS-/u, 'SOR-')
    .replace(/^TR-/u, 'SI-')
    .replace(',_ch._', ',_c._');
}

/** The file stem of a document in a language: `SOR-2002-227` is `DORS-2002-227` in the French tree. */
export function fileIdOf(document: DocumentId, lang: Language): string {
  if (lang === 'en') return document;
  return document.replace(/^SOR-/u, 'DORS-').replace(/^SI-/u, 'TR-').replace(',_c._', ',_ch._');
}
