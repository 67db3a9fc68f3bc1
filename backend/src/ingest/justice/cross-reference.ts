import type { TextRun } from '@pincite/contract';
import type { CrossReference, DocumentId, ProvisionLabel } from '../../domain/law.ts';
import { documentIdOf } from './document-id.ts';
import type { RawRun } from './inline.ts';
import { below } from './label.ts';

/** What is needed to know where the references in a document lead. */
export interface Addresses {
  readonly document: DocumentId;
  /** What "the Act" means, where it is another document. */
  readonly theAct: DocumentId | undefined;
  readonly known: ReadonlySet<ProvisionLabel>;
}

/** `(1)`, `(a)` and the French `a)`, directly after the number. */
const BRACKET = /^(?:\(([A-Za-z0-9.]{1,6})\)|([a-z]{1,3}(?:\.\d{1,2})?)\))/u;
/** Real addresses have six levels. */
const DEEPEST = 6;

/**
 * `24(1) and 25(2)(a) of the …`: the rest of an enumeration, up to whose provisions they are. Words can be
 * taken in one way only (a number whole), so that it never goes back over them.
 */
const WHOSE =
  /^(?:\s*(?:,|and\b|or\b|to\b|et\b|ou\b|aux?\b|à(?: l’)?|(?:sub)?(?:section|paragraph)s?\b|articles?\b|l’article\b|alinéas?\b|paragraphes?\b|sous-alinéas?\b|\d[\d.]*(?![\d.])|\([A-Za-z0-9.]{1,6}\)|[a-z](?:\.\d+)?\)))*\s*(?:of|de|du)\s*(?:the|that|la|cette|l’)?\s*/u;
const UNIT = /section|paragraph|article|alinéa/u;
/** Another text than this one: `the Act`, `de la Loi`, `of the former Act`, `du Règlement`. */
const THE_ACT = /^(?:Act|Loi)\b/u;
const ANOTHER = /^(?:former|ancienne|loi\b|Regulations|Règlement|Rules|Règles|Code|Convention)/u;
/** Stands for a reference to another instrument in the words that follow. */
const EXTERNAL = '\u0001';
const LOOK_AHEAD = 160;

/**
 * Runs as a reader's page gets them. The brackets of an internal reference stand after its element
 * (`<XRefInternal>25</XRefInternal>(1)`): as far as they lead to a provision they become part of the
 * link. A reference to another instrument as such has an empty `provision`.
 */
export function readerRuns(runs: readonly RawRun[], addresses: Addresses): TextRun[] {
  const read: TextRun[] = [];
  let skip = 0;
  for (const [index, run] of runs.entries()) {
    const text = run.text.slice(skip);
    skip = 0;
    const marks = run.term === true ? { term: true } : {};
    if (run.external !== undefined) {
      const ref = { document: documentIdOf(run.external), provision: '' };
      read.push({ text, ref, ...marks });
      continue;
    }
    const target =
      run.internal === undefined
        ? undefined
        : targetOf(run.internal, runs.slice(index + 1, index + 9), addresses);
    if (target === undefined) {
      if (text !== '') read.push({ text, ...marks });
      continue;
    }
    skip = target.brackets.length;
    const ref = { document: target.document, provision: target.provision };
    read.push({ text: text + target.brackets, ref, ...marks });
  }
  return read;
}

/** The references among the runs of a provision. */
export function crossReferences(
  runs: readonly RawRun[],
  addresses: Addresses,
): readonly CrossReference[] {
  return readerRuns(runs, addresses).flatMap(({ text, ref }) => {
    if (ref === undefined) return [];
    const { document, provision } = ref;
    return [provision === '' ? { text, document } : { text, document, provision }];
  });
}

interface Target {
  readonly document: DocumentId;
  readonly provision: ProvisionLabel;
  /** What of the following run belongs to the reference. */
  readonly brackets: string;
}

/** The text marks numbers of other laws as internal too: "subsection 24(1) of the Act" is not section 24 here. */
function targetOf(
  number: string,
  following: readonly RawRun[],
  addresses: Addresses,
): Target | undefined {
  const next = following[0];
  const plain = next?.internal === undefined && next?.external === undefined ? next?.text : '';
  const candidates = withBrackets(number, plain ?? '');
  const document = documentOf(following, addresses);
  if (document === undefined) return undefined;
  if (document !== addresses.document) {
    // What another document holds is not known here: the law's own words stand.
    const whole = candidates.at(-1);
    return whole === undefined ? undefined : { document, ...whole };
  }
  const known = candidates.findLast(({ provision }) => addresses.known.has(provision));
  return known === undefined ? undefined : { document, ...known };
}

/** `25`, `25(1)`, `25(1)(a)` for a number that is followed by `(1)(a)`. */
function withBrackets(number: string, following: string): Omit<Target, 'document'>[] {
  const candidates = [{ provision: number, brackets: '' }];
  let [address, length] = [number, 0];
  for (let level = 0; level < DEEPEST; level += 1) {
    const match = BRACKET.exec(following.slice(length, length + 12));
    if (match === null) break;
    address = below(address, match[1] ?? match[2] ?? '');
    length += match[0].length;
    candidates.push({ provision: address, brackets: following.slice(0, length) });
  }
  return candidates;
}

/** The document whose provisions a reference names; undefined when it is another that is not known. */
function documentOf(following: readonly RawRun[], addresses: Addresses): DocumentId | undefined {
  const other = following.findIndex(({ external }) => external !== undefined);
  const near = other < 0 ? following : following.slice(0, other);
  const words = near.map(({ text }) => text).join('') + (other < 0 ? '' : EXTERNAL);
  const whose = WHOSE.exec(words.slice(0, LOOK_AHEAD))?.[0];
  if (whose === undefined) return addresses.document;
  const rest = words.slice(whose.length);
  const another = rest.startsWith(EXTERNAL)
    ? documentIdOf(following[other]?.external ?? '')
    : THE_ACT.test(rest) && !/that|cette/u.test(whose)
      ? addresses.theAct
      : undefined;
  if (another === undefined && !THE_ACT.test(rest) && !ANOTHER.test(rest))
    return addresses.document;
  // "Section 38.2 and section 16 of the …": the first may be of this text, and nobody can tell.
  return UNIT.test(whose) ? undefined : another;
}
