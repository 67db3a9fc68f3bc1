import type { Language } from '@pincite/contract';

export type Analyse = (text: string, lang: Language) => readonly string[];

/** A word that denies, and the content words that it denies. */
export interface Denial {
  /** The stem of `inadmissible`, `refused`, `perd`; empty for `not` and its like. */
  readonly stem: string;
  readonly scope: readonly string[];
  /** It stands in the main clause and not in a condition or a relative clause. */
  readonly main: boolean;
}

/** A must or a may, and the content words that it governs. */
export interface Modal {
  readonly kind: 'must' | 'may';
  /** `may not`, `must not`, `ne peut`: a prohibition, said with either word. */
  readonly prohibits: boolean;
  readonly scope: readonly string[];
}

/** What a clause says about whether something holds and whether one must or may. */
export interface Polarity {
  readonly negations: readonly Denial[];
  /** Two negations in one breath: `no appeal may not be made`. */
  readonly doubled: boolean;
  readonly denials: readonly Denial[];
  readonly modals: readonly Modal[];
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
  /** What opens a condition or a relative clause. */
  readonly subordinate: RegExp;
  /** Words that look like cues and are none: bounds of numbers, `not only`, the month of May. */
  readonly neutral: RegExp;
}

const CUES: Readonly<Record<Language, Cues>> = {
  en: {
    negation:
      /\b(?:not|no|never|neither|nor|none|nobody|nothing|without|cannot|(?:ca|wo|do|does|did|is|are|was|were|must|should|could|would|have|has|need)n't)\b/g,
    denial:
      /\b(prohibit|forbid|bar(?=s\b|red\b|\b)|prevent|preclud|den(?=y|ie)|refus|reject|los(?=e|t|ing|s)|unable|inadmissib|ineligib|exempt|exclud|ceas|terminat|revok|cancel|invalid|unlawful|impossib|fail)/g,
    must: /\b(?:must|shall|(?:is|are|be|been|was|were) required|required to|requires|obliged|mandatory|has to|have to|had to|needs? to|compulsory)\b/g,
    may: /\b(?:may|can|could|might|permitted|allowed|entitled|discretion|optional|option|free to)\b/g,
    excepts: /\b(?:unless|except|other than|despite|notwithstanding)\b/,
    conditional: /\b(?:if|when|where|only|provided|as long as)\b/,
    subordinate:
      /\b(?:who|whom|whose|which|that|if|unless|where|when|because|until|before|after|whether|than|with|without|including|such as)\b/g,
    neutral:
      /\b(?:not (?:only|less than|later than|more than|fewer than|exceeding)|no (?:later|less|more|fewer) than|(?:does|do) not exceed|non-[a-z]+|no\.? \d+|whether or not|or not|may \d+|\d+ may)\b/g,
  },
  fr: {
    negation:
      /(?<![a-z])(?:ne(?= )|n'(?=[a-z]))|(?<![a-z])(?:sans|aucune?|jamais|nul|nulle)(?![a-z])/g,
    denial:
      /(?<![a-z])(interdi|prohib|empech|refus|rejet|perd|perte|incapable|irrecevab|exempt|dispens|exclu|cess|revoqu|annul|invalid|illegal|impossib|inadmissib)/g,
    must: /(?<![a-z])(?:doit|doivent|devez|dois|devra|devront|(?:est|sont|etes) tenue?s?|oblig[a-z]+|faut|incombe|exig[a-z]+)(?![a-z])/g,
    may: /(?<![a-z])(?:peut|peuvent|pouvez|peux|pourra|pourront|pourrait|loisible|facult[a-z]+|a le droit|avez le droit|discretion[a-z]*)(?![a-z])/g,
    excepts: /(?<![a-z])(?:sauf|a moins|excepte|malgre|hormis|sous reserve)(?![a-z])/,
    conditional: /(?<![a-z])(?:si|s'il|s'ils|lorsque|quand|seulement|uniquement|que si)(?![a-z])/,
    subordinate:
      /(?<![a-z])(?:qui|que|qu'|dont|si|s'il|s'ils|lorsque|lorsqu'|quand|ou|parce|avant|apres|a moins|tant)(?![a-z])/g,
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
  en: /;|,?\s+but\s+|,?\s+(?:and|or)\s+(?=(?:[a-z]+\s){0,3}(?:may|must|shall|can|cannot)\b)/iu,
  fr: /;|,?\s+mais\s+|,?\s+(?:et|ou)\s+(?=(?:[\p{L}’']+\s){0,3}(?:peut|doit|peuvent|doivent|pouvez|devez)(?![\p{L}]))/iu,
};

/** The clauses of a sentence that have a must or may of their own: `must examine … and may grant …`. */
export function modalClauses(text: string, lang: Language): readonly string[] {
  return text.split(MODAL_JOINT[lang]).filter((clause) => clause.trim() !== '');
}

/** How many words a cue governs, and how far after it they are looked for, in characters. */
const SCOPE_WORDS = 3;
const SCOPE_LENGTH = 80;
/** The words of a scope that must agree. */
const SCOPE_HEAD = 2;
/** Negations that stand closer than this, in characters, speak of one thing. */
const ONE_BREATH = 26;
/** `No:`, `Not as a spouse:`, `Yes, …` answer a question and deny nothing by themselves. */
const ANSWER =
  /^\s*(?:[a-z' ]{0,24}\b(?:no|not|yes|non|oui|pas)\b[a-z' ]{0,24}\s*[:—]|(?:no|yes|non|oui)\s*[,.;-])/u;

/** The signs of a clause, in its language. */
export function polarityOf(text: string, lang: Language, analyse: Analyse): Polarity {
  const cues = CUES[lang];
  const plain = plainOf(text).replace(ANSWER, ' ').replace(cues.neutral, ' ');
  const places = [...plain.matchAll(cues.negation)].filter(
    // `ne … aucun` and `ne … jamais` are one negation.
    ({ 0: cue, index }, at, all) =>
      lang === 'en' || /^(?:ne|n'|sans)$/.test(cue) || index - (all[at - 1]?.index ?? -99) > 40,
  );
  const after = (at: number): readonly string[] => {
    const rest = plain.slice(at, at + SCOPE_LENGTH).split(/[.;:]/)[0] ?? '';
    return analyse(rest, lang).slice(0, SCOPE_WORDS);
  };
  const before = (at: number): readonly string[] =>
    analyse(plain.slice(Math.max(0, at - SCOPE_LENGTH), at), lang).slice(-SCOPE_HEAD);
  const modals = (['must', 'may'] as const).flatMap((kind) =>
    [...plain.matchAll(cues[kind])].map(
      ({ 0: cue, index }): Modal => ({
        kind,
        prohibits:
          /^\s+(?:not|never)\b/.test(plain.slice(index + cue.length, index + cue.length + 8)) ||
          /(?:\bne |n'|\b(?:no|nor|neither|aucune?|nul)\b[^,.;:]{0,40})$/.test(
            plain.slice(Math.max(0, index - 48), index),
          ),
        scope: after(index + cue.length),
      }),
    ),
  );
  return {
    negations: places.map(({ 0: cue, index }) => {
      const scope = after(index + cue.length);
      return {
        stem: '',
        scope: scope.length > 0 ? scope : before(index),
        main: isMain(plain.slice(0, index), cues.subordinate),
      };
    }),
    doubled: places.some(
      ({ index }, at) => at > 0 && index - (places[at - 1]?.index ?? 0) < ONE_BREATH,
    ),
    denials: [...plain.matchAll(cues.denial)].map(({ 0: cue, 1: stem = '', index }) => ({
      stem,
      scope: [...before(index).slice(-1), ...after(index + cue.length).slice(0, SCOPE_HEAD)],
      main: true,
    })),
    modals,
    excepts: cues.excepts.test(plain),
    conditional: cues.conditional.test(plain),
  };
}

/** Whether a cue after these words belongs to the main clause. */
function isMain(before: string, subordinate: RegExp): boolean {
  if (before.lastIndexOf('(') > before.lastIndexOf(')')) return false;
  const openings = [...before.matchAll(subordinate)];
  const last = openings.at(-1);
  if (last === undefined) return true;
  // `If …, the officer shall not …`: the condition is over.
  return (
    openings[0]?.index !== undefined &&
    openings[0].index < 6 &&
    before.indexOf(',', last.index) !== -1
  );
}

/** A clause together with the opening words that it hangs from. */
export function joined(a: Polarity, b: Polarity): Polarity {
  return {
    negations: [...a.negations, ...b.negations],
    doubled: a.doubled || b.doubled,
    denials: [...a.denials, ...b.denials],
    modals: [...a.modals, ...b.modals],
    excepts: a.excepts || b.excepts,
    conditional: a.conditional || b.conditional,
  };
}
