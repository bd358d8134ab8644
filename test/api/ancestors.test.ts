import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ancestorsOf } from "../../src/api/ancestors.js";
import type { Curie } from "../../src/domain/curie.js";
import type { ConceptRecord } from "../../src/domain/graph-reader.js";

const idOf = (number: number): Curie => `MESH:D${number}`;

function record(number: number, parents: readonly number[]): ConceptRecord {
  const described = {
    id: idOf(number),
    name: `${number}`,
    category: "Disease",
    synonyms: [],
    xrefs: [],
  } as const;
  return { ...described, parents: parents.map(idOf), documents: 1, triples: 0 };
}

/** Who is above whom in small hierarchies that may run in circles; a parent of 9 and more is not held. */
const hierarchies = fc.array(fc.array(fc.nat(11), { maxLength: 3 }), { minLength: 9, maxLength: 9 });

describe("ancestors", () => {
  it("are all that parents lead to, each once, the nearest first, in a look-up for each level", async () => {
    await fc.assert(
      fc.asyncProperty(hierarchies, async (parents) => {
        const records = new Map(parents.map((above, number) => [idOf(number), record(number, above)]));
        let lookUps = 0;
        const found = await ancestorsOf(records.get(idOf(0))!, async (ids) => {
          lookUps += 1;
          return ids.map((id) => records.get(id));
        });
        // By hand: distances of a search in breadth.
        const distance = new Map([[0, 0]]);
        for (const number of distance.keys()) {
          for (const above of parents[number] ?? [])
            if (above < 9 && !distance.has(above)) distance.set(above, distance.get(number)! + 1);
        }
        const numbers = found.map(({ name }) => Number(name));
        expect(new Set([0, ...numbers])).toEqual(new Set(distance.keys()));
        expect(new Set(numbers).size).toBe(numbers.length);
        const distances = numbers.map((number) => distance.get(number)!);
        expect(distances).toEqual([...distances].sort((a, b) => a - b));
        expect(lookUps).toBeLessThanOrEqual(Math.max(...distances, 0) + 1);
      }),
    );
  });

  it("end after so many, however long the way up is", async () => {
    const upwards = async (ids: readonly Curie[]) =>
      ids.map((id) => record(Number(id.slice("MESH:D".length)), [Number(id.slice("MESH:D".length)) + 1]));
    expect(await ancestorsOf(record(0, [1]), upwards)).toHaveLength(30);
    const wide = Array.from({ length: 500 }, (_, i) => i + 1);
    const found = await ancestorsOf(record(0, wide), async (ids) =>
      ids.map((id) => record(Number(id.slice(6)), [])),
    );
    expect(found).toHaveLength(200);
  });
});
