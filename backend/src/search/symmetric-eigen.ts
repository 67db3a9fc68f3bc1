/** Sweeps after which the Jacobi method has long converged. */
const MOST_SWEEPS = 30;

/**
 * Eigenvalues, largest first, and eigenvectors (columns, row-major) of a symmetric matrix, by the
 * cyclic Jacobi method (Golub and Van Loan, Matrix Computations, 8.5). Yields between rows.
 */
export function* symmetricEigen(
  matrix: Float64Array,
  size: number,
): Generator<void, { values: Float64Array; vectors: Float64Array }> {
  const a = Float64Array.from(matrix);
  // Rows of `v` are eigenvectors while working: rotations then touch contiguous memory.
  const v = new Float64Array(size * size);
  for (let each = 0; each < size; each += 1) v[each * size + each] = 1;
  const at = (row: number, column: number): number => a[row * size + column] ?? 0;
  let scale = 0;
  for (let each = 0; each < size; each += 1) scale = Math.max(scale, Math.abs(at(each, each)));
  const tolerance = 1e-9 * scale;
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep += 1) {
    let rotated = false;
    for (let p = 0; p < size - 1; p += 1) {
      for (let q = p + 1; q < size; q += 1) {
        const off = at(p, q);
        if (Math.abs(off) <= tolerance) continue;
        rotated = true;
        const theta = (at(q, q) - at(p, p)) / (2 * off);
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        rotateColumns(a, size, p, q, c, t * c);
        rotateRows(a, size, p, q, c, t * c);
        rotateRows(v, size, p, q, c, t * c);
      }
      yield;
    }
    if (!rotated) break;
  }
  const order = Array.from({ length: size }, (_, each) => each).sort(
    (left, right) => at(right, right) - at(left, left),
  );
  const values = Float64Array.from(order, (each) => at(each, each));
  const vectors = new Float64Array(size * size);
  order.forEach((from, column) => {
    for (let row = 0; row < size; row += 1) {
      vectors[row * size + column] = v[from * size + row] ?? 0;
    }
  });
  return { values, vectors };
}

function rotateRows(m: Float64Array, size: number, p: number, q: number, c: number, s: number) {
  for (let each = 0, i = p * size, j = q * size; each < size; each += 1, i += 1, j += 1) {
    const left = m[i] ?? 0;
    const right = m[j] ?? 0;
    m[i] = c * left - s * right;
    m[j] = s * left + c * right;
  }
}

function rotateColumns(m: Float64Array, size: number, p: number, q: number, c: number, s: number) {
  for (let each = 0, i = p, j = q; each < size; each += 1, i += size, j += size) {
    const left = m[i] ?? 0;
    const right = m[j] ?? 0;
    m[i] = c * left - s * right;
    m[j] = s * left + c * right;
  }
}
