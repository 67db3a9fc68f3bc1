import type { Language } from '@pincite/contract';
import type { Passage } from '../domain/law.ts';
import type { Catalogue } from '../domain/ports.ts';
import { analyse } from './analyse.ts';
import { createPlainBm25 } from './plain-bm25.ts';

/**
 * The search that ours is measured against: plain bm25 over sections and subsections in force, simple
 * stems, marginal note weighted three times, no lexicon, no meaning, and it never says "not in the
 * sources".
 */
export function createBaseline(
  catalogue: Catalogue,
): (query: {
  query: string;
  lang: Language;
  limit: number;
}) => Promise<{ passages: readonly { passage: Passage }[] }> {
  const passages: Passage[] = [];
  for (const { id, lang, status } of catalogue.documents()) {
    if (status !== 'in_force') continue;
    for (const section of catalogue.children(id, lang, undefined)) {
      const parts = catalogue
        .children(id, lang, section.label)
        .filter(({ kind }) => kind === 'subsection');
      const units = parts.length > 0 ? parts : [section];
      for (const { label, status: own } of units) {
        const passage = own === 'in_force' ? catalogue.passage(id, lang, label) : undefined;
        if (passage !== undefined) passages.push(passage);
      }
    }
  }
  const index = createPlainBm25(passages);
  return async ({ query, lang, limit }) => {
    const terms = [...new Set(analyse(query, lang))].map((token) => ({ token, weight: 1 }));
    return { passages: index.search({ terms, lang, limit }) };
  };
}
