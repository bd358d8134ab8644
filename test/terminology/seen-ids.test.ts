import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Curie } from "../../src/domain/curie.js";
import { firstTimes, firstTimesOfIds } from "../../src/terminology/seen-ids.js";

describe("ids seen before", () => {
  it("are told as a set of them would", () => {
    const id = fc.oneof(
      fc
        .tuple(fc.constantFrom("A", "B"), fc.constantFrom("", "0", "000"), fc.nat({ max: 30 }))
        .map((parts) => {
          const [prefix, zeros, number] = parts;
          return `${prefix}:${zeros}${number}` as Curie;
        }),
      fc.constantFrom<Curie>("A:x", "B:x", "A:1x", "A:999999999999999", "A:9999999999999999999"),
    );
    fc.assert(
      fc.property(fc.array(id), (ids) => {
        const isFirst = firstTimesOfIds();
        const seen = new Set<Curie>();
        for (const one of ids) {
          expect(isFirst(one)).toBe(!seen.has(one));
          seen.add(one);
        }
      }),
    );
  });

  it("may be large numbers", () => {
    const isFirst = firstTimes();
    for (const number of [0, 7, 8, 130_000_000, 1 << 30, 2 ** 40]) {
      expect([isFirst(number), isFirst(number)]).toEqual([true, false]);
    }
  });
});
