import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byteRows } from "../../src/link/dot-products.js";
import { nearestVectors, packVectors, vectorCosine } from "../../src/link/name-vectors.js";

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

  it("are missing beyond the last row", () => {
    const packed = packVectors([new Float32Array(dim)], { scale: 127, rows: byteRows(0, dim) });
    expect(vectorCosine(packed, new Float32Array(dim), 1)).toBeUndefined();
  });

  it("need rows of whole SIMD words", () => {
    expect(() => byteRows(1, 100)).toThrow(RangeError);
  });
});
