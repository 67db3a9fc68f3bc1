import type { ProvisionStatus } from '@pincite/contract';
import type { XmlElement } from './xml-tree.ts';
import { isElement } from './xml-tree.ts';

/** `[Repealed, 2015, c. 36, s. 170]`, `[Abrogée, DORS/2014-14, art. 1]`: all that is said, but for a conjunction. */
const REPEALED =
  /^[\s,;.()]*\[\s*(?:repealed|revoked|spent|abrogée?s?|révoquée?s?|périmée?s?)\b[^\]]*\][\s,;.()]*(?:(?:and|or|et|ou)[\s,;.]*)?$/iu;
/**
 * What once changed other laws is left out of a consolidation with such a word. It is in force, and French
 * files mark it `Repealed` where English ones do not: the words decide, so that both languages agree.
 */
const SPENT = /^\[\s*(?:amendments?|modifications?|repeals?|abrogations?)\s*\]$/iu;
/** Nothing but commas and conjunctions stands beside the mark of a repeal. */
const NOTHING = /^(?:[\s,;.()]|\b(?:and|or|et|ou)\b)*$/iu;
const TERMS: ReadonlySet<string> = new Set(['DefinedTermEn', 'DefinedTermFr']);

/**
 * The status of a node. `own` is its own text, `text` the element that holds it. What is around decides
 * first: nothing in a repealed instrument is in force. Only `in-force="no"` on the node counts (the root's
 * attribute is unreliable); text whose `lims:inforce-end-date` is before `currentDate` has expired.
 */
export function statusOf(
  element: XmlElement,
  around: ProvisionStatus,
  currentDate: string,
  own = '',
  text?: XmlElement,
): ProvisionStatus {
  if (around === 'repealed' || isRepealed(own, text)) return 'repealed';
  const end = element.attributes['lims:inforce-end-date'];
  if (end !== undefined && end < currentDate) return 'repealed';
  if (around === 'not_in_force' || element.attributes['in-force'] === 'no') return 'not_in_force';
  return 'in_force';
}

/** The tag and the words are both needed: some files have the words without the tag. */
function isRepealed(own: string, text: XmlElement | undefined): boolean {
  if (SPENT.test(own)) return false;
  if (text === undefined) return REPEALED.test(own);
  const beside = partsBeside(text);
  return beside.marked ? NOTHING.test(beside.words) : REPEALED.test(beside.words);
}

/** The words outside the mark of a repeal and outside defined terms: `term<Repealed>…</Repealed>` has none. */
function partsBeside(text: XmlElement): { marked: boolean; words: string } {
  let marked = false;
  const words = (element: XmlElement): string =>
    element.children
      .map((child) => {
        if (!isElement(child)) return child;
        if (child.name === 'Repealed') {
          marked = true;
          return '';
        }
        return TERMS.has(child.name) || child.name === 'FootnoteRef' ? '' : words(child);
      })
      .join('');
  const found = words(text);
  return { marked, words: found };
}
