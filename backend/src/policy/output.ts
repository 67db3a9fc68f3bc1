/**
 * What a sentence of an answer must never say, whatever it cites: that Pincite represents or has done
 * something for the reader, or how a case will end.
 */
const FORBIDDEN: readonly RegExp[] = [
  /\b(?:i|we|pincite) (?:will|can|shall|have|has)\b.{0,20}\b(?:represent you|filed?|submit(?:ted)?|contact(?:ed)?)\b/iu,
  /\b(?:you will (?:definitely|certainly|surely) (?:win|succeed|be approved|be accepted)|(?:success|approval) is guaranteed|i guarantee|we guarantee)\b/iu,
  /\b(?:je vais|nous allons|pincite va|je peux)\b.{0,20}(?:vous repr[eé]senter|d[eé]poser|soumettre|communiquer avec)/iu,
  /(?:vous (?:allez certainement|gagnerez certainement|obtiendrez certainement)|succ[eè]s (?:est )?garanti|je garantis|nous garantissons)/iu,
];

/** True when the output policy lets the sentence through. `quoted` text is the law's own words. */
export function allowsOutput(sentence: string, quoted: boolean): boolean {
  return quoted || !FORBIDDEN.some((pattern) => pattern.test(sentence));
}
