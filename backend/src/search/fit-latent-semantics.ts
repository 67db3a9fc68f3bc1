import type { Language } from '@pincite/contract';
import type { DocumentId, ProvisionLabel } from '../domain/law.ts';
import { analyse } from './analyse.ts';
import {
  fromLatentSemanticsBytes,
  type LatentSemantics,
  latentSpaceToBytes,
  termOf,
} from './latent-semantics.ts';
import type { SparseMatrix } from './sparse-matrix.ts';
import { truncatedSvd } from './truncated-svd.ts';

/** A text of the corpus in one language; the two languages of a provision share document and label. */
export interface FittedPassage {
  readonly document: DocumentId;
  readonly lang: Language;
  readonly provision: ProvisionLabel;
  readonly text: string;
}

export interface FitOptions {
  readonly dimensions?: number;
  readonly seed?: number;
  /** A term in fewer joined texts says nothing about what goes with what. */
  readonly leastDocuments?: number;
  /** Joined texts that are fitted at most; evenly spread over a larger corpus. */
  readonly mostDocuments?: number;
}

const DEFAULTS = { dimensions: 256, seed: 20_250_101, leastDocuments: 2, mostDocuments: 30_000 };

/**
 * Fits the latent semantic embedder: the English and the French text of a provision are joined into one,
 * so that words of both languages that stand for the same thing fall together (cross-language latent
 * semantic indexing, Dumais, Letsche, Littman and Landauer 1997), weighted log × entropy (Dumais 1991),
 * reduced by a truncated SVD. Deterministic for the same passages in the same order. Lets the event
 * loop turn every few milliseconds. Ten thousand passages take about ten seconds on one core.
 */
export async function fitLatentSemantics(
  passages: Iterable<FittedPassage>,
  options: FitOptions = {},
): Promise<LatentSemantics> {
  const settings = { ...DEFAULTS, ...options };
  const joined = await drive(join(passages));
  const sampled = spread(joined, settings.mostDocuments);
  const { terms, weights, matrix } = await drive(weigh(sampled, settings.leastDocuments));
  const reduced = await drive(truncatedSvd(matrix, settings.dimensions, settings.seed));
  return fromLatentSemanticsBytes(
    latentSpaceToBytes({
      dimensions: reduced.dimensions,
      terms,
      weights,
      vectors: reduced.vectors,
    }),
  );
}

/** Runs a computation that yields, letting others run at each yield. */
async function drive<T>(work: Generator<void, T>): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

type Counts = Map<string, number>;

function* join(passages: Iterable<FittedPassage>): Generator<void, readonly Counts[]> {
  const byProvision = new Map<string, Counts>();
  let seen = 0;
  for (const { document, lang, provision, text } of passages) {
    const key = `${document}\n${provision}`;
    const counts = byProvision.get(key) ?? new Map<string, number>();
    byProvision.set(key, counts);
    for (const token of analyse(text, lang)) {
      const term = termOf(token, lang);
      counts.set(term, (counts.get(term) ?? 0) + 1);
    }
    seen += 1;
    if (seen % 50 === 0) yield;
  }
  return [...byProvision.values()].filter((counts) => counts.size > 0);
}

function spread<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  const step = all.length / most;
  return Array.from({ length: most }, (_, index) => all[Math.floor(index * step)]).filter(
    (each) => each !== undefined,
  );
}

interface Weighted {
  readonly terms: readonly string[];
  readonly weights: Float32Array;
  readonly matrix: SparseMatrix;
}

/** The term-by-text matrix, rows of texts at unit length, and the entropy weight of each term. */
function* weigh(texts: readonly Counts[], leastDocuments: number): Generator<void, Weighted> {
  const documents = new Map<string, number>();
  const totals = new Map<string, number>();
  for (const counts of texts) {
    for (const [term, count] of counts) {
      documents.set(term, (documents.get(term) ?? 0) + 1);
      totals.set(term, (totals.get(term) ?? 0) + count);
    }
  }
  yield;
  const terms = [...documents]
    .filter(([, count]) => count >= leastDocuments)
    .map(([term]) => term)
    .sort();
  const columns = new Map(terms.map((term, column) => [term, column]));
  const weights = entropyWeights(texts, columns, totals);
  yield;
  const offsets = new Uint32Array(texts.length + 1);
  const indices: number[] = [];
  const values: number[] = [];
  for (const [row, counts] of texts.entries()) {
    const start = values.length;
    let square = 0;
    for (const [term, count] of counts) {
      const column = columns.get(term);
      if (column === undefined) continue;
      const value = Math.log2(1 + count) * (weights[column] ?? 0);
      square += value * value;
      indices.push(column);
      values.push(value);
    }
    const length = Math.sqrt(square) || 1;
    for (let entry = start; entry < values.length; entry += 1) {
      values[entry] = (values[entry] ?? 0) / length;
    }
    offsets[row + 1] = values.length;
    if (row % 200 === 0) yield;
  }
  return {
    terms,
    weights,
    matrix: {
      rows: texts.length,
      columns: terms.length,
      offsets,
      indices: Uint32Array.from(indices),
      values: Float32Array.from(values),
    },
  };
}

/** 1 + Σ p·log p / log n: 0 for a term spread evenly over all texts, 1 for one that stands in one text. */
function entropyWeights(
  texts: readonly Counts[],
  columns: ReadonlyMap<string, number>,
  totals: ReadonlyMap<string, number>,
): Float32Array {
  const weights = new Float32Array(columns.size).fill(1);
  const scale = Math.log(Math.max(texts.length, 2));
  for (const counts of texts) {
    for (const [term, count] of counts) {
      const column = columns.get(term);
      if (column === undefined) continue;
      const share = count / (totals.get(term) ?? count);
      weights[column] = (weights[column] ?? 1) + (share * Math.log(share)) / scale;
    }
  }
  return weights;
}
