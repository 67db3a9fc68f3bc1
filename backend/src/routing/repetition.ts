/** Recognises a sentence that a reader already has, whatever its markers, spacing and quotes. */
export function createRepetitionGuard(): { isNew(sentence: string): boolean } {
  const seen = new Set<string>();
  return {
    isNew: (sentence) => {
      const key = sentence
        .replace(/⟦[^⟧]*⟧/gu, '')
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim();
      if (key === '') return true;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    },
  };
}
