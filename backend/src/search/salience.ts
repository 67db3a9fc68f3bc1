import type { Language } from '@pincite/contract';
import type { LexicalIndex } from '../domain/ports.ts';

/** How much a token tells (about its inverse document frequency), and whether the sources have it. */
export type Salience = (
  token: string,
  lang: Language,
) => { readonly weight: number; readonly known: boolean };

const REMEMBERED = 20_000;
/** bm25 of one term is its inverse document frequency times at most k1 + 1. */
const LARGEST_FACTOR = 2.2;

/**
 * Reads from the lexical index itself how much a token tells: the best score that the token alone gives.
 * A token that no passage has tells as much as any can.
 */
export function createSalience(
  lexical: LexicalIndex,
  counts: Readonly<Record<Language, { readonly provisions: number }>>,
): Salience {
  const known = new Map<string, { weight: number; known: boolean }>();
  return (token, lang) => {
    const key = `${lang}:${token}`;
    const held = known.get(key);
    if (held !== undefined) return held;
    const [best] = lexical.search({ terms: [{ token, weight: 1 }], lang, limit: 1 });
    const most = Math.log(counts[lang].provisions + 2);
    const result =
      best === undefined
        ? { weight: most, known: false }
        : { weight: Math.min(best.score / LARGEST_FACTOR, most), known: true };
    if (known.size >= REMEMBERED) known.clear();
    known.set(key, result);
    return result;
  };
}
