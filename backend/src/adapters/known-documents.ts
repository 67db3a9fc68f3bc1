import type { Language } from '@pincite/contract';
import type { DocumentId } from '../domain/law.ts';

interface KnownDocument {
  readonly id: DocumentId;
  /** Short names in use, beside the title. */
  readonly en: readonly string[];
  readonly fr: readonly string[];
  /** What "the Act" means in it. */
  readonly theAct?: DocumentId;
}

/**
 * The Acts and regulations on immigration, refugee protection and citizenship, with what decides and
 * accompanies them: what is ingested from the site unless told otherwise.
 */
export const KNOWN_DOCUMENTS: readonly KnownDocument[] = [
  { id: 'I-2.5', en: ['IRPA'], fr: ['LIPR'] },
  { id: 'C-29', en: [], fr: [] },
  { id: 'C-33.6', en: ['CICC Act', 'College Act'], fr: ['Loi sur le Collège'] },
  { id: 'S-22.5', en: ['Bill C-12 (45-1)'], fr: ['projet de loi C-12 (45-1)'] },
  { id: 'F-7', en: ['FCA'], fr: ['LCF'] },
  { id: 'I-21', en: [], fr: [] },
  { id: 'C-5', en: ['CEA'], fr: ['LPC'] },
  { id: 'P-21', en: [], fr: ['LPRP'] },
  { id: 'A-1', en: ['ATIA', 'ATI Act'], fr: ['LAI'] },
  { id: 'C-12.3', en: [], fr: [] },
  { id: 'C-29.4', en: [], fr: [] },
  { id: 'O-1', en: [], fr: [] },
  { id: 'O-3.01', en: ['OLA'], fr: ['LLO'] },
  { id: 'C-1.4', en: ['CBSA Act'], fr: ['Loi sur l’ASFC'] },
  { id: 'SOR-2002-227', en: ['IRPR'], fr: ['RIPR'], theAct: 'I-2.5' },
  { id: 'SOR-93-246', en: ['Cit Regs'], fr: [], theAct: 'C-29' },
  { id: 'SOR-2015-124', en: ['Citizenship Regs No 2'], fr: [], theAct: 'C-29' },
  {
    id: 'SOR-2012-256',
    en: ['RPD Rules', 'RPDR'],
    fr: ['Règles de la SPR', 'RSPR'],
    theAct: 'I-2.5',
  },
  {
    id: 'SOR-2012-257',
    en: ['RAD Rules', 'RADR'],
    fr: ['Règles de la SAR', 'RSAR'],
    theAct: 'I-2.5',
  },
  { id: 'SOR-2002-229', en: ['ID Rules'], fr: ['Règles de la SI'], theAct: 'I-2.5' },
  { id: 'SOR-2022-277', en: ['IAD Rules'], fr: ['Règles de la SAI'], theAct: 'I-2.5' },
  { id: 'SOR-93-22', en: ['FCCIRPR', 'FCCIRP Rules'], fr: ['RCFCIPR'] },
  { id: 'SOR-98-106', en: ['FCR'], fr: ['RCF'], theAct: 'F-7' },
  {
    id: 'SOR-2022-128',
    en: ['Code of Professional Conduct', 'RCIC Code of Conduct'],
    fr: [],
    theAct: 'C-33.6',
  },
  { id: 'SOR-2026-68', en: ['CICC Regs'], fr: [], theAct: 'C-33.6' },
  { id: 'SI-81-86', en: ['Passport Order'], fr: ['Décret sur les passeports'], theAct: 'C-29' },
  { id: 'SOR-2012-253', en: [], fr: [] },
  { id: 'SI-2015-52', en: [], fr: [], theAct: 'I-2.5' },
  { id: 'SOR-83-508', en: [], fr: [], theAct: 'P-21' },
  {
    id: 'SOR-2002-228',
    en: ['Refugee Protection Division Rules (SOR/2002-228)'],
    fr: ['Règles de la Section de la protection des réfugiés (DORS/2002-228)'],
  },
];

const byId = new Map(KNOWN_DOCUMENTS.map((each) => [each.id, each]));

/** Short names and "the Act" of a document, as far as they are known. */
export function knownAbout(
  id: DocumentId,
  lang: Language,
): { aliases: readonly string[]; theAct?: DocumentId } {
  const known = byId.get(id);
  const aliases = known?.[lang] ?? [];
  return known?.theAct === undefined ? { aliases } : { aliases, theAct: known.theAct };
}

/** The document's id from the name of its file in either language: `DORS-2002-227` is `SOR-2002-227`. */
export function documentIdOf(fileStem: string): DocumentId {
  return fileStem
    .replace(/^DORS-/, 'SOR-')
    .replace(/^TR-/, 'SI-')
    .replace(/^(C\.R\.C\.,_)ch\._/, '$1c._');
}
