import type { Language } from '@pincite/contract';

/**
 * How much a word counts by where it stands: marginal note, headings, defined term, title, text.
 * The title stands on every passage of its document, so it may only tip the balance.
 */
const COLUMN_WEIGHTS = '2.0, 1.0, 2.0, 0.3, 1.0';

/** More groups than this would cost a pass over the index each; the lightest are then joined. */
const MAX_GROUPS = 6;

/** The FTS5 expression that finds any of the tokens; each is quoted, so none is read as an operator. */
export function anyOf(tokens: readonly string[]): string {
  return tokens
    .map((token) => `"${token.replaceAll('\0', '').replaceAll('"', '""')}"`)
    .join(' OR ');
}

/** Terms of equal weight together, heaviest first; weights that are not above zero are left out. */
export function groupByWeight(
  terms: readonly { token: string; weight: number }[],
): readonly { weight: number; tokens: readonly string[] }[] {
  const weights = new Map<string, number>();
  for (const { token, weight } of terms) {
    if (token === '' || !(weight > 0)) continue;
    weights.set(token, Math.max(weights.get(token) ?? 0, weight));
  }
  const groups = new Map<number, string[]>();
  for (const [token, weight] of weights) {
    const rounded = Math.max(Math.round(weight * 100) / 100, 0.01);
    groups.set(rounded, [...(groups.get(rounded) ?? []), token]);
  }
  const sorted = [...groups]
    .sort(([left], [right]) => right - left)
    .map(([weight, tokens]) => ({ weight, tokens }));
  const kept = sorted.slice(0, MAX_GROUPS);
  const last = kept[MAX_GROUPS - 1];
  if (last !== undefined) {
    kept[MAX_GROUPS - 1] = {
      weight: last.weight,
      tokens: sorted.slice(MAX_GROUPS - 1).flatMap((group) => group.tokens),
    };
  }
  return kept;
}

/**
 * The statement for a number of weight groups. Parameters: an expression for each group, a weight for each
 * group, document or null, limit. bm25 is a sum over the terms of a query, so the weighted sum over
 * groups is bm25 with weighted terms, exactly. FTS5 counts it downwards; the score here is positive.
 */
export function lexicalStatement(lang: Language, groups: number): string {
  const table = `words_${lang}`;
  const parts = Array.from(
    { length: groups },
    (_, index) =>
      `g${index} AS MATERIALIZED (SELECT rowid AS id, -bm25(${table}, ${COLUMN_WEIGHTS}) AS score FROM ${table} WHERE ${table} MATCH ?)`,
  );
  const sums = Array.from(
    { length: groups },
    (_, index) => `SELECT id, ? * score AS score FROM g${index}`,
  );
  return `WITH ${parts.join(', ')},
scored AS (SELECT id, sum(score) AS score FROM (${sums.join(' UNION ALL ')}) GROUP BY id)
SELECT p.version AS version, p.label AS label, s.score AS score
FROM scored s JOIN passages p ON p.id = s.id JOIN document_versions v ON v.id = p.version
WHERE v.live = 1 AND (?${2 * groups + 1} IS NULL OR v.document = ?${2 * groups + 1})
ORDER BY s.score DESC, p.id LIMIT ?${2 * groups + 2}`;
}
