import type { Language } from '@pincite/contract';
import type { DocumentRecord, ProvisionLabel } from '../domain/law.ts';
import { type CitedDocument, printedLabel, provisionCitation } from '../domain/mcgill.ts';
import type { AddressRange } from './found-citation.ts';

type Titled = Pick<DocumentRecord, 'title' | 'kind'>;

function isRules({ title, kind }: Titled): boolean {
  return kind === 'regulation' && /^règles\b|\brules\b/iu.test(title);
}

/** The word for a provision of this depth: Section, Subsection, Paragraph; article, paragraphe, alinéa. */
export function levelWord(document: Titled, label: ProvisionLabel, lang: Language): string {
  if (!/^\d/.test(label)) return '';
  const depth = (label.match(/\(/g) ?? []).length;
  const numbered = /^[\d.]+\(\d/.test(label);
  const rules = isRules(document);
  if (lang === 'en') {
    if (depth === 0) return rules ? 'Rule' : 'Section';
    if (depth === 1 && numbered) return rules ? 'Subrule' : 'Subsection';
    return depth === (numbered ? 2 : 1) ? 'Paragraph' : 'Subparagraph';
  }
  if (depth === 0) return rules ? 'La règle' : 'L’article';
  if (depth === 1 && numbered) return 'Le paragraphe';
  return depth === (numbered ? 2 : 1) ? 'L’alinéa' : 'Le sous-alinéa';
}

/** `Section 25`, `Le paragraphe 25(1)`, `Schedule 1`: a provision as the subject of a sentence. */
export function labelInWords(document: Titled, label: ProvisionLabel, lang: Language): string {
  const printed = printedLabel(label, lang);
  const word = levelWord(document, label, lang);
  return word === '' ? printed : `${word} ${printed}`;
}

/** `subsection (4)`, `le paragraphe (4)`: the last part of an address, as what its parent lacks. */
export function partInWords(document: Titled, label: ProvisionLabel, lang: Language): string {
  const last = /\(([^()]*)\)$/.exec(label)?.[1] ?? label;
  const word = levelWord(document, label, lang);
  const bracketed =
    lang === 'fr' && /alinéa$/u.test(word) && !/sous/u.test(word) ? `${last})` : `(${last})`;
  return `${word.charAt(0).toLowerCase()}${word.slice(1)} ${bracketed}`;
}

/** The McGill form of addresses and ranges of one document: `…, ss 96-97`, `…, s 36(1)(a)`. */
export function citationOf(
  document: CitedDocument,
  addresses: readonly AddressRange[],
  lang: Language,
): string {
  const [first] = addresses;
  if (first === undefined) return provisionCitation(document, undefined, lang);
  if (addresses.length === 1 && first.to === undefined)
    return provisionCitation(document, first.from, lang);
  // The domain's form for two labels gives the plural word; the list after it is our own, with ranges.
  const printed = printedLabel(first.from, lang);
  const plural = provisionCitation(document, [first.from, first.from], lang);
  const prefix = plural.slice(0, plural.length - `${printed}, ${printed}`.length);
  const list = addresses.map(({ from, to }) =>
    to === undefined
      ? printedLabel(from, lang)
      : `${printedLabel(from, lang)}-${printedLabel(to, lang)}`,
  );
  return prefix + list.join(', ');
}

/** `the Act ends at section`, `les Règles se terminent à la règle`. */
export function endsAt(document: Titled, lang: Language): string {
  const rules = isRules(document);
  if (lang === 'en') {
    if (rules) return 'the Rules end at rule';
    if (document.kind === 'act') return 'the Act ends at section';
    return /\bregulations\b/iu.test(document.title)
      ? 'the Regulations end at section'
      : 'the text ends at section';
  }
  if (rules) return 'les Règles se terminent à la règle';
  if (document.kind === 'act') return 'la Loi se termine à l’article';
  return /^règlement/iu.test(document.title)
    ? 'le Règlement se termine à l’article'
    : 'le texte se termine à l’article';
}
