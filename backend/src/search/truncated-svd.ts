import { gram, multiply, multiplySmall, type SparseMatrix } from './sparse-matrix.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

/** Columns beyond the wanted ones that make the random sketch accurate. */
const OVERSAMPLING = 16;
const POWER_ITERATIONS = 2;

export interface RightSingular {
  readonly dimensions: number;
  /** Row-major, `columns` of the matrix by `dimensions`. */
  readonly vectors: Float32Array;
  /** Singular values, largest first. */
  readonly values: Float64Array;
}

/**
 * The right singular vectors of a sparse matrix, by the randomised range finder with power iterations
 * (Halko, Martinsson and Tropp 2011, algorithms 4.4 and 5.1). Deterministic for a seed. Yields now and
 * then. Gives fewer dimensions than wanted when the matrix is smaller.
 */
export function* truncatedSvd(
  matrix: SparseMatrix,
  wanted: number,
  seed: number,
): Generator<void, RightSingular> {
  const width = Math.min(wanted + OVERSAMPLING, matrix.rows, matrix.columns);
  const sketch = gaussian(matrix.rows * width, seed);
  let basis = yield* multiply(matrix, sketch, width, true);
  basis = yield* orthonormalised(basis, width);
  for (let iteration = 0; iteration < POWER_ITERATIONS; iteration += 1) {
    const image = yield* multiply(matrix, basis, width, false);
    basis = yield* multiply(matrix, image, width, true);
    basis = yield* orthonormalised(basis, width);
  }
  const projected = yield* multiply(matrix, basis, width, false);
  const { values, vectors } = yield* symmetricEigen(yield* gram(projected, width), width);
  const dimensions = Math.min(wanted, width);
  const leading = new Float64Array(width * dimensions);
  for (let row = 0; row < width; row += 1) {
    for (let column = 0; column < dimensions; column += 1) {
      leading[row * dimensions + column] = vectors[row * width + column] ?? 0;
    }
  }
  return {
    dimensions,
    vectors: yield* multiplySmall(basis, width, leading, dimensions),
    values: values.slice(0, dimensions).map((value) => Math.sqrt(Math.max(value, 0))),
  };
}

/** Orthonormal columns with the same span: Cholesky QR, twice, which repairs its own rounding. */
function* orthonormalised(dense: Float32Array, width: number): Generator<void, Float32Array> {
  let result = dense;
  for (let turn = 0; turn < 2; turn += 1) {
    const inverse = inverseOfCholesky(yield* gram(result, width), width);
    result = yield* multiplySmall(result, width, inverse, width);
  }
  return result;
}

/** `R⁻¹` (row-major, upper) for the Cholesky factor `G = RᵀR`; directions without length become zero. */
function inverseOfCholesky(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  let largest = 0;
  for (let each = 0; each < size; each += 1) {
    largest = Math.max(largest, matrix[each * size + each] ?? 0);
  }
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = matrix[row * size + column] ?? 0;
      for (let each = 0; each < column; each += 1) {
        sum -= (lower[row * size + each] ?? 0) * (lower[column * size + each] ?? 0);
      }
      if (row === column) lower[row * size + row] = sum > largest * 1e-12 ? Math.sqrt(sum) : 0;
      else {
        const pivot = lower[column * size + column] ?? 0;
        lower[row * size + column] = pivot === 0 ? 0 : sum / pivot;
      }
    }
  }
  const inverse = new Float64Array(size * size);
  for (let column = 0; column < size; column += 1) {
    const pivot = lower[column * size + column] ?? 0;
    if (pivot === 0) continue;
    // Solves Rᵀ's transpose system upwards: R · x = e(column).
    inverse[column * size + column] = 1 / pivot;
    for (let row = column - 1; row >= 0; row -= 1) {
      let sum = 0;
      for (let each = row + 1; each <= column; each += 1) {
        sum += (lower[each * size + row] ?? 0) * (inverse[each * size + column] ?? 0);
      }
      const own = lower[row * size + row] ?? 0;
      inverse[row * size + column] = own === 0 ? 0 : -sum / own;
    }
  }
  return inverse;
}

/** Standard normal numbers from a seed: mulberry32 and the Box-Muller transform. */
function gaussian(count: number, seed: number): Float32Array {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const numbers = new Float32Array(count);
  for (let each = 0; each < count; each += 2) {
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    numbers[each] = radius * Math.cos(angle);
    if (each + 1 < count) numbers[each + 1] = radius * Math.sin(angle);
  }
  return numbers;
}
