import { ranked } from "./best-scores.js";
import { type ByteRows, byteRows } from "./dot-products.js";
import { nearestRows } from "./nearest-rows.js";
import { searchLists, type VectorLists } from "./vector-lists.js";

/**
 * Unit vectors of a category's forms, one byte an element. They are searched exactly in one pass over the rows, or, from
 * {@link exactUpTo} rows on, by lists.
 */
export interface NameVectors {
  /** An element of a vector is its byte divided by this. */
  readonly scale: number;
  /** Without lists, row i belongs to form i. Forms beyond the last row have no vector. */
  readonly rows: ByteRows;
  readonly lists?: VectorLists;
}

/** Rows up to which a search is exact: about 2 ms on one core. */
export const exactUpTo = 300_000;

/** Share of the centres whose lists are read, for a recall of 0.99 or more; `bench/linking.ts` measures it. */
const probedShare = 1 / 6;

/** Where the vector of a form begins. */
function startOf({ rows, lists }: NameVectors, form: number): number {
  return (lists ? lists.formRow[form]! : form) * rows.dim;
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
export function vectorCosine(vectors: NameVectors, query: Float32Array, form: number): number | undefined {
  const { scale, rows } = vectors;
  if (form >= rows.count) return undefined;
  let sum = 0;
  const start = startOf(vectors, form);
  for (let at = 0; at < rows.dim; at += 1) sum += query[at]! * rows.rows[start + at]!;
  return unitInterval(sum / scale);
}

/** The unit vector `[dim]` of a form, as far as its bytes tell; undefined when the form has none. */
export function formVector(vectors: NameVectors, form: number): Float32Array | undefined {
  const { rows } = vectors;
  if (form >= rows.count) return undefined;
  const start = startOf(vectors, form);
  const vector = Float32Array.from(rows.rows.subarray(start, start + rows.dim));
  const length = Math.hypot(...vector);
  return length === 0 ? undefined : vector.map((value) => value / length);
}

/** A form with its cosine. */
export interface NearForm {
  readonly item: number;
  readonly score: number;
}

/** The `count` forms nearest to a unit vector `[dim]`, best first: exactly, or where there are lists, with few exceptions. */
export function nearestVectors(
  vectors: NameVectors,
  query: Float32Array,
  count: number,
): readonly NearForm[] {
  return nearestOfEach(vectors, [query], count)[0]!;
}

/** The same of up to {@link togetherMost} vectors, in half the time of one by one where there are no lists. */
export function nearestOfEach(
  { scale, rows, lists }: NameVectors,
  queries: readonly Float32Array[],
  count: number,
): readonly (readonly NearForm[])[] {
  const probes = lists ? Math.ceil(lists.centres.count * probedShare) : 0;
  const best = lists
    ? queries.map((query) => searchLists(lists, rows, query, count, probes))
    : nearestRows(rows, queries, count);
  return best.map((own) =>
    ranked(own).map(({ item, score }) => ({ item, score: unitInterval(score / (rows.unit * scale)) })),
  );
}

/** What the elements of vectors made here are multiplied with. */
export const vectorScale = 127;

/** A unit vector `[dim]` as bytes. */
export function vectorBytes(vector: Float32Array, scale: number): Int8Array {
  return Int8Array.from(vector, (value) => Math.max(-128, Math.min(127, Math.round(value * scale))));
}

/** Packs unit vectors `[dim]` as those of `like` are. */
export function packVectors(vectors: readonly Float32Array[], like: NameVectors): NameVectors {
  const { scale } = like;
  const rows = byteRows(vectors.length, like.rows.dim);
  for (const [row, vector] of vectors.entries()) rows.rows.set(vectorBytes(vector, scale), row * rows.dim);
  return { scale, rows };
}
