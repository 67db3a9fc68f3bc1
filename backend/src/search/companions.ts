import type { Catalogue, ScoredPassage } from '../domain/ports.ts';

/** Passages whose companions are brought: those an answer will most likely rest on. */
const READ_CLOSELY = 3;
/** A companion stands just below the passage that needs it. */
const BELOW = 0.98;
/** "For the purpose of subsection (1)": a subsection named without its section is of the same section. */
const OF_THIS_SECTION = /\b(?:subsections?|paragraphes?)\s+\((\d+(?:\.\d+)?)\)/giu;

/**
 * Brings the subsections that the best passages need to be read: a rule that begins "For the purpose of
 * subsection (1)" says little without it. Each comes right after the passage that names it; what is
 * there already stays where it is.
 */
export function withCompanions(
  found: readonly ScoredPassage[],
  catalogue: Pick<Catalogue, 'passage'>,
): readonly ScoredPassage[] {
  const key = ({ document, provision }: ScoredPassage['passage']): string =>
    `${document} ${provision}`;
  const present = new Set(found.map(({ passage }) => key(passage)));
  return found.flatMap((hit, place) => {
    const section = /^\d[\d.]*/u.exec(hit.passage.provision)?.[0];
    if (place >= READ_CLOSELY || section === undefined) return [hit];
    const companions = [...hit.passage.text.matchAll(OF_THIS_SECTION)].flatMap(([, number]) => {
      const { document, lang } = hit.passage;
      const passage = catalogue.passage(document, lang, `${section}(${number})`);
      if (passage === undefined || passage.status !== 'in_force' || present.has(key(passage)))
        return [];
      present.add(key(passage));
      return [{ passage, score: hit.score * BELOW }];
    });
    return [hit, ...companions];
  });
}
