import type { Denial, Modal, Polarity } from './polarity.ts';
import type { Clause } from './source-text.ts';

/** The words of a scope that must agree. */
const SCOPE_HEAD = 2;

function head(scope: readonly string[]): readonly string[] {
  return scope.slice(0, SCOPE_HEAD);
}

function share(a: readonly string[], b: readonly string[]): boolean {
  return a.some((word) => b.includes(word));
}

/** True when a word that denies, and that the other text does not have, speaks of these words. */
function refuses(denials: readonly Denial[], scope: readonly string[], other: Polarity): boolean {
  return denials.some(
    (denial) =>
      !other.denials.some(({ stem }) => stem === denial.stem) && share(denial.scope, scope),
  );
}

/** True when a negation denies a word that itself denies, which affirms: `does not preclude`. */
function affirms({ scope }: Denial, { denials }: Polarity): boolean {
  return denials.some(
    ({ stem }) => stem.length > 2 && head(scope).some((word) => word.startsWith(stem)),
  );
}

/**
 * Whether a sentence turns its source around. `close` sentences repeat the source's words and must have
 * as many negations. Freer ones may deny only what some clause of the sources denies, or refuses with a
 * word that denies (`cannot appeal` for `is barred from an appeal`); and what the main clause that they
 * rest on denies, or what they repeat of its conditions, they must deny too.
 */
export function flipsNegation(
  claim: Clause,
  source: Clause,
  others: readonly Clause[],
  close: boolean,
): boolean {
  const [said, held] = [claim.polarity, source.polarity];
  if (close && said.negations.length !== held.negations.length) return true;
  if (said.doubled && !held.doubled) return true;
  // `may not … unless` is `may … if`, and never `may not … if`.
  const turned = held.excepts && !said.excepts && said.conditional;
  if (turned && held.negations.length > 0)
    return said.negations.length % 2 === held.negations.length % 2;
  return (
    said.negations.some((negation) => !isDenied(negation, said, others)) ||
    affirmsWhatIsDenied(claim, held)
  );
}

/** Whether some clause of the sources denies what a negation of the claim denies. */
function isDenied({ scope }: Denial, said: Polarity, others: readonly Clause[]): boolean {
  return others.some(
    ({ polarity }) =>
      polarity.negations.some((negation) => share(head(negation.scope), head(scope))) ||
      refuses(polarity.denials, head(scope), said),
  );
}

function affirmsWhatIsDenied({ tokens, polarity: said }: Clause, held: Polarity): boolean {
  const main = held.negations.filter((negation) => negation.main);
  const answered = said.negations.some((negation) => negation.main);
  const substituted = main.some(
    (negation) => !affirms(negation, held) && refuses(said.denials, negation.scope, held),
  );
  if (main.length > 0 && !answered && !substituted) return true;
  const repeated = held.negations.filter(
    ({ scope }) => scope.length > 0 && head(scope).every((word) => tokens.has(word)),
  );
  return repeated.length > said.negations.length && !substituted;
}

/** A prohibition is said with either word: `may not`, `must not`. */
function isFree({ prohibits }: Modal): boolean {
  return !prohibits;
}

function has(modals: readonly Modal[], kind: Modal['kind']): boolean {
  return modals.some((modal) => modal.kind === kind);
}

/**
 * Whether a sentence makes a duty of a permission or the reverse: a modal that governs the same words in
 * the sources decides; else what the clause has that the sentence rests on. `strict` is true for
 * languages whose law says each duty with a word of its own (English, not the French present tense).
 */
export function flipsModality(
  claim: Polarity,
  source: Polarity,
  others: readonly Clause[],
  strict: boolean,
): boolean {
  const every = others.flatMap(({ polarity }) => polarity.modals).filter(isFree);
  const held = source.modals.filter(isFree);
  return claim.modals.filter(isFree).some(({ kind, scope }) => {
    const same = every.filter((modal) => share(head(modal.scope), head(scope)));
    if (same.length > 0) return !has(same, kind);
    if (kind === 'must')
      return strict ? !has(held, 'must') : has(held, 'may') && !has(held, 'must');
    return has(held, 'must') && !has(held, 'may');
  });
}
