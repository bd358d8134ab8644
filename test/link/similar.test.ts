import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { namedVectors, nearestConcepts } from "../../src/link/similar.js";
import { openTerminology, type Terminology } from "../../src/link/terminology.js";
import { scratchFolder, type ToyConcept, writeTerminology } from "./toy-terminology.js";

const dim = 16;
const scale = 127;
/** Forms in the order of their first appearance, each a step further round a circle in the first two dimensions. */
const names = ["alpha", "alpha sickness", "beta", "gamma", "delta", "epsilon"];
const angles = [0, 0.5, 0.45, 1, 2, 2.2];

const concepts: readonly ToyConcept[] = [
  { id: "MESH:D1", name: "Alpha", category: "Disease", synonyms: ["Alpha sickness"] },
  { id: "MESH:D2", name: "Beta", category: "Disease" },
  { id: "MESH:D3", name: "Gamma", category: "Disease", synonyms: ["Delta"] },
  { id: "MESH:D4", name: "Epsilon", category: "Disease" },
  { id: "MESH:D5", name: "Zeta", category: "Disease" },
];

/** A terminology with a vector for each name but the last. */
function withVectors(): string {
  const folder = writeTerminology(concepts);
  const rows = Int8Array.from(
    angles.flatMap((angle) => [
      Math.round(scale * Math.cos(angle)),
      Math.round(scale * Math.sin(angle)),
      ...new Array<number>(dim - 2).fill(0),
    ]),
  );
  const bytes = Buffer.from(rows.buffer);
  writeFileSync(join(folder, "vectors.i8.bin"), bytes);
  const path = join(folder, "manifest.json");
  const manifest = JSON.parse(readFileSync(path, "utf8"));
  manifest.vectors = { file: "vectors.i8.bin", dim, scale, rows: { Disease: names.length } };
  manifest.files["vectors.i8.bin"] = {
    sha256: createHash("sha256").update(bytes).digest("hex"),
    bytes: bytes.length,
  };
  writeFileSync(path, JSON.stringify(manifest));
  return folder;
}

let terminology: Terminology;
beforeAll(async () => {
  const cacheFolder = join(scratchFolder(), "cache");
  mkdirSync(cacheFolder);
  terminology = await openTerminology({ folder: withVectors(), cacheFolder });
});

const layer = () => terminology.layer("Disease")!;
const vectorsOf = (id: string) => namedVectors(terminology.concept(id)!, layer());

describe("nearestConcepts", () => {
  it("ranks by the best pair of names, and says which", () => {
    const [first, second, third] = nearestConcepts(vectorsOf("MESH:D1"), layer(), "MESH:D1", 3);
    expect(first).toMatchObject({ id: "MESH:D2", name: "Alpha sickness", matchedName: "Beta" });
    expect(first?.score).toBeCloseTo(Math.cos(0.05), 1);
    expect(second).toMatchObject({ id: "MESH:D3", name: "Alpha sickness", matchedName: "Gamma" });
    expect(second?.score).toBeCloseTo(Math.cos(0.5), 1);
    expect(third?.id).toBe("MESH:D4");
  });

  it("is the same from both sides", () => {
    const best = (a: string, b: string) =>
      nearestConcepts(vectorsOf(a), layer(), a as never, 10).find(({ id }) => id === b);
    fc.assert(
      fc.property(
        fc.constantFrom("MESH:D1", "MESH:D2", "MESH:D3", "MESH:D4"),
        fc.constantFrom("MESH:D1", "MESH:D2", "MESH:D3", "MESH:D4"),
        (a, b) => {
          fc.pre(a !== b);
          const [there, back] = [best(a, b), best(b, a)];
          expect(there?.score).toBeCloseTo(back?.score ?? -1, 6);
          // Names with nothing in common are all alike.
          if (there?.score === 0) return;
          expect([there?.name, there?.matchedName]).toEqual([back?.matchedName, back?.name]);
        },
      ),
    );
  });

  it("gives no more than asked and never the concept itself", () => {
    const all = nearestConcepts(vectorsOf("MESH:D3"), layer(), "MESH:D3", 100);
    expect(all.map(({ id }) => id)).toHaveLength(3);
    expect(all.map(({ id }) => id)).not.toContain("MESH:D3");
    expect(nearestConcepts(vectorsOf("MESH:D3"), layer(), "MESH:D3", 1)).toEqual(all.slice(0, 1));
  });

  it("has no vectors for names beyond the rows", () => {
    expect(namedVectors(terminology.concept("MESH:D5")!, layer())).toEqual([]);
    expect(namedVectors(terminology.concept("MESH:D1")!, undefined)).toEqual([]);
  });
});
