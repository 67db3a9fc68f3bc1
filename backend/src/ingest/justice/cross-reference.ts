import type { TextRun } from '@pincite/contract';
import type { CrossReference, DocumentId, ProvisionLabel } from '../../domain/law.ts';
import { documentIdOf } from './document-id.ts';
import type { RawRun } from './inline.ts';
import { below } from './label.ts';

/** What the addresses of a document tell of the references in it. */
export interface Addresses {
  readonly document: DocumentId;
  readonly known: ReadonlySet<ProvisionLabel>;
}

/** `(1)`, `(a)` and the French `a)`, directly after the number. */
const BRACKET = /^(?:\(([A-Za-z0-9.]{1,6})\)|([a-z]{1,3}(?:\.\d{1,2})?)\))/u;

/**
 * Runs as a reader's page gets them. The brackets of an internal reference stand after its element
 * (`<XRefInternal>25</XRefInternal>(1)`): as far as they lead to a provision they become part of the
 * link. A reference to another instrument has an empty `provision`.
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
    const following = runs[index + 1];
    const target =
      run.internal === undefined ? undefined : targetOf(run.internal, following, addresses);
    if (target === undefined) {
      if (text !== '') read.push({ text, ...marks });
      continue;
    }
    skip = target.brackets.length;
    const ref = { document: addresses.document, provision: target.provision };
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

function targetOf(
  number: string,
  following: RawRun | undefined,
  { known }: Addresses,
): { provision: ProvisionLabel; brackets: string } | undefined {
  if (!known.has(number)) return undefined;
  let found = { provision: number, brackets: '' };
  if (
    following === undefined ||
    following.internal !== undefined ||
    following.external !== undefined
  )
    return found;
  let [address, length] = [number, 0];
  // Real addresses have six levels.
  for (let level = 0; level < 6; level += 1) {
    const match = BRACKET.exec(following.text.slice(length, length + 12));
    if (match === null) break;
    address = below(address, match[1] ?? match[2] ?? '');
    length += match[0].length;
    if (known.has(address))
      found = { provision: address, brackets: following.text.slice(0, length) };
  }
  return found;
}
