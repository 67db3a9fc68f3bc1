import type { Language } from '@pincite/contract';
import { analyse } from './analyse.ts';
import { CITIZENSHIP } from './lexicon/citizenship.ts';
import { ENFORCEMENT } from './lexicon/enforcement.ts';
import type { LexiconEntry } from './lexicon/entry.ts';
import { FAMILY } from './lexicon/family.ts';
import { IMMIGRATION } from './lexicon/immigration.ts';
import { PROCEDURE } from './lexicon/procedure.ts';
import { REFUGEE } from './lexicon/refugee.ts';
import { createPhraseIndex, type FoundPhrase, type SpokenText } from './phrases.ts';

/** Every entry, for the page that says where each comes from. */
export const LEXICON: readonly LexiconEntry[] = [
  ...IMMIGRATION,
  ...FAMILY,
  ...ENFORCEMENT,
  ...REFUGEE,
  ...CITIZENSHIP,
  ...PROCEDURE,
];

/** Everyday words found in a query and the law's words for them, both as tokens. */
export interface LexiconHit {
  readonly phrase: readonly string[];
  readonly law: readonly string[];
  readonly entry: LexiconEntry;
}

const indexes: Partial<
  Record<Language, (text: SpokenText) => readonly FoundPhrase<LexiconEntry>[]>
> = {};

/** The everyday phrases in a text; each entry once, overlapping phrases are all given. */
export function lookUp(text: SpokenText, lang: Language): readonly LexiconHit[] {
  indexes[lang] ??= createPhraseIndex(
    LEXICON.flatMap((entry) =>
      entry[lang].split('|').map((phrase): [string, LexiconEntry] => [phrase, entry]),
    ),
    lang,
  );
  const hits = new Map<LexiconEntry, LexiconHit>();
  for (const { tokens: phrase, value: entry } of indexes[lang](text)) {
    const earlier = hits.get(entry);
    const law = earlier?.law ?? [
      ...new Set(analyse(lang === 'en' ? entry.lawEn : entry.lawFr, lang)),
    ];
    hits.set(entry, { phrase: [...new Set([...(earlier?.phrase ?? []), ...phrase])], law, entry });
  }
  return [...hits.values()];
}
