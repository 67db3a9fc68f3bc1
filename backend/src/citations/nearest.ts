import type { Language } from '@pincite/contract';
import type { DocumentId, ProvisionLabel } from '../domain/law.ts';
import type { Catalogue } from '../domain/ports.ts';
import type { DocumentNames } from './document-names.ts';
import { PROVINCES } from './name-words.ts';
import { foldWord } from './token-stream.ts';

const SMALL_WORDS = new Set(
  'a an the of and to for in on de du des la le les l d et sur aux au en'.split(' '),
);
/** Share of common words from which a title is taken for a slip and not for another law. */
const TITLE_THRESHOLD = 0.6;

function wordsOf(title: string): ReadonlySet<string> {
  const words = foldWord(title.slice(0, 300)).split(/[^a-z0-9]+/);
  return new Set(
    words
      .filter((word) => word !== '' && !SMALL_WORDS.has(word))
      .map((word) => (word.length > 3 ? word.replace(/s$/, '') : word)),
  );
}

/** The held instrument whose title shares most words with a written one (Jaccard), if enough. */
export function nearestTitle(
  written: string,
  names: DocumentNames,
): { id: DocumentId; title: string } | undefined {
  const words = wordsOf(written);
  if ([...words].some((word) => PROVINCES.has(word))) return undefined;
  let best: { id: DocumentId; title: string } | undefined;
  let bestScore = 0;
  for (const each of names.titles) {
    const other = wordsOf(each.title);
    let common = 0;
    for (const word of words) if (other.has(word)) common += 1;
    const score = common / (words.size + other.size - common);
    if (score > bestScore) {
      best = each;
      bestScore = score;
    }
  }
  return bestScore >= TITLE_THRESHOLD ? best : undefined;
}

/** True when the two differ by one letter at most: typed wrong, left out, or put in. */
function oneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const [restA, restB] = [a.slice(at), b.slice(at)];
  return restA.slice(1) === restB.slice(1) || restA === restB.slice(1) || restA.slice(1) === restB;
}

/** The held instrument whose chapter number is one slip of typing away. */
export function nearestChapter(key: string, names: DocumentNames): DocumentId | undefined {
  return names.chapters.find((each) => oneSlip(each.key, key))?.id;
}

/** How far two labels of one level are apart; infinite across levels. */
function distance(a: string, b: string): number {
  const [x, y] = [/\(?([^()]+)\)?$/.exec(a)?.[1] ?? '', /\(?([^()]+)\)?$/.exec(b)?.[1] ?? ''];
  if (/^\d/.test(x) !== /^\d/.test(y)) return Number.POSITIVE_INFINITY;
  if (/^\d/.test(x)) return Math.abs(Number.parseFloat(x) - Number.parseFloat(y));
  return Math.abs(x.charCodeAt(0) - y.charCodeAt(0));
}

/** The label of `candidates` that is closest to a missing one; the first of equals. */
export function nearestLabel(
  missing: ProvisionLabel,
  candidates: readonly ProvisionLabel[],
): ProvisionLabel | undefined {
  let best: ProvisionLabel | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const apart = distance(candidate, missing);
    if (apart < bestDistance) {
      best = candidate;
      bestDistance = apart;
    }
  }
  return best;
}

/** The label above: `36(1)` of `36(1)(a)`; undefined for a section. */
export function labelAbove(label: ProvisionLabel): ProvisionLabel | undefined {
  return /^(.+)\([^()]*\)$/.exec(label)?.[1];
}

/** The deepest provision above a missing one that exists, and the label right below it that does not. */
export function deepestHeld(
  catalogue: Catalogue,
  id: DocumentId,
  lang: Language,
  label: ProvisionLabel,
): { held: ProvisionLabel | undefined; missing: ProvisionLabel } {
  let missing = label;
  for (let above = labelAbove(label); above !== undefined; above = labelAbove(above)) {
    if (catalogue.provision(id, lang, above) !== undefined) return { held: above, missing };
    missing = above;
  }
  return { held: undefined, missing };
}
