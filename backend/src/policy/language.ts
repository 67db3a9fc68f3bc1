import type { Language } from '@pincite/contract';

const FRENCH =
  'le la les un une des du de et est je tu il elle nous vous ils que qui quoi quel quelle pour pas ne mon ma mes son sa ses dans sur avec puis peux peut dois ai suis si au aux ce cette comment combien quand ou mais etre avoir'.split(
    ' ',
  );
const ENGLISH =
  'the a an of and is are i you he she we they that who what which for not my his her in on with can could do does did must have has if to how when where but be it this would should was were'.split(
    ' ',
  );
const french = new Set(FRENCH);
const english = new Set(ENGLISH);

/** The language of a text by its small words; `fallback` when they do not tell. */
export function detectLanguage(text: string, fallback: Language): Language {
  const words = text
    .slice(0, 2000)
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .match(/[a-z]+/g);
  if (words === null) return fallback;
  let balance = 0;
  for (const word of words) {
    if (french.has(word)) balance += 1;
    if (english.has(word)) balance -= 1;
  }
  // Elisions and accents are French only.
  balance += (text.match(/\b(?:l|d|j|qu|n|s|c|m|t)['’]\p{L}/giu) ?? []).length * 2;
  balance += (text.match(/[àâçéèêëîïôûùœ]/giu) ?? []).length * 0.5;
  if (balance >= 1) return 'fr';
  if (balance <= -1) return 'en';
  return fallback;
}
