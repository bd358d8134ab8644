import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, sameJson } from "../../src/domain/canonical-json.js";

/** Values of few kinds and names, so that equal ones come often. */
const value = fc.letrec<{ readonly value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, 0, -0, 1, "", "a", "\ud800"),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom("a", "b", "__proto__", "constructor"),
      fc.oneof(tie("value"), fc.constant(undefined)),
      { maxKeys: 3 },
    ),
  ),
})).value;

describe("two JSON values", () => {
  it("are the same when their canonical JSON is", () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(sameJson(a, b)).toBe(canonicalJson(a) === canonicalJson(b));
      }),
      { numRuns: 2_000 },
    );
  });

  it("are the same with fields in another order, and none that is undefined", () => {
    const turned = (item: unknown): unknown => {
      if (typeof item !== "object" || item === null) return item;
      if (Array.isArray(item)) return item.map(turned);
      const fields = Object.entries(item).filter(([, field]) => field !== undefined);
      return Object.fromEntries(fields.reverse().map(([name, field]) => [name, turned(field)]));
    };
    fc.assert(
      fc.property(value, (item) => {
        expect(sameJson(item, turned(item))).toBe(true);
      }),
    );
  });
});
