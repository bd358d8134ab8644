import { type BestScores, bestScores, offer } from "./best-scores.js";
import { askedAs, type ByteRows, findingsBytes, togetherMost } from "./dot-products.js";
import { literal, op, type SimdLoop, simdLoop, simdModule, unsigned } from "./simd-module.js";

/**
 * The nearest rows of several vectors in one pass: a row is loaded and widened once for four of them, and only rows whose product is greater
 * than the worst of a vector's best so far leave the loop. Measured over 91,451 rows of 128 on one core: one vector 0.99 ms, two 1.19, four 2.15;
 * all products of one, without the search, 0.85.
 */

const [row, left, out, index, low, high, sum] = [0, 1, 2, 3, 4, 5, 6];
const { get, set, tee, add, br, brIf, constant } = op;
/** Four products, and the number of their row. */
const findingBytes = 20;
const stretch = Math.floor(findingsBytes / findingBytes);
const none = -(2 ** 31);

/** Lanes of 32 bits of two vectors put together; 4 to 7 are the second's. */
function lanes(...wanted: readonly number[]): readonly number[] {
  return [...op.i8Shuffle, ...wanted.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte))];
}

/** What four products of a row must exceed stands behind the four vectors. */
function moduleOf(dim: number, count: number): Uint8Array {
  const leastAt = togetherMost * dim * 2;
  const places = Array.from({ length: dim / 16 }, (_, block) => block * 16);
  // The sums of those that are not there stay zero.
  const vectors = Array.from({ length: count }, (_, vector) => vector);
  const load = (address: number) => [...op.v128Load.slice(0, 3), ...unsigned(address)];
  return simdModule({
    parameters: 4,
    numbers: 0,
    vectors: 2 + togetherMost,
    body: [
      ...[...op.block, ...op.loop],
      ...[get, left, op.equalsZero, brIf, 1],
      ...vectors.flatMap((vector) => [...op.v128Zero, set, sum + vector]),
      ...places.flatMap((place) => [
        ...[get, row, ...load(place), tee, low, ...op.i16ExtendHigh, set, high],
        ...[get, low, ...op.i16ExtendLow, set, low],
        ...vectors.flatMap((vector) => {
          const at = (vector * dim + place) * 2;
          return [
            ...[get, sum + vector],
            ...[get, low, constant, 0, ...load(at), ...op.i32Dot, ...op.i32AddLanes],
            ...[get, high, constant, 0, ...load(at + 16), ...op.i32Dot, ...op.i32AddLanes],
            ...[set, sum + vector],
          ];
        }),
      ]),
      // The lanes of four sums, added up side by side.
      ...[get, sum, get, sum + 1, ...lanes(0, 4, 1, 5), get, sum, get, sum + 1, ...lanes(2, 6, 3, 7)],
      ...[...op.i32AddLanes, set, low],
      ...[get, sum + 2, get, sum + 3, ...lanes(0, 4, 1, 5), get, sum + 2, get, sum + 3, ...lanes(2, 6, 3, 7)],
      ...[...op.i32AddLanes, set, high],
      ...[get, low, get, high, ...lanes(0, 1, 4, 5), get, low, get, high, ...lanes(2, 3, 6, 7)],
      ...[...op.i32AddLanes, tee, low],
      ...[constant, 0, ...load(leastAt), ...op.i32GreaterSigned, ...op.v128AnyTrue, ...op.ifSo],
      ...[get, out, get, low, ...op.v128Store, 0],
      ...[get, out, get, index, ...op.storeAt, 16],
      ...[get, out, constant, findingBytes, add, set, out],
      op.end,
      ...[get, row, constant, ...literal(dim), add, set, row],
      ...[get, index, constant, 1, add, set, index],
      ...[get, left, constant, 1, op.subtract, set, left],
      ...[br, 0, op.end, op.end],
      ...[get, out],
    ],
  });
}

/** By how many vectors are asked for. */
const loops = new WeakMap<ByteRows, Map<number, SimdLoop>>();

function loopOver(rows: ByteRows, count: number): SimdLoop {
  const own = loops.get(rows) ?? new Map<number, SimdLoop>();
  const loop = own.get(count) ?? simdLoop(moduleOf(rows.dim, count), rows.memory);
  loops.set(rows, own.set(count, loop));
  return loop;
}

/** The `count` rows with the greatest products with each of up to four vectors `[dim]`; of equal products the earlier rows. */
export function nearestRows(
  rows: ByteRows,
  vectors: readonly Float32Array[],
  count: number,
): readonly BestScores[] {
  const { memory, dim, rowsAt } = rows;
  const leastAt = togetherMost * dim * 2;
  const least = new Int32Array(memory.buffer, leastAt, togetherMost);
  const findings = new Int32Array(memory.buffer, leastAt + 16, (stretch * findingBytes) / 4);
  const best = vectors.map((vector, at) => {
    askedAs(vector, new Int16Array(memory.buffer, at * dim * 2, dim));
    return bestScores(count);
  });
  const run = loopOver(rows, vectors.length);
  // Nothing exceeds what nobody asks for.
  least.fill(2 ** 31 - 1);
  for (let from = 0; from < rows.count; from += stretch) {
    for (const [at, one] of best.entries()) {
      least[at] = one.count < count ? none : Math.max(none, one.scores[0] ?? 0);
    }
    const length = Math.min(stretch, rows.count - from);
    const end = run(rowsAt + from * dim, length, leastAt + 16, from);
    const found = (end - leastAt - 16) / findingBytes;
    for (let at = 0; at < found; at += 1) {
      const place = (at * findingBytes) / 4;
      for (let vector = 0; vector < best.length; vector += 1) {
        offer(best[vector]!, findings[place + 4]!, findings[place + vector]!);
      }
    }
  }
  return best;
}
