import { bestScores, offer, ranked } from "./best-scores.js";

/**
 * Unit vectors of a category's forms, one byte an element: element = byte / scale. Searched exactly, in one pass over the
 * rows: a pass over 100,000 rows of 128 takes about 15 ms on one core.
 */
export interface NameVectors {
  readonly dim: number;
  readonly scale: number;
  /** `[rows, dim]`: row i belongs to form i; forms beyond the last row have no vector. */
  readonly rows: Int8Array;
}

function dot(query: Float32Array, rows: Int8Array, start: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let at = 0; at < query.length; at += 4) {
    a += query[at]! * rows[start + at]!;
    b += query[at + 1]! * rows[start + at + 1]!;
    c += query[at + 2]! * rows[start + at + 2]!;
    d += query[at + 3]! * rows[start + at + 3]!;
  }
  return a + b + c + d;
}

export function hasVector({ dim, rows }: NameVectors, form: number): boolean {
  return form * dim < rows.length;
}

/** Of two unit vectors, 0 to 1. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += a[at]! * b[at]!;
  return Math.min(1, Math.max(0, sum));
}

/** Cosine of a unit vector `[dim]` with a form's, 0 to 1; undefined when the form has none. */
export function vectorCosine(vectors: NameVectors, query: Float32Array, form: number): number | undefined {
  if (!hasVector(vectors, form)) return undefined;
  return Math.min(1, Math.max(0, dot(query, vectors.rows, form * vectors.dim) / vectors.scale));
}

/** The `count` forms nearest to a unit vector `[dim]`, best first. */
export function nearestVectors({ dim, scale, rows }: NameVectors, query: Float32Array, count: number) {
  const best = bestScores(count);
  for (let form = 0; form * dim < rows.length; form += 1)
    offer(best, form, dot(query, rows, form * dim) / scale);
  return ranked(best);
}

/** As stored: the elements of a unit vector in bytes. */
export function toBytes(vector: Float32Array, scale: number): Int8Array {
  return Int8Array.from(vector, (value) => Math.max(-128, Math.min(127, Math.round(value * scale))));
}
