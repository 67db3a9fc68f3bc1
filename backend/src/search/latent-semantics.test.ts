import { describe, expect, it } from 'vitest';
import { AppError } from '../domain/errors.ts';
import { type FittedPassage, fitLatentSemantics } from './fit-latent-semantics.ts';
import { fromLatentSemanticsBytes } from './latent-semantics.ts';
import { symmetricEigen } from './symmetric-eigen.ts';
import { truncatedSvd } from './truncated-svd.ts';

const pair = (provision: string, en: string, fr: string): FittedPassage[] => [
  { document: 'X-1', lang: 'en', provision, text: en },
  { document: 'X-1', lang: 'fr', provision, text: fr },
];

const corpus = [
  ...pair('1', 'boat licence for the harbour', 'permis de bateau pour le port'),
  ...pair('2', 'a boat in the harbour pays a fee', 'un bateau dans le port paie des frais'),
  ...pair('3', 'licence for a boat and its fee', 'permis pour un bateau et ses frais'),
  ...pair('4', 'a dog must wear a collar', 'un chien doit porter un collier'),
  ...pair('5', 'the collar of a dog has a tag', 'le collier d’un chien a une médaille'),
  ...pair('6', 'a tag for every dog', 'une médaille pour chaque chien'),
];

const cosine = (left: Float32Array, right: Float32Array): number =>
  left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);

describe('fitLatentSemantics', () => {
  it('brings a French question near the English text of the same matter', async () => {
    const model = await fitLatentSemantics(corpus, { dimensions: 4 });
    const [question, boat, dog] = await model.embed([
      { text: 'frais pour mon bateau', lang: 'fr' },
      { text: 'a boat in the harbour pays a fee', lang: 'en' },
      { text: 'a dog must wear a collar', lang: 'en' },
    ]);
    if (question === undefined || boat === undefined || dog === undefined) throw new Error('few');
    expect(cosine(question, boat)).toBeGreaterThan(cosine(question, dog) + 0.4);
  });

  it('gives the same bytes for the same passages, and the same vectors after loading', async () => {
    const first = await fitLatentSemantics(corpus, { dimensions: 4 });
    const second = await fitLatentSemantics(corpus, { dimensions: 4 });
    expect(second.id).toBe(first.id);
    const loaded = fromLatentSemanticsBytes(first.toBytes());
    expect(loaded.id).toBe(first.id);
    expect(loaded.dimensions).toBe(4);
    const text = [{ text: 'harbour fee', lang: 'en' as const }];
    expect(await loaded.embed(text)).toEqual(await first.embed(text));
  });

  it('gives unit vectors, also for texts that it has no word of', async () => {
    const model = await fitLatentSemantics(corpus, { dimensions: 4 });
    for (const text of ['dog tag', 'zebra', '']) {
      const [vector] = await model.embed([{ text, lang: 'en' }]);
      expect(Math.hypot(...(vector ?? []))).toBeCloseTo(1, 5);
    }
  });

  it('refuses bytes that are not a model', () => {
    expect(() => fromLatentSemanticsBytes(new Uint8Array(3))).toThrow(AppError);
    expect(() => fromLatentSemanticsBytes(new TextEncoder().encode('{"a":1} and more'))).toThrow(
      AppError,
    );
  });
});

function run<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

describe('truncatedSvd', () => {
  it('finds the singular values of a matrix that is known', () => {
    // diag(5, 3, 1) with a row of zeros.
    const matrix = {
      rows: 4,
      columns: 3,
      offsets: Uint32Array.of(0, 1, 2, 3, 3),
      indices: Uint32Array.of(0, 1, 2),
      values: Float32Array.of(5, 3, 1),
    };
    const { values, vectors, dimensions } = run(truncatedSvd(matrix, 2, 1));
    expect(dimensions).toBe(2);
    expect(values[0]).toBeCloseTo(5, 4);
    expect(values[1]).toBeCloseTo(3, 4);
    expect(Math.abs(vectors[0] ?? 0)).toBeCloseTo(1, 4);
  });
});

describe('symmetricEigen', () => {
  it('rebuilds the matrix from its values and vectors', () => {
    const matrix = Float64Array.of(4, 1, 2, 1, 3, 0, 2, 0, 1);
    const { values, vectors } = run(symmetricEigen(matrix, 3));
    for (let row = 0; row < 3; row += 1) {
      for (let column = 0; column < 3; column += 1) {
        let sum = 0;
        for (let each = 0; each < 3; each += 1) {
          sum +=
            (values[each] ?? 0) *
            (vectors[row * 3 + each] ?? 0) *
            (vectors[column * 3 + each] ?? 0);
        }
        expect(sum).toBeCloseTo(matrix[row * 3 + column] ?? 0, 6);
      }
    }
    expect([...values]).toEqual([...values].sort((left, right) => right - left));
  });
});
