import type { Language } from '@pincite/contract';

/** What a clause says about whether something holds and whether one must or may. */
export interface Polarity {
  /** How many negations it has. */
  readonly negations: number;
  /** Words that deny without a negation, folded stems: `inadmissib`, `refus`, `perd`. */
  readonly denials: ReadonlySet<string>;
  readonly must: boolean;
  readonly may: boolean;
  /** `unless`, `except`, `sauf`: what follows turns the rest around. */
  readonly excepts: boolean;
  /** `if`, `when`, `only`, `si`, `seulement`. */
  readonly conditional: boolean;
}

interface Cues {
  readonly negation: RegExp;
  readonly denial: RegExp;
  readonly must: RegExp;
  readonly may: RegExp;
  readonly excepts: RegExp;
  readonly conditional: RegExp;
  /** Words that look like cues and are none: bounds of numbers, `not only`, the month of May. */
  readonly neutral: RegExp;
}

const CUES: Readonly<Record<Language, Cues>> = {
  en: {
    negation:
      /\b(?:not|no|never|neither|nor|none|nobody|nothing|without|cannot|(?:ca|wo|do|does|did|is|are|was|were|must|should|could|would|have|has|need)n't)\b/g,
    denial:
      /\b(prohibit|forbid|bar(?=s\b|red\b|\b)|prevent|den(?=y|ie)|refus|reject|los(?=e|t|ing|s)|unable|inadmissib|ineligib|exempt|exclud|ceas|terminat|revok|cancel|invalid|unlawful|impossib|fail)/g,
    must: /\b(?:must|shall|required|requires|obliged|obligation|mandatory|has to|have to|had to|needs? to|compulsory|duty)\b/,
    may: /\b(?:may|can|could|might|permitted|allowed|entitled|discretion|optional|option|free to|cannot|can't)\b/,
    excepts: /\b(?:unless|except|other than|despite|notwithstanding)\b/,
    conditional: /\b(?:if|when|where|only|provided|as long as)\b/,
    neutral:
      /\b(?:not (?:only|less than|later than|more than|fewer than|exceeding)|no (?:later|less|more|fewer) than|(?:does|do) not exceed|non-[a-z]+|no\.? \d+|whether or not|or not|may \d+|\d+ may)\b/g,
  },
  fr: {
    negation:
      /(?<![a-z])(?:ne(?= )|n'(?=[a-z]))|(?<![a-z])(?:sans|aucune?|jamais|nul|nulle)(?![a-z])/g,
    denial:
      /(?<![a-z])(interdi|prohib|empech|refus|rejet|perd|perte|incapable|irrecevab|exempt|dispens|exclu|cess|revoqu|annul|invalid|illegal|impossib|inadmissib)/g,
    must: /(?<![a-z])(?:doit|doivent|devez|dois|devra|devront|(?:est|sont|etes) tenue?s?|oblig[a-z]+|faut|incombe|exig[a-z]+)(?![a-z])/,
    may: /(?<![a-z])(?:peut|peuvent|pouvez|peux|pourra|pourront|pourrait|loisible|facult[a-z]+|a le droit|avez le droit|discretion[a-z]*)(?![a-z])/,
    excepts: /(?<![a-z])(?:sauf|a moins|excepte|malgre|hormis|sous reserve)(?![a-z])/,
    conditional: /(?<![a-z])(?:si|s'il|s'ils|lorsque|quand|seulement|uniquement|que si)(?![a-z])/,
    neutral:
      /(?<![a-z])(?:non seulement|n'excedant pas|ne depassant pas|n'excede pas|non-[a-z]+|(?:ne|n')[^.;,]{1,40} que(?![a-z]))/g,
  },
};

function plainOf(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[‘’ʼ]/gu, "'")
    .replace(/\s+/gu, ' ');
}

const MODAL_JOINT: Readonly<Record<Language, RegExp>> = {
  en: /;|,?\s+(?:and|or|but)\s+(?=(?:[a-z]+\s){0,3}(?:may|must|shall|can|cannot)\b)/iu,
  fr: /;|,?\s+(?:et|ou|mais)\s+(?=(?:[\p{L}’']+\s){0,3}(?:peut|doit|peuvent|doivent|pouvez|devez)(?![\p{L}]))/iu,
};

/** The clauses of a sentence that have a must or may of their own: `must examine … and may grant …`. */
export function modalClauses(text: string, lang: Language): readonly string[] {
  return text.split(MODAL_JOINT[lang]).filter((clause) => clause.trim() !== '');
}

/** The signs of a clause, in its language. */
export function polarityOf(text: string, lang: Language): Polarity {
  const cues = CUES[lang];
  const plain = plainOf(text).replace(cues.neutral, ' ');
  const negations = plain.match(cues.negation) ?? [];
  // `ne … aucun` and `ne … jamais` are one negation.
  const particles = negations.filter((cue) => cue === 'ne' || cue === "n'").length;
  return {
    negations:
      lang === 'fr' && particles > 0
        ? particles + negations.filter((cue) => cue === 'sans').length
        : negations.length,
    denials: new Set([...plain.matchAll(cues.denial)].map((match) => match[1] ?? '')),
    must: cues.must.test(plain),
    may: cues.may.test(plain),
    excepts: cues.excepts.test(plain),
    conditional: cues.conditional.test(plain),
  };
}

/** A clause together with the opening words that it hangs from. */
export function joined(a: Polarity, b: Polarity): Polarity {
  return {
    negations: a.negations + b.negations,
    denials: new Set([...a.denials, ...b.denials]),
    must: a.must || b.must,
    may: a.may || b.may,
    excepts: a.excepts || b.excepts,
    conditional: a.conditional || b.conditional,
  };
}

function hasOther(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const word of a) if (!b.has(word)) return true;
  return false;
}

/**
 * Whether a sentence turns its source around. `close` sentences repeat the source's words and must have
 * as many negations; freer ones must have some when the source has some, where a word that denies and
 * that the other does not have (`loses the right` for `no appeal may be made`) counts as one.
 */
export function flipsNegation(claim: Polarity, source: Polarity, close: boolean): boolean {
  if (close) return claim.negations !== source.negations;
  const turned = source.excepts && !claim.excepts && claim.conditional;
  // `may not … unless` is `may … if`, and never `may not … if`.
  if (turned && source.negations > 0) return claim.negations % 2 === source.negations % 2;
  if (claim.negations > 0 === source.negations > 0) {
    // `No appeal may not be made`: one negation more in one clause turns it back.
    const more = claim.negations - source.negations;
    return claim.negations > 1 && !claim.conditional && more > 0 && more % 2 === 1;
  }
  return claim.negations > 0
    ? !hasOther(source.denials, claim.denials)
    : !hasOther(claim.denials, source.denials);
}

/** Whether a sentence makes a duty of a permission or the reverse. */
export function flipsModality(claim: Polarity, source: Polarity): boolean {
  // A prohibition is said with either word: `may not`, `must not`.
  if (claim.negations > 0 && source.negations > 0) return false;
  if (claim.must && !claim.may) return source.may && !source.must;
  if (claim.may && !claim.must) return source.must && !source.may;
  return false;
}
