import { closeSync, openSync, readSync, statSync } from "node:fs";
import { bestScores, offer, ranked } from "./best-scores.js";

/**
 * Unit vectors of one category's forms as bytes: element = round(127 · x), so that the dot product of two names' rows
 * over 127² is their cosine to about 0.01. Exact search: one pass over all rows.
 */
export interface NameVectors {
  readonly dim: number;
  /** `[forms, dim]`, row i belongs to form i. */
  readonly rows: Int8Array;
}

/** Dot product of a query with row `form`; `query` is a unit vector `[dim]`. */
export function vectorCosine({ dim, rows }: NameVectors, query: Float32Array, form: number): number {
  let sum = 0;
  const start = form * dim;
  for (let at = 0; at < dim; at += 1) sum += query[at]! * rows[start + at]!;
  return Math.min(1, Math.max(0, sum / 127));
}

/** The `count` forms nearest to the query, best first. */
export function nearestVectors(vectors: NameVectors, query: Float32Array, count: number) {
  const { dim, rows } = vectors;
  const best = bestScores(count);
  const total = rows.length / dim;
  for (let form = 0; form < total; form += 1) {
    let sum = 0;
    const start = form * dim;
    for (let at = 0; at < dim; at += 1) sum += query[at]! * rows[start + at]!;
    offer(best, form, sum / 127);
  }
  return ranked(best);
}

/** As stored: each element of a unit vector in one byte. */
export function toBytes(vector: Float32Array): Int8Array {
  return Int8Array.from(vector, (value) => Math.round(Math.max(-1, Math.min(1, value)) * 127));
}

/** Reads `length` bytes at `position` of a file, or undefined when it is shorter. */
export function readBytes(path: string, position: number, length: number): Int8Array | undefined {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) < position + length) return undefined;
  const bytes = new Int8Array(length);
  const file = openSync(path, "r");
  try {
    for (let done = 0; done < length; ) done += readSync(file, bytes, done, length - done, position + done);
  } finally {
    closeSync(file);
  }
  return bytes;
}
