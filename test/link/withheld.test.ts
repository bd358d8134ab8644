import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { isCategory } from "../../src/domain/concept.js";
import type { Curie } from "../../src/domain/curie.js";
import { createLinker, type Linker } from "../../src/link/linker.js";
import { openTerminology } from "../../src/link/terminology.js";
import { scratchFolder, type ToyConcept, toyConcepts, writeTerminology } from "./toy-terminology.js";

async function linkerOf(concepts: readonly ToyConcept[]): Promise<Linker> {
  const folder = writeTerminology(concepts);
  return createLinker({ terminology: await openTerminology({ folder, cacheFolder: scratchFolder() }) });
}

let linker: Linker;

beforeAll(async () => {
  linker = await linkerOf(toyConcepts);
});

describe("a linker without some concepts", () => {
  it("links to none of them, and to the next one of an equal name", async () => {
    const without = linker.withoutConcepts(["MESH:D001281", "MESH:D001260"]);
    expect((await without.linkName("AF", "Disease")).ids).toEqual(["MESH:C537702"]);
    const lost = await without.linkName("ataxia telangiectasia", "Disease");
    expect(lost.ids).toEqual([]);
    expect(lost.candidates.map(({ id }) => id)).not.toContain("MESH:D001260");
    expect((await linker.linkName("AF", "Disease")).ids).toEqual(["MESH:D001281"]);
  });

  it("keeps names laid over it, but for those of the concepts taken out", async () => {
    const named = await linker.withNames([
      { name: "sugar sickness", id: "MESH:D003924", category: "Disease" },
      { name: "wobbles", id: "MESH:D001260", category: "Disease" },
    ]);
    const without = named.withoutConcepts(["MESH:D001260"]);
    expect((await without.linkName("sugar sickness", "Disease")).ids).toEqual(["MESH:D003924"]);
    expect((await without.linkName("wobbles", "Disease")).ids).toEqual([]);
  });

  it("finds equal names as a terminology does that never had them", async () => {
    const names = toyConcepts.flatMap(({ name, synonyms, category }) =>
      [name, ...((synonyms as readonly string[] | undefined) ?? [])].map((one) => ({ name: one, category })),
    );
    await fc.assert(
      fc.asyncProperty(fc.subarray([...toyConcepts], { minLength: 1 }), async (kept) => {
        const gone = toyConcepts.filter((concept) => !kept.includes(concept)).map(({ id }) => id as Curie);
        const [taken, never] = [linker.withoutConcepts(gone), await linkerOf(kept)];
        for (const { name, category } of names) {
          if (!isCategory(category)) continue;
          const equals = async (one: Linker) =>
            (await one.linkName(name, category)).candidates.filter(({ score }) => score.exact === 1);
          expect((await equals(taken)).map(({ id }) => id)).toEqual(
            (await equals(never)).map(({ id }) => id),
          );
        }
      }),
      { numRuns: 12 },
    );
  });
});
