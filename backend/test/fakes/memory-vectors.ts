import { AppError } from '../../src/domain/errors.ts';
import type { VectorIndex } from '../../src/domain/ports.ts';

export interface MemoryVectors extends VectorIndex {
  /** While true every call fails as if the server were gone. */
  down: boolean;
  /** Calls of `upsert` that still succeed before the server goes; undefined for all. */
  upsertsLeft: number | undefined;
  readonly generations: Map<string, Map<string, Float32Array>>;
}

/** A vector index in memory, for tests. */
export function createMemoryVectors(): MemoryVectors {
  const generations = new Map<string, Map<string, Float32Array>>();
  const gone = () => new AppError('source-unavailable', 'The vector index is down.');
  const held = (generation: string): Map<string, Float32Array> => {
    if (fake.down) throw gone();
    const entries = generations.get(generation);
    if (entries === undefined) throw new AppError('source-unavailable', `No ${generation}.`);
    return entries;
  };
  const fake: MemoryVectors = {
    down: false,
    upsertsLeft: undefined,
    generations,
    async query(generation, vector, { limit }) {
      const dot = (other: Float32Array) =>
        other.reduce((sum, value, n) => sum + value * (vector[n] ?? 0), 0);
      return [...held(generation)]
        .map(([id, other]) => ({ id, similarity: dot(other) }))
        .toSorted((left, right) => right.similarity - left.similarity)
        .slice(0, limit);
    },
    async prepare(generation) {
      if (fake.down) throw gone();
      if (!generations.has(generation)) generations.set(generation, new Map());
    },
    async upsert(generation, entries) {
      if (fake.upsertsLeft !== undefined) {
        fake.down = fake.upsertsLeft === 0;
        fake.upsertsLeft -= 1;
      }
      const into = held(generation);
      for (const { id, vector } of entries) into.set(id, vector);
    },
    async remove(generation, ids) {
      const from = held(generation);
      for (const id of ids) from.delete(id);
    },
    ids: async (generation) => new Set(held(generation).keys()),
    async retain(kept) {
      if (fake.down) throw gone();
      for (const name of [...generations.keys()])
        if (!kept.includes(name)) generations.delete(name);
    },
    async ping() {
      if (fake.down) throw gone();
    },
  };
  return fake;
}
