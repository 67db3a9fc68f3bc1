/** A sparse matrix in compressed rows, single precision. */
export interface SparseMatrix {
  readonly rows: number;
  readonly columns: number;
  /** `rows + 1` offsets into `indices` and `values`. */
  readonly offsets: Uint32Array;
  readonly indices: Uint32Array;
  readonly values: Float32Array;
}

/** Multiply-adds after which a computation offers to let others run; some milliseconds' worth. */
const WORK_BETWEEN_PAUSES = 4_000_000;

/**
 * `matrix · dense`, or `matrixᵀ · dense` when `transposed`. `dense` is row-major with `width` columns.
 * Yields now and then, so that the driver can let the event loop turn.
 */
export function* multiply(
  matrix: SparseMatrix,
  dense: Float32Array,
  width: number,
  transposed: boolean,
): Generator<void, Float32Array> {
  const result = new Float32Array((transposed ? matrix.columns : matrix.rows) * width);
  let work = 0;
  for (let row = 0; row < matrix.rows; row += 1) {
    const end = matrix.offsets[row + 1] ?? 0;
    for (let entry = matrix.offsets[row] ?? 0; entry < end; entry += 1) {
      const value = matrix.values[entry] ?? 0;
      const column = matrix.indices[entry] ?? 0;
      const to = (transposed ? column : row) * width;
      const from = (transposed ? row : column) * width;
      for (let each = 0; each < width; each += 1) {
        result[to + each] = (result[to + each] ?? 0) + value * (dense[from + each] ?? 0);
      }
      work += width;
    }
    if (work > WORK_BETWEEN_PAUSES) {
      work = 0;
      yield;
    }
  }
  return result;
}

/** `denseᵀ · dense` for a row-major matrix of `width` columns, in double precision. */
export function* gram(dense: Float32Array, width: number): Generator<void, Float64Array> {
  const result = new Float64Array(width * width);
  const rows = dense.length / width;
  let work = 0;
  for (let row = 0; row < rows; row += 1) {
    const base = row * width;
    for (let left = 0; left < width; left += 1) {
      const value = dense[base + left] ?? 0;
      if (value === 0) continue;
      const to = left * width;
      for (let right = 0; right <= left; right += 1) {
        result[to + right] = (result[to + right] ?? 0) + value * (dense[base + right] ?? 0);
      }
    }
    work += (width * width) / 2;
    if (work > WORK_BETWEEN_PAUSES) {
      work = 0;
      yield;
    }
  }
  for (let left = 0; left < width; left += 1) {
    for (let right = 0; right < left; right += 1) {
      result[right * width + left] = result[left * width + right] ?? 0;
    }
  }
  return result;
}

/** `dense · small` for row-major matrices, where `small` is `width` by `columns`. */
export function* multiplySmall(
  dense: Float32Array,
  width: number,
  small: Float64Array,
  columns: number,
): Generator<void, Float32Array> {
  const rows = dense.length / width;
  const result = new Float32Array(rows * columns);
  let work = 0;
  for (let row = 0; row < rows; row += 1) {
    for (let each = 0; each < width; each += 1) {
      const value = dense[row * width + each] ?? 0;
      if (value === 0) continue;
      const from = each * columns;
      const to = row * columns;
      for (let column = 0; column < columns; column += 1) {
        result[to + column] = (result[to + column] ?? 0) + value * (small[from + column] ?? 0);
      }
    }
    work += width * columns;
    if (work > WORK_BETWEEN_PAUSES) {
      work = 0;
      yield;
    }
  }
  return result;
}
