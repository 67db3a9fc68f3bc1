declare module 'snowball-stemmers' {
  /** A Snowball stemmer (https://snowballstem.org) for one language. */
  export interface Stemmer {
    stem(word: string): string;
  }
  export function newStemmer(algorithm: 'english' | 'french'): Stemmer;
  const stemmers: { newStemmer: typeof newStemmer };
  export default stemmers;
}
