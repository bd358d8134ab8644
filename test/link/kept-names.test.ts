import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Category } from "../../src/domain/concept.js";
import { conceptHit } from "../../src/link/concept-hits.js";
import { keptNames } from "../../src/link/kept-names.js";
import { formCount } from "../../src/link/name-index.js";
import { hitAt, type NameLayer } from "../../src/link/name-layer.js";
import { listAt } from "../../src/link/number-lists.js";
import { defaultSettings } from "../../src/link/settings.js";
import { openTerminology } from "../../src/link/terminology.js";
import { scratchFolder, toyConcepts, writeTerminology } from "./toy-terminology.js";

const { weights } = defaultSettings;
const category: Category = "Disease";

let layers: readonly NameLayer[];
beforeAll(async () => {
  // Two layers, as a dictionary has that lies over a terminology.
  layers = await Promise.all(
    [toyConcepts, toyConcepts.slice(1)].map(async (concepts) => {
      const folder = writeTerminology(concepts);
      return (await openTerminology({ folder, cacheFolder: scratchFolder() })).layer(category)!;
    }),
  );
});

const kept = (capacity: number, openCapacity?: number) =>
  keptNames(() => layers, weights, capacity, openCapacity);

/** Hits as a look-up could give them. */
function someHits() {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const nearness = fc.record({
    exact: fc.constantFrom(0, 0.9, 1),
    sparse: share,
    dense: fc.option(share, { nil: undefined }),
  });
  const hit = fc
    .record({ layer: fc.nat(1), form: fc.nat(), nearness })
    .map(({ layer, form, nearness: near }) => {
      const { names } = layers[layer]!;
      const row = listAt(names.formRows, form % formCount(names))[0]!;
      return conceptHit(hitAt(layers[layer]!, { row, concept: names.rowConcept[row]! }, near), "AF", weights);
    });
  return fc.array(hit, { maxLength: 30 });
}

describe("what was found for names", () => {
  it("is the same when it was held by its numbers alone", () => {
    fc.assert(
      fc.property(someHits(), (hits) => {
        const names = kept(10, 0);
        names.set({ name: "AF", category }, hits);
        expect(names.get({ name: "AF", category })).toStrictEqual(hits);
      }),
    );
  });

  it("is kept of the names last asked for", () => {
    const names = kept(2, 1);
    for (const name of ["a", "b"]) names.set({ name, category }, []);
    expect(names.get({ name: "a", category })).toEqual([]);
    names.set({ name: "c", category }, []);
    expect(names.get({ name: "b", category })).toBeUndefined();
    expect(names.get({ name: "a", category })).toEqual([]);
    expect(names.get({ name: "a", category: "Gene" })).toBeUndefined();
  });

  it("is the very same while it is held open", () => {
    const names = kept(2, 1);
    const hits = fc.sample(someHits(), 1)[0]!;
    names.set({ name: "a", category }, hits);
    expect(names.get({ name: "a", category })).toBe(hits);
  });
});
