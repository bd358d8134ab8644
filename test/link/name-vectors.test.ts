import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../src/evaluate/bootstrap.js";
import { ranked } from "../../src/link/best-scores.js";
import { byteRows } from "../../src/link/dot-products.js";
import { nearestVectors, packVectors, vectorCosine } from "../../src/link/name-vectors.js";
import { nearestRows } from "../../src/link/nearest-rows.js";

const dim = 32;
const unitVector = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: dim, maxLength: dim })
  .filter((values) => Math.hypot(...values) > 0.1)
  .map((values) => Float32Array.from(values, (value) => value / Math.hypot(...values)));

describe("name vectors", () => {
  it("have the dot products of plain arithmetic", () => {
    const byte = fc.integer({ min: -128, max: 127 });
    fc.assert(
      fc.property(
        fc.array(fc.array(byte, { minLength: dim, maxLength: dim }), { maxLength: 6 }),
        unitVector,
        (bytes, query) => {
          const rows = byteRows(bytes.length, dim);
          rows.rows.set(bytes.flat());
          rows.ask(query);
          const products = rows.products();
          for (const [row, own] of bytes.entries()) {
            const expected = own.reduce(
              (sum, value, at) => sum + value * Math.round(query[at]! * rows.unit),
              0,
            );
            expect(products[row]).toBe(expected);
          }
        },
      ),
    );
  });

  it("are searched as brute force would, within a byte's rounding", () => {
    fc.assert(
      fc.property(fc.array(unitVector, { minLength: 1, maxLength: 20 }), unitVector, (vectors, query) => {
        const packed = packVectors(vectors, { scale: 127, rows: byteRows(0, dim) });
        const found = nearestVectors(packed, query, 5);
        const exact = vectors.map((vector) => vector.reduce((sum, value, at) => sum + value * query[at]!, 0));
        for (const { item, score } of found) {
          expect(score).toBeCloseTo(Math.max(0, exact[item]!), 1);
          expect(vectorCosine(packed, query, item)).toBeCloseTo(score, 3);
        }
        const best = Math.max(...exact);
        expect(exact[found[0]!.item]).toBeGreaterThan(best - 0.05);
      }),
    );
  });

  it("are the nearest of plain arithmetic, however many are asked for together", () => {
    const random = seededRandom(7);
    for (const [width, count] of [
      [16, 40],
      [128, 5_000],
    ] as const) {
      const rows = byteRows(count, width);
      for (const at of rows.rows.keys()) rows.rows[at] = Math.floor(random() * 256) - 128;
      // Equal rows: the earlier one wins.
      rows.rows.copyWithin(width, 0, width);
      for (const together of [1, 2, 3, 4]) {
        const queries = Array.from({ length: together }, () =>
          Float32Array.from({ length: width }, () => (random() - 0.5) / 4),
        );
        for (const [at, best] of nearestRows(rows, queries, 7).entries()) {
          const asked = Array.from(queries[at]!, (value) => Math.round(value * rows.unit));
          const products = Array.from({ length: count }, (_, row) => ({
            item: row,
            score: asked.reduce((sum, value, place) => sum + value * rows.rows[row * width + place]!, 0),
          }));
          const wanted = products.sort((a, b) => b.score - a.score || a.item - b.item).slice(0, 7);
          expect(ranked(best)).toEqual(wanted);
        }
      }
    }
  });

  it("are missing beyond the last row", () => {
    const packed = packVectors([new Float32Array(dim)], { scale: 127, rows: byteRows(0, dim) });
    expect(vectorCosine(packed, new Float32Array(dim), 1)).toBeUndefined();
  });

  it("need rows of whole SIMD words", () => {
    expect(() => byteRows(1, 100)).toThrow(RangeError);
  });
});
