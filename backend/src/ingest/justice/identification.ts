import type { Language } from '@pincite/contract';
import type { DocumentId } from '../../domain/law.ts';
import { fileIdOf } from './document-id.ts';
import { wordsOf } from './inline.ts';
import { childNamed, type XmlElement } from './xml-tree.ts';

/** What a law says of itself, in one language. */
export interface Identified {
  readonly title: string;
  readonly longTitle: string;
  readonly citation: string;
}

/** Many regulations have no short title: the long one serves. */
export function identify(
  identification: XmlElement,
  document: DocumentId,
  lang: Language,
  kind: 'act' | 'regulation',
): Identified {
  const longTitle = wordsOf(childNamed(identification, 'LongTitle'), lang) || document;
  return {
    title: wordsOf(childNamed(identification, 'ShortTitle'), lang) || longTitle,
    longTitle,
    citation:
      kind === 'act'
        ? actCitation(identification, document, lang)
        : regulationCitation(identification, document, lang),
  };
}

/** The page of the official site; its folders and file names are those of the language. */
export function urlOf(document: DocumentId, kind: 'act' | 'regulation', lang: Language): string {
  const folder = {
    en: { act: 'eng/acts', regulation: 'eng/regulations' },
    fr: { act: 'fra/lois', regulation: 'fra/reglements' },
  }[lang][kind];
  return `https://laws-lois.justice.gc.ca/${folder}/${fileIdOf(document, lang)}/`;
}

/** McGill form: `SOR/2002-227`, `DORS/2002-227`, `CRC, c 870`. */
function regulationCitation(
  identification: XmlElement,
  document: DocumentId,
  lang: Language,
): string {
  const number = wordsOf(childNamed(identification, 'InstrumentNumber'), lang);
  const consolidated = /^C\.R\.C\., (?:c|ch)\. (.+)$/u.exec(number);
  if (consolidated !== null) return `CRC, c ${consolidated[1]}`;
  return number !== '' ? number : fileIdOf(document, lang).replace('-', '/');
}

/** McGill form: `RSC 1985, c C-29` when the consolidated number is official, else `SC 2001, c 27`. */
function actCitation(identification: XmlElement, document: DocumentId, lang: Language): string {
  const chapter = childNamed(identification, 'Chapter');
  const consolidated = chapter && childNamed(chapter, 'ConsolidatedNumber');
  const annual = chapter && childNamed(chapter, 'AnnualStatuteId');
  if (consolidated?.attributes.official === 'yes' || annual === undefined)
    return `${volume(1985, true, lang)} 1985, c ${wordsOf(consolidated, lang) || document}`;
  const year = wordsOf(childNamed(annual, 'YYYY'), lang);
  // `31 (4th Supp.)` is `31 (4th Supp)`, `29, art. 292` is `29, art 292`.
  const number = wordsOf(childNamed(annual, 'AnnualStatuteNumber'), lang).replace(
    /\.(?=\s|\)|$)/gu,
    '',
  );
  const revised = annual.attributes['revised-statute'] === 'yes';
  return `${volume(Number(year), revised, lang)} ${year}, c ${number}`;
}

/** French names of the volumes changed: Statuts du Canada until 1986, Statuts revisés until 1970. */
function volume(year: number, revised: boolean, lang: Language): string {
  if (lang === 'en') return revised ? 'RSC' : 'SC';
  if (revised) return year < 1985 ? 'SRC' : 'LRC';
  return year < 1987 ? 'SC' : 'LC';
}
