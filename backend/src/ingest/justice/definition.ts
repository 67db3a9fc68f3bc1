import type { Language } from '@pincite/contract';
import type { ProvisionLabel } from '../../domain/law.ts';
import { textOf, textRuns, wordsOf } from './inline.ts';
import { statusOf } from './status.ts';
import { joined, type Place, type Walk } from './walk.ts';
import { childNamed, firstBelow, type XmlElement } from './xml-tree.ts';

interface Terms {
  /** The first term defined, in the language of the document. */
  readonly own: string | undefined;
  readonly other: string | undefined;
  /** What the address names it: the English term in both languages, where the law gives it. */
  readonly name: string | undefined;
}

/**
 * A definition has no label; the term is its address: `2(1) "foreign national"`. `live` holds the names
 * that definitions beside it have which are not repealed: one of them keeps the plain address.
 */
export function readDefinition(
  walk: Walk,
  element: XmlElement,
  place: Place,
  live: ReadonlySet<string>,
): string {
  const { outline, lang } = walk;
  const text = childNamed(element, 'Text');
  const runs = textRuns(element, lang);
  const own = textOf(runs);
  const status = statusOf(element, place.status, walk.currentDate, own, text);
  const terms = termsOf(element, lang);
  const references = [...runs];
  const label = labelOf(terms.name, place, status === 'repealed' ? live : new Set());
  const provision =
    label === undefined
      ? undefined
      : outline.open({
          label: outline.claim(label),
          kind: 'definition',
          parent: place.address,
          status,
          inForceFrom: element.attributes['lims:inforce-start-date'],
          references,
          term: terms.own,
          termOtherLanguage: terms.other,
        });
  const address = provision?.label;
  outline.line({ kind: 'definition', depth: place.depth, provision: address, runs, status });
  const parts = walk.blocks(
    element.children.filter((child) => child !== text),
    { ...place, address: address ?? place.address, depth: place.depth + 1, status, references },
  );
  const whole = joined([own, ...parts]);
  if (provision !== undefined) outline.complete(provision, whole);
  return whole;
}

/** The names of the definitions among these that are in force, or will be. */
export function liveTerms(elements: readonly XmlElement[], lang: Language): ReadonlySet<string> {
  return new Set(
    elements
      .filter(({ name }) => name === 'Definition')
      .filter((element) => {
        const own = textOf(textRuns(element, lang));
        return statusOf(element, 'in_force', '', own, childNamed(element, 'Text')) !== 'repealed';
      })
      .flatMap((element) => termsOf(element, lang).name ?? []),
  );
}

/** A repealed definition gives way to the one that took its place: it is always the second. */
function labelOf(
  name: string | undefined,
  { address }: Place,
  live: ReadonlySet<string>,
): ProvisionLabel | undefined {
  if (name === undefined || address === undefined) return undefined;
  const label = `${address} "${name.replaceAll('"', "'")}"`;
  return live.has(name) ? `${label} #2` : label;
}

/** The counterpart in the other language closes the definition, which may end in a paragraph. */
function termsOf(element: XmlElement, lang: Language): Terms {
  // Some terms are broken after their hyphen: `immigration- linked`.
  const term = (name: string): string | undefined =>
    wordsOf(firstBelow(element, name), lang).replace(/(\p{L})- (?=\p{L})/gu, '$1-') || undefined;
  const [english, french] = [term('DefinedTermEn'), term('DefinedTermFr')];
  const [own, other] = lang === 'en' ? [english, french] : [french, english];
  return { own, other, name: english ?? own };
}
