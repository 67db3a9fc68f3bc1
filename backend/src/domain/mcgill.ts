import type { Language } from '@pincite/contract';
import type { ProvisionLabel } from './law.ts';

/** What a citation needs to know of a document; a `DocumentRecord` is one. */
export interface CitedDocument {
  readonly title: string;
  /** `SC 2001, c 27`; `DORS/2002-227`; for a note the name of the collection it stands in. */
  readonly citation: string;
  readonly kind: 'act' | 'regulation' | 'note';
}

/** The parts of an address: `2(1) "person"(a)` is body `2(1)`, term `person`, after `(a)`. */
interface LabelParts {
  readonly body: string;
  readonly term: string | undefined;
  readonly after: string;
}

const DEFINITION = /^([^"]*?)\s*"([^"]*)"(.*)$/;
const SCHEDULE = /^(?:schedule|annexe)(?=$|[\s,])/i;
const PREAMBLE = /^(?:preamble|préambule)/i;
const RULES_TITLE = /^(?:règles\b|rules\b)|\brules(?:, \d{4}| \([^)]*\))?$/i;

function partsOf(label: ProvisionLabel): LabelParts {
  const match = DEFINITION.exec(label);
  if (match === null) return { body: label, term: undefined, after: '' };
  return { body: match[1] ?? '', term: match[2] ?? '', after: match[3] ?? '' };
}

/**
 * French law prints the paragraph, the first lettered level, with a closing bracket only: `36(1)a)(i)`.
 * Numbered subsections and everything below the paragraph keep both brackets.
 */
function frenchBrackets(path: string): string {
  return path.replace(/\(([a-z][a-z.0-9]*)\)/, '$1)');
}

/**
 * An address as the law of that language prints it: `36(1)(a)(i)` is `36(1)a)(i)` in French,
 * `2(1) "foreign national"` gets that language's quotation marks, `Schedule 1` is `annexe 1`.
 */
export function printedLabel(label: ProvisionLabel, lang: Language): string {
  const { body, term, after } = partsOf(label);
  if (lang === 'en') return term === undefined ? body : `${body} “${term}”${after}`.trim();
  const path = SCHEDULE.test(body)
    ? body.replace(SCHEDULE, 'annexe')
    : PREAMBLE.test(body)
      ? body.replace(PREAMBLE, 'préambule')
      : frenchBrackets(body);
  // A definition's own paragraphs start a new count of levels after the term.
  return term === undefined ? path : `${path} « ${term} »${frenchBrackets(after)}`.trim();
}

/** The word before an address: section, rule, paragraph of a note; none for schedules and preambles. */
function pinpointWord(
  document: CitedDocument,
  label: string,
  many: boolean,
  lang: Language,
): string {
  if (!/^\d/.test(label)) return '';
  if (document.kind === 'note') return many ? 'paras ' : 'para ';
  if (document.kind === 'regulation' && RULES_TITLE.test(document.title)) {
    return lang === 'en' && many ? 'rr ' : 'r ';
  }
  if (lang === 'fr') return 'art ';
  return many ? 'ss ' : 's ';
}

/**
 * The McGill form of one or several provisions of a document, in one language:
 * `Immigration and Refugee Protection Act, SC 2001, c 27, s 25(1)`,
 * `Loi sur l’immigration et la protection des réfugiés, LC 2001, c 27, art 36(1)a)`.
 * Titles keep the apostrophes that they have. No label gives the citation of the whole document.
 */
export function provisionCitation(
  document: CitedDocument,
  label: ProvisionLabel | readonly ProvisionLabel[] | undefined,
  lang: Language,
): string {
  const labels = label === undefined ? [] : typeof label === 'string' ? [label] : label;
  const whole =
    document.citation === '' ? document.title : `${document.title}, ${document.citation}`;
  const first = labels[0];
  if (first === undefined) return whole;
  const word = pinpointWord(document, first, labels.length > 1, lang);
  return `${whole}, ${word}${labels.map((each) => printedLabel(each, lang)).join(', ')}`;
}

/**
 * The page of the official site that shows a provision: `…/section-25.html`, `…/article-25.html`. The
 * site has a page for each section; a schedule, a preamble or a note leads to the document itself.
 * `documentUrl` is the document's address in that language.
 */
export function officialUrl(documentUrl: string, label: ProvisionLabel, lang: Language): string {
  const section = /^\d[\d.]*/.exec(label)?.[0];
  if (section === undefined || !/^https?:/.test(documentUrl)) return documentUrl;
  const base = documentUrl.endsWith('/') ? documentUrl : `${documentUrl}/`;
  return `${base}${lang === 'en' ? 'section' : 'article'}-${section}.html`;
}
