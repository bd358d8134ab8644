import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { LitweaveError } from "../../src/domain/errors.js";
import { openTerminology } from "../../src/link/terminology.js";
import { scratchFolder, toyConcepts, writeTerminology } from "./toy-terminology.js";

async function opened(folder = writeTerminology(), cacheFolder = scratchFolder()) {
  const said: string[] = [];
  const terminology = await openTerminology({ folder, cacheFolder, log: (message) => said.push(message) });
  return { terminology, said, folder, cacheFolder };
}

describe("a terminology", () => {
  it("knows its concepts by current and by withdrawn id", async () => {
    const { terminology } = await opened();
    expect(terminology.conceptCount).toBe(toyConcepts.length);
    expect(terminology.concept("MESH:D001241")).toEqual({
      id: "MESH:D001241",
      name: "Aspirin",
      category: "ChemicalEntity",
      synonyms: ["Acetylsalicylic Acid"],
      xrefs: [],
      parents: [],
      formerly: ["MESH:C999999"],
    });
    expect(terminology.concept("MESH:C999999")?.id).toBe("MESH:D001241");
    expect(terminology.concept("NCBIGene:22059")?.taxon).toBe("NCBITaxon:10090");
    expect(terminology.concept("MESH:D000000")).toBeUndefined();
  });

  it("is searched by names that are misspelt or turned around", async () => {
    const { terminology } = await opened();
    expect(terminology.search("diabetis type 2")[0]).toMatchObject({
      id: "MESH:D003924",
      category: "Disease",
    });
    expect(terminology.search("asprin", { category: "ChemicalEntity" })[0]?.name).toBe("Aspirin");
    expect(terminology.search("asprin", { category: "Gene" }).map(({ category }) => category)).not.toContain(
      "ChemicalEntity",
    );
    expect(terminology.search("asprin", { category: "SequenceVariant" })).toEqual([]);
    expect(terminology.search("cancer", { first: 1 })).toHaveLength(1);
    expect(terminology.search("…")).toEqual([]);
  });

  it("builds its index once, and says so", async () => {
    const { said, folder, cacheFolder, terminology } = await opened();
    expect(said).toEqual([
      expect.stringMatching(/Building .* there is none yet/),
      expect.stringMatching(/^Indexed 16 concepts/),
    ]);
    const again = await opened(folder, cacheFolder);
    expect(again.said).toEqual([]);
    expect(again.terminology.version).toBe(terminology.version);
    expect(again.terminology.concept("MESH:D001241")).toEqual(terminology.concept("MESH:D001241"));
  });

  it("builds it again when it is damaged or of other files", async () => {
    const { folder, cacheFolder } = await opened();
    const path = join(cacheFolder, "toy.index");
    writeFileSync(path, readFileSync(path).subarray(0, 3000));
    expect((await opened(folder, cacheFolder)).said[0]).toMatch(/Building/);
    const other = await opened(writeTerminology(toyConcepts.slice(1)), cacheFolder);
    expect(other.said[0]).toMatch(/it was built from/);
    expect(other.terminology.concept("MESH:D003924")).toBeUndefined();
  });

  it("refuses vectors that another name encoder made", async () => {
    const folder = writeTerminology();
    const path = join(folder, "manifest.json");
    const vectors = {
      file: "vectors.bin",
      dim: 16,
      scale: 127,
      rows: { Disease: 1 },
      encoder: "a".repeat(64),
    };
    writeFileSync(join(folder, vectors.file), new Uint8Array(16));
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, "utf8")), vectors }));
    const cacheFolder = scratchFolder();
    await expect(openTerminology({ folder, cacheFolder, nameEncoder: "b".repeat(64) })).rejects.toThrow(
      /made by the name encoder aaaaaaaaaaaa…, but bbbbbbbbbbbb… is the one in use/,
    );
    const own = await openTerminology({ folder, cacheFolder, nameEncoder: vectors.encoder });
    expect(own.layer("Disease")?.vectors).toBeDefined();
  });

  it("refuses an index given by name that is stale, damaged or missing, and leaves it as it is", async () => {
    const { folder, cacheFolder } = await opened();
    const index = join(cacheFolder, "toy.index");
    const given = (path: string, from = folder) =>
      openTerminology({ folder: from, cacheFolder: scratchFolder(), index: path });
    expect((await given(index)).conceptCount).toBe(toyConcepts.length);
    await expect(given(index, writeTerminology(toyConcepts.slice(1)))).rejects.toThrow(/it was built from/);
    await expect(given(join(cacheFolder, "no.index"))).rejects.toThrow(/there is none yet/);
    const bytes = readFileSync(index);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(index, bytes);
    await expect(given(index)).rejects.toThrow(/is damaged/);
    expect(readFileSync(index).equals(bytes)).toBe(true);
  });

  it("gives the names of a terminology without vectors some, once, and again for another encoder", async () => {
    const folder = writeTerminology();
    const cacheFolder = scratchFolder();
    const counts: number[] = [];
    const open = (encoder: string) =>
      openTerminology({
        folder,
        cacheFolder,
        nameEncoder: encoder,
        embedding: {
          encoder,
          dim: 16,
          async embedTogether(names) {
            counts.push(names.length);
            return names.map((name) =>
              Float32Array.from({ length: 16 }, (_, at) => Number(name.length % 16 === at)),
            );
          },
        },
      });
    const first = await open("a");
    expect(first.layer("Disease")?.vectors?.rows.count).toBe(13);
    expect(first.layer("OrganismTaxon")?.vectors).toBeDefined();
    expect(first.layer("Gene")?.vectors).toBeUndefined();
    expect(counts).toEqual([20]);
    expect(readdirSync(cacheFolder).sort()).toEqual(["toy.index", "toy.vectors"]);
    const again = await open("a");
    expect(again.layer("Disease")?.vectors?.rows.rows).toEqual(first.layer("Disease")?.vectors?.rows.rows);
    expect(counts).toHaveLength(1);
    await open("b");
    expect(counts).toHaveLength(2);
    const path = join(cacheFolder, "toy.vectors");
    const bytes = readFileSync(path);
    bytes[bytes.length - 9]! ^= 1;
    writeFileSync(path, bytes);
    await open("b");
    expect(counts).toHaveLength(3);
    const given = { folder, cacheFolder, index: join(cacheFolder, "toy.index") };
    const embedding = { encoder: "c", dim: 16, embedTogether: async () => [] };
    await expect(openTerminology({ ...given, embedding })).rejects.toThrow(
      /toy\.vectors cannot be used: it was built/,
    );
  });

  it("refuses shipped vectors that are damaged", async () => {
    const folder = writeTerminology();
    const path = join(folder, "manifest.json");
    const manifest = JSON.parse(readFileSync(path, "utf8"));
    manifest.vectors = { file: "vectors.bin", dim: 16, scale: 127, rows: { Disease: 1 } };
    manifest.files["vectors.bin"] = { sha256: "0".repeat(64), bytes: 16 };
    writeFileSync(path, JSON.stringify(manifest));
    writeFileSync(join(folder, "vectors.bin"), new Uint8Array(16));
    await expect(openTerminology({ folder, cacheFolder: scratchFolder() })).rejects.toThrow(
      /vectors\.bin has SHA-256/,
    );
  });

  it("reports how far the building is", async () => {
    const seen: number[] = [];
    await openTerminology({
      folder: writeTerminology(),
      cacheFolder: scratchFolder(),
      progress: (done) => seen.push(done),
    });
    expect(seen.at(-1)).toBe(toyConcepts.length);
  });

  it.each([
    ["a missing folder", () => "/nowhere/at/all", /no terminology in/],
    [
      "a file that is not the manifest's",
      () => {
        const folder = writeTerminology();
        const other = writeTerminology(toyConcepts.slice(2));
        writeFileSync(join(folder, "toy.jsonl.gz"), readFileSync(join(other, "toy.jsonl.gz")));
        return folder;
      },
      /its manifest says/,
    ],
    [
      "a damaged file",
      () => {
        const folder = writeTerminology();
        writeFileSync(join(folder, "toy.jsonl.gz"), "no gzip");
        return folder;
      },
      /cannot be read/,
    ],
    [
      "a line without a name",
      () => writeTerminology([...toyConcepts, { id: "X:1", category: "Disease" } as never]),
      /line 17, lacks an id, a name or a category/,
    ],
    [
      "an unknown category",
      () => writeTerminology([{ id: "X:1", name: "x", category: "Mood" }]),
      /unknown category “Mood”/,
    ],
  ])("refuses %s", async (_, folder, message) => {
    const failure = await opened(folder()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(LitweaveError);
    expect((failure as LitweaveError).message).toMatch(message);
  });
});
