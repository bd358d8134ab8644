import { setImmediate } from "node:timers/promises";
import { bestScores, offer } from "./best-scores.js";
import { type ByteRows, byteRows } from "./dot-products.js";

/**
 * Rows of vectors in lists by the nearest of some centres, so that a search reads the lists of the nearest centres only:
 * the inverted file of Jégou, Douze & Schmid (2011, "Product quantization for nearest neighbor search"), with whole bytes
 * instead of their codes.
 */
export interface VectorLists {
  readonly centres: ByteRows;
  /** `[centres + 1]`: the rows of centre c stand at `starts[c]` to `starts[c + 1]`. */
  readonly starts: Uint32Array;
  /** `[rows]`: the form of a row. */
  readonly rowForm: Uint32Array;
  /** `[rows]`: the row of a form. */
  readonly formRow: Uint32Array;
}

/** What is kept of lists; the rows stay in the order of their forms. */
export interface StoredLists {
  /** `[centres, dim]` */
  readonly centres: Uint8Array;
  readonly starts: Uint32Array;
  readonly rowForm: Uint32Array;
}

const centreScale = 127;
const rounds = 4;
/** Rows that the centres are learned from, for each centre. */
const sampleOfCentre = 48;
/** Rows between two pauses for the event loop. */
const pauseAfter = 8_192;

/** A few lists too many cost little: every query is compared with each centre. */
export function centreCount(rows: number): number {
  return Math.min(4_096, Math.max(1, 2 ** Math.round(Math.log2(Math.sqrt(rows) * 1.5))));
}

function unitVector(rows: Int8Array, row: number, dim: number, into: Float32Array): Float32Array {
  let square = 0;
  for (let at = 0; at < dim; at += 1) square += rows[row * dim + at]! ** 2;
  const length = Math.sqrt(square) || 1;
  for (let at = 0; at < dim; at += 1) into[at] = rows[row * dim + at]! / length;
  return into;
}

function nearest(centres: ByteRows, vector: Float32Array): number {
  centres.ask(vector);
  const products = centres.products();
  let best = 0;
  for (let centre = 1; centre < products.length; centre += 1) {
    if (products[centre]! > products[best]!) best = centre;
  }
  return best;
}

/** Moves each centre to the mean direction of the sampled rows nearest to it; one without any takes a sampled row. */
function moveCentres(centres: ByteRows, sums: Float32Array, rows: Int8Array, sample: Uint32Array): void {
  const { dim, count } = centres;
  for (let centre = 0; centre < count; centre += 1) {
    const sum = sums.subarray(centre * dim, (centre + 1) * dim);
    if (sum.every((value) => value === 0)) {
      unitVector(rows, sample[(centre * sampleOfCentre) % sample.length]!, dim, sum);
    }
    const length = Math.hypot(...sum) || 1;
    for (let at = 0; at < dim; at += 1) {
      centres.rows[centre * dim + at] = Math.round((sum[at]! / length) * centreScale);
    }
  }
}

/**
 * Sorts rows into lists: spherical k-means on an even sample, then each row to its nearest centre. The same rows give
 * the same lists.
 *
 * @param rows `[count, dim]`, in the order of forms
 * @param progress rows sorted, of how many
 */
export async function sortIntoLists(
  rows: Int8Array,
  dim: number,
  progress: (done: number, total: number) => void = () => undefined,
): Promise<StoredLists> {
  const count = rows.length / dim;
  const centres = byteRows(centreCount(count), dim);
  const sampled = Math.min(count, centres.count * sampleOfCentre);
  const sample = Uint32Array.from({ length: sampled }, (_, place) => Math.floor((place * count) / sampled));
  const sums = new Float32Array(centres.count * dim);
  const vector = new Float32Array(dim);
  moveCentres(centres, sums, rows, sample);
  for (let round = 0; round < rounds; round += 1) {
    sums.fill(0);
    for (const [place, row] of sample.entries()) {
      if (place % pauseAfter === 0) await setImmediate();
      const start = nearest(centres, unitVector(rows, row, dim, vector)) * dim;
      for (let at = 0; at < dim; at += 1) sums[start + at]! += vector[at]!;
    }
    moveCentres(centres, sums, rows, sample);
  }
  const centreOf = new Uint16Array(count);
  for (let row = 0; row < count; row += 1) {
    if (row % pauseAfter === 0) {
      progress(row, count);
      await setImmediate();
    }
    centreOf[row] = nearest(centres, unitVector(rows, row, dim, vector));
  }
  progress(count, count);
  const starts = new Uint32Array(centres.count + 1);
  for (const centre of centreOf) starts[centre + 1]! += 1;
  for (let centre = 0; centre < centres.count; centre += 1) starts[centre + 1]! += starts[centre]!;
  const next = starts.slice();
  const rowForm = new Uint32Array(count);
  for (let form = 0; form < count; form += 1) {
    rowForm[next[centreOf[form]!]!] = form;
    next[centreOf[form]!]! += 1;
  }
  return { centres: new Uint8Array(centres.rows.slice().buffer), starts, rowForm };
}

/** Makes stored lists ready, and the rows in their order. */
export function openLists(
  stored: StoredLists,
  rows: Int8Array,
  dim: number,
): { readonly lists: VectorLists; readonly rows: ByteRows } {
  const { starts, rowForm } = stored;
  const centres = byteRows(stored.centres.length / dim, dim);
  centres.rows.set(new Int8Array(stored.centres.buffer, stored.centres.byteOffset, stored.centres.length));
  const sorted = byteRows(rowForm.length, dim);
  const formRow = new Uint32Array(rowForm.length);
  for (const [row, form] of rowForm.entries()) {
    sorted.rows.set(rows.subarray(form * dim, (form + 1) * dim), row * dim);
    formRow[form] = row;
  }
  return { lists: { centres, starts, rowForm, formRow }, rows: sorted };
}

/** Offers the `count` forms nearest to a vector among the rows of the `probes` nearest centres, best first by product. */
export function searchLists(
  { centres, starts, rowForm }: VectorLists,
  rows: ByteRows,
  query: Float32Array,
  count: number,
  probes: number,
) {
  const near = bestScores(probes);
  centres.ask(query);
  for (const [centre, product] of centres.products().entries()) offer(near, centre, product);
  const best = bestScores(count);
  rows.ask(query);
  for (const centre of near.items.subarray(0, near.count)) {
    const from = starts[centre]!;
    const products = rows.products(from, starts[centre + 1]!);
    for (let at = 0; at < products.length; at += 1) offer(best, rowForm[from + at]!, products[at]!);
  }
  return best;
}
