import type { Language } from '@pincite/contract';
import type { DocumentId, Passage, ProvisionLabel } from '../domain/law.ts';
import type { Catalogue } from '../domain/ports.ts';
import { type Aliases, normaliseName, saysTheAct } from './aliases.ts';
import { labelsAround } from './labels.ts';

/** Longest query that is scanned for citations. */
const SCANNED_LENGTH = 1000;

/** `section`, `s`, `art`, … before an address; `A25` and `R179` are how practitioners write IRPA and IRPR. */
const WORD =
  '(?:sub-?)?(?:sections?|paragraphs?|clauses?)|secs?|paras?|ss?|articles?|arts?|(?:sous-)?alineas?|paragraphes?|par|regles?|rules?|rr?';
const ADDRESS = '(\\d{1,4}(?:\\.\\d{1,3}){0,3})((?: ?\\(?[a-z0-9.]{1,6}\\)){0,5})';
const WITH_WORD = new RegExp(`(?<![a-z0-9])(?:${WORD})\\.? ?${ADDRESS}`, 'g');
const PRACTITIONER = new RegExp(`(?<![a-z0-9])([ar])${ADDRESS}(?![a-z0-9])`, 'g');
const BARE = new RegExp(`^[ ,:]{1,3}${ADDRESS}`);

/** A citation found in a query: an instrument, and an address in it. */
export interface CitedProvision {
  readonly document: DocumentId;
  readonly label: ProvisionLabel;
}

/** The provisions that a query cites: "IRPA s 25(1)", "A25(1)", "section 64 of the Act", "art 64 LIPR". */
export function citedProvisions(
  query: string,
  lang: Language,
  aliases: Aliases,
  within: DocumentId | undefined,
): readonly CitedProvision[] {
  const text = normaliseName(query.slice(0, SCANNED_LENGTH));
  const named = aliases.find(text);
  const cited: CitedProvision[] = [];
  const add = (document: DocumentId | undefined, number: string, rest: string): void => {
    if (document === undefined) return;
    const label = `${number}${brackets(rest)}`;
    if (!cited.some((each) => each.document === document && each.label === label)) {
      cited.push({ document, label });
    }
  };
  for (const match of text.matchAll(PRACTITIONER)) {
    const name = match[1] === 'a' ? 'irpa' : 'irpr';
    add(aliases.byName(name), match[2] ?? '', match[3] ?? '');
  }
  for (const match of text.matchAll(WITH_WORD)) {
    // A number inside a statute's own citation, as in `c. 29, s. 292`, cites nothing.
    if (named.some(({ from, to }) => match.index >= from && match.index < to)) continue;
    const nearest = [...named].sort(
      (left, right) => distance(left, match.index) - distance(right, match.index),
    )[0]?.document;
    const document =
      nearest ??
      (within !== undefined && !saysTheAct(text, lang) ? within : undefined) ??
      (saysTheAct(text, lang) ? aliases.theAct(within) : undefined);
    add(document, match[1] ?? '', match[2] ?? '');
  }
  for (const { document, to } of named) {
    const match = BARE.exec(text.slice(to, to + 40));
    if (match !== null) add(document, match[1] ?? '', match[2] ?? '');
  }
  return cited;
}

function distance({ from, to }: { from: number; to: number }, at: number): number {
  return at < from ? from - at : at - to;
}

/** `(1)a)` and ` 1) a)` become `(1)(a)`. */
function brackets(rest: string): string {
  return [...rest.matchAll(/[a-z0-9.]+/g)].map(([part]) => `(${part})`).join('');
}

/**
 * The passage of a cited provision in the reader's language, or of the nearest provision around it that
 * exists; nothing when the section does not exist.
 */
export function directHit(
  catalogue: Pick<Catalogue, 'passage'>,
  { document, label }: CitedProvision,
  lang: Language,
): Passage | undefined {
  for (const each of [label, ...labelsAround(label)]) {
    const passage = catalogue.passage(document, lang, each);
    if (passage !== undefined) return passage;
  }
  return undefined;
}
