/**
 * Where an entry comes from. `definition`: a defined term of a law and the name people use for it;
 * `marginal note`: the heading that a law gives to what people ask in other words; `abbreviation`: the
 * initials in common use; `common usage`: how people speak of it, in newcomers' guides and in the press.
 */
export type Origin = 'definition' | 'marginal note' | 'abbreviation' | 'common usage';

/** Everyday words of both languages, and the words with which the law says the same. */
export interface LexiconEntry {
  readonly origin: Origin;
  /** Phrases as people write them, separated by `|`. */
  readonly en: string;
  readonly fr: string;
  /** The law's words. */
  readonly lawEn: string;
  readonly lawFr: string;
}

/** Rows are (origin, everyday English, everyday French, law's English, law's French). */
export function entries(
  rows: readonly (readonly [Origin, string, string, string, string])[],
): readonly LexiconEntry[] {
  return rows.map(([origin, en, fr, lawEn, lawFr]) => ({ origin, en, fr, lawEn, lawFr }));
}
