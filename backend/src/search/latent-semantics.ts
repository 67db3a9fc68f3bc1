import { createHash } from 'node:crypto';
import type { Language } from '@pincite/contract';
import { AppError } from '../domain/errors.ts';
import type { Embedder } from '../domain/ports.ts';
import { analyse } from './analyse.ts';

/** First bytes of a stored model, with the version of its layout. */
const MAGIC = 'pincite-latent-semantics-1\n';
/** Texts embedded between two turns of the event loop. */
const TEXTS_BETWEEN_PAUSES = 16;

/** What a fit found: for each term its weight in a text and its place among the dimensions. */
export interface LatentSpace {
  readonly dimensions: number;
  /** `en:appeal`: the language, then the token. */
  readonly terms: readonly string[];
  /** How much each term tells, from 0 (everywhere alike) to 1 (in one text only). */
  readonly weights: Float32Array;
  /** Row-major, terms by dimensions. */
  readonly vectors: Float32Array;
}

/** An embedder that was fitted on the corpus itself and can be stored. */
export interface LatentSemantics extends Embedder {
  toBytes(): Uint8Array;
}

/** The name of a token in the model; each language has tokens of its own. */
export function termOf(token: string, lang: Language): string {
  return `${lang}:${token}`;
}

/**
 * The stored form: a JSON header (dimensions, terms), the weights as float32, then for each term a scale
 * as float32 and its vector as int8, which is a quarter of the size and loses nothing that ranks.
 */
export function latentSpaceToBytes(space: LatentSpace): Uint8Array {
  const header = new TextEncoder().encode(
    `${MAGIC}${JSON.stringify({ dimensions: space.dimensions, terms: space.terms })}`,
  );
  const count = space.terms.length;
  const bytes = new Uint8Array(4 + header.length + count * 8 + count * space.dimensions);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, header.length, true);
  bytes.set(header, 4);
  let at = 4 + header.length;
  for (const weight of space.weights) {
    view.setFloat32(at, weight, true);
    at += 4;
  }
  for (let term = 0; term < count; term += 1) {
    const row = space.vectors.subarray(term * space.dimensions, (term + 1) * space.dimensions);
    let largest = 0;
    for (const value of row) largest = Math.max(largest, Math.abs(value));
    const scale = largest / 127;
    view.setFloat32(at, scale, true);
    at += 4;
    for (const value of row) {
      view.setInt8(at, scale === 0 ? 0 : Math.round(value / scale));
      at += 1;
    }
  }
  return bytes;
}

/** Loads a stored model. Throws AppError `source-unavailable` when the bytes are not one. */
export function fromLatentSemanticsBytes(bytes: Uint8Array): LatentSemantics {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { header, from } = readHeader(bytes, view);
  const { dimensions, terms } = header;
  const rows = new Map<string, number>();
  terms.forEach((term, row) => {
    rows.set(term, row);
  });
  const weights = new Float32Array(terms.length);
  for (let row = 0; row < terms.length; row += 1)
    weights[row] = view.getFloat32(from + row * 4, true);
  const vectorsFrom = from + terms.length * 4;
  const rowBytes = 4 + dimensions;
  const id = `latent-semantics-${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}`;

  const embedOne = (text: string, lang: Language): Float32Array => {
    const counts = new Map<number, number>();
    for (const token of analyse(text, lang)) {
      const row = rows.get(termOf(token, lang));
      if (row !== undefined) counts.set(row, (counts.get(row) ?? 0) + 1);
    }
    const vector = new Float32Array(dimensions);
    for (const [row, count] of counts) {
      const start = vectorsFrom + row * rowBytes;
      const factor = Math.log2(1 + count) * (weights[row] ?? 0) * view.getFloat32(start, true);
      for (let each = 0; each < dimensions; each += 1) {
        vector[each] = (vector[each] ?? 0) + factor * view.getInt8(start + 4 + each);
      }
    }
    return normalised(vector);
  };

  return {
    id,
    dimensions,
    embed: async (texts, signal) => {
      const vectors: Float32Array[] = [];
      for (const [index, { text, lang }] of texts.entries()) {
        if (index > 0 && index % TEXTS_BETWEEN_PAUSES === 0) {
          await new Promise((resolve) => setImmediate(resolve));
        }
        signal?.throwIfAborted();
        vectors.push(embedOne(text, lang));
      }
      return vectors;
    },
    toBytes: () => bytes.slice(),
  };
}

/** Unit length; a text without known words gets one fixed direction, since an index takes no zero vector. */
function normalised(vector: Float32Array): Float32Array {
  let square = 0;
  for (const value of vector) square += value * value;
  if (square === 0) {
    if (vector.length > 0) vector[0] = 1;
    return vector;
  }
  const factor = 1 / Math.sqrt(square);
  for (let each = 0; each < vector.length; each += 1) vector[each] = (vector[each] ?? 0) * factor;
  return vector;
}

function readHeader(
  bytes: Uint8Array,
  view: DataView,
): { header: { dimensions: number; terms: readonly string[] }; from: number } {
  try {
    const length = view.getUint32(0, true);
    const text = new TextDecoder().decode(bytes.subarray(4, 4 + length));
    if (!text.startsWith(MAGIC)) throw new Error('unknown layout');
    const header: { dimensions: number; terms: readonly string[] } = JSON.parse(
      text.slice(MAGIC.length),
    );
    const from = 4 + length;
    if (bytes.length !== from + header.terms.length * (8 + header.dimensions)) {
      throw new Error('wrong length');
    }
    return { header, from };
  } catch (cause) {
    throw new AppError(
      'source-unavailable',
      'The stored semantic model cannot be read; run ingestion again.',
      { cause },
    );
  }
}
