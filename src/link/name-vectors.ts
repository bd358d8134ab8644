import { bestScores, offer, ranked } from "./best-scores.js";
import { type ByteRows, byteRows } from "./dot-products.js";

/** Unit vectors of a category's forms, one byte an element, searched exactly in one pass over the rows. */
export interface NameVectors {
  /** An element of a vector is its byte divided by this. */
  readonly scale: number;
  /** Row i belongs to form i; forms beyond the last row have no vector. */
  readonly rows: ByteRows;
}

const unitInterval = (value: number) => Math.min(1, Math.max(0, value));

export function hasVector({ rows }: NameVectors, form: number): boolean {
  return form < rows.count;
}

/** Of two unit vectors, 0 to 1. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += a[at]! * b[at]!;
  return unitInterval(sum);
}

/** Cosine of a unit vector `[dim]` with a form's, 0 to 1; undefined when the form has none. */
export function vectorCosine(
  { scale, rows }: NameVectors,
  query: Float32Array,
  form: number,
): number | undefined {
  if (form >= rows.count) return undefined;
  let sum = 0;
  const start = form * rows.dim;
  for (let at = 0; at < rows.dim; at += 1) sum += query[at]! * rows.rows[start + at]!;
  return unitInterval(sum / scale);
}

/** The unit vector `[dim]` of a form, as far as its bytes tell; undefined when the form has none. */
export function formVector({ rows }: NameVectors, form: number): Float32Array | undefined {
  if (form >= rows.count) return undefined;
  const vector = Float32Array.from(rows.rows.subarray(form * rows.dim, (form + 1) * rows.dim));
  const length = Math.hypot(...vector);
  return length === 0 ? undefined : vector.map((value) => value / length);
}

/** The `count` forms nearest to a unit vector `[dim]`, best first. */
export function nearestVectors({ scale, rows }: NameVectors, query: Float32Array, count: number) {
  const best = bestScores(count);
  const products = rows.products(query);
  for (let form = 0; form < products.length; form += 1) offer(best, form, products[form]!);
  return ranked(best).map(({ item, score }) => ({ item, score: unitInterval(score / (rows.unit * scale)) }));
}

/** Packs unit vectors `[dim]` as those of `like` are. */
export function packVectors(vectors: readonly Float32Array[], like: NameVectors): NameVectors {
  const { scale } = like;
  const rows = byteRows(vectors.length, like.rows.dim);
  for (const [row, vector] of vectors.entries()) {
    for (const [at, value] of vector.entries()) {
      rows.rows[row * rows.dim + at] = Math.max(-128, Math.min(127, Math.round(value * scale)));
    }
  }
  return { scale, rows };
}
