import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Category, categories } from "../../src/domain/concept.js";
import type { ConceptLine } from "../../src/domain/concept-line.js";
import type { Curie } from "../../src/domain/curie.js";
import { openTerminology } from "../../src/link/terminology.js";
import { sourceOf } from "../../src/terminology/build-formats.js";
import type { BuildSource } from "../../src/terminology/build-source.js";
import { type BuildOptions, buildTerminology } from "../../src/terminology/build-terminology.js";
import { detectFormat } from "../../src/terminology/detect-format.js";
import { statedLicence } from "../../src/terminology/detect-licence.js";
import { olderSource } from "../../src/terminology/former-source.js";
import type { FormerId, Mapping } from "../../src/terminology/source.js";
import { fileOf, fixtures } from "./reading.js";

const place = (name: string) => join(fixtures, name);

function concept(id: string, name: string, more: Partial<ConceptLine> = {}): ConceptLine {
  const lists = { synonyms: [], xrefs: [], parents: [], formerly: [], orthologs: [] };
  return { id: id as Curie, name, category: "Disease", ...lists, ...more };
}

/** A source that gives what it is told, as a reader would. */
function given(
  gives: {
    readonly concepts?: readonly ConceptLine[];
    readonly mappings?: readonly Mapping[];
    readonly formerIds?: readonly FormerId[];
    readonly older?: readonly ConceptLine[];
  },
  format = "given",
): BuildSource {
  const from = <Item>(items: readonly Item[]) =>
    async function* () {
      yield* items;
    };
  return {
    format,
    name: format,
    holder: "nobody",
    licence: "CC0-1.0",
    use: "tests",
    files: [],
    ...(gives.concepts && { concepts: from(gives.concepts) }),
    ...(gives.mappings && { mappings: from(gives.mappings) }),
    ...(gives.formerIds && { formerIds: from(gives.formerIds) }),
    ...(gives.older && { older: from(gives.older) }),
  };
}

const scratch = () => mkdtempSync(join(tmpdir(), "litweave-build-"));

async function build(sources: readonly BuildSource[], options: Partial<BuildOptions> = {}) {
  const out = join(scratch(), "made");
  const made = await buildTerminology({ out, name: "made", version: "1", sources, ...options });
  return { out: options.out ?? out, ...made, lines: linesOf(options.out ?? out) };
}

function linesOf(folder: string): readonly ConceptLine[] {
  const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
  return Object.keys(manifest.files).flatMap((file) =>
    gunzipSync(readFileSync(join(folder, file)))
      .toString()
      .trim()
      .split("\n")
      .map((line) => concept("", "", JSON.parse(line))),
  );
}

describe("concepts of several sources", () => {
  it("merge by id: the first name and category stay, lists are united, gaps are filled", async () => {
    const { lines, manifest } = await build([
      given({ concepts: [concept("MESH:D1", "Gout", { synonyms: ["Podagra"], xrefs: ["DOID:1"] })] }),
      given({ concepts: [concept("MESH:D2", "Rash")] }, "other"),
      given({
        concepts: [
          concept("MESH:D1", "Gouty arthritis", {
            category: "Gene",
            synonyms: ["podagra", "Gout"],
            xrefs: ["HP:1", "DOID:1"],
            definition: "Crystals in joints.",
          }),
        ],
      }),
    ]);
    expect(lines).toEqual([
      concept("MESH:D1", "Gout", {
        synonyms: ["Podagra", "Gouty arthritis"],
        xrefs: ["DOID:1", "HP:1"],
        definition: "Crystals in joints.",
      }),
      concept("MESH:D2", "Rash"),
    ]);
    expect(manifest).toMatchObject({ concepts: 2, names: 4, categories: { Disease: 2 }, licence: "CC0-1.0" });
    expect(Object.keys(manifest.files)).toEqual(["given.jsonl.gz", "other.jsonl.gz"]);
    expect(manifest.sources.map(({ concepts, merged }) => [concepts, merged])).toEqual([
      [1, 0],
      [1, 0],
      [0, 1],
    ]);
  });

  it("are there once each, with every name, however they are spread over sources", async () => {
    const some = fc.record({
      number: fc.integer({ min: 1, max: 12 }),
      category: fc.constantFrom<Category>(...categories),
      names: fc.array(fc.string({ unit: "grapheme-ascii", minLength: 3 }), { minLength: 1, maxLength: 4 }),
    });
    const oneEach = fc.uniqueArray(some, { selector: ({ number }) => number, maxLength: 8 });
    const bag = (name: string) => (name.toLowerCase().match(/[a-z0-9]+/g) ?? []).sort().join(" ");
    await fc.assert(
      fc.asyncProperty(fc.array(oneEach, { minLength: 1, maxLength: 4 }), async (spread) => {
        const sources = spread.map((items) =>
          items.flatMap(({ number, category, names: [first = "", ...rest] }) =>
            first.trim() === "" ? [] : [concept(`MESH:D${number}`, first, { category, synonyms: rest })],
          ),
        );
        const all = sources.flat();
        fc.pre(all.length > 0);
        const { lines, manifest } = await build(sources.map((concepts) => given({ concepts })));
        expect(lines.map(({ id }) => id).sort()).toEqual([...new Set(all.map(({ id }) => id))].sort());
        for (const line of lines) {
          const own = all.filter(({ id }) => id === line.id);
          expect([line.name, line.category]).toEqual([own[0]!.name, own[0]!.category]);
          const bags = new Set([line.name, ...line.synonyms].map(bag));
          for (const { name } of own) if (/[a-z]{3}/i.test(name)) expect(bags).toContain(bag(name));
        }
        expect(manifest.names).toBe(lines.reduce((sum, { synonyms }) => sum + 1 + synonyms.length, 0));
      }),
      { numRuns: 25 },
    );
  });

  it("give the same bytes from the same sources", async () => {
    const sources = () => [sourceOf("mesh", [place("mesh-desc.xml"), place("mesh-supp.xml")], {})];
    const [one, two] = [await build(sources()), await build(sources())];
    expect(readFileSync(join(one.out, "manifest.json"))).toEqual(
      readFileSync(join(two.out, "manifest.json")),
    );
  });
});

it("exact mappings become cross-references on both sides, others are counted", async () => {
  const { lines, manifest } = await build([
    given({ concepts: [concept("MESH:D1", "Gout"), concept("OMIM:2", "Rash")] }),
    given({
      mappings: [
        { subject: "MONDO:1", predicate: "skos:exactMatch", object: "MESH:D1" },
        { subject: "MESH:D1", predicate: "skos:exactMatch", object: "OMIM:2" },
        { subject: "MESH:D1", predicate: "skos:broadMatch", object: "DOID:9" },
        { subject: "MONDO:8", predicate: "skos:exactMatch", object: "DOID:8" },
      ],
    }),
  ]);
  expect(lines.map(({ xrefs }) => xrefs)).toEqual([["MONDO:1", "OMIM:2"], ["MESH:D1"]]);
  expect(manifest.sources[1]).toMatchObject({
    xrefs: 3,
    leftOut: { "mapping by skos:broadMatch": 1, "mapping of concepts that are not here": 1 },
  });
});

describe("withdrawn ids", () => {
  it("lead through chains to the living concept, and nowhere from a circle", async () => {
    const pairs = [
      ["MESH:C1", "MESH:C2"],
      ["MESH:C2", "MESH:D1"],
      ["MESH:C3", "MESH:C4"],
      ["MESH:C4", "MESH:C3"],
      ["MESH:D2", "MESH:D1"],
    ] as const;
    const { lines, manifest } = await build([
      given({ concepts: [concept("MESH:D1", "Gout"), concept("MESH:D2", "Rash")] }),
      given({ formerIds: pairs.map(([former, current]) => ({ former, current })) }),
    ]);
    expect(lines.map(({ formerly }) => formerly)).toEqual([["MESH:C1", "MESH:C2"], []]);
    expect(manifest.sources[1]?.formerly).toBe(2);
  });

  it("of an older release are found by name, never by a guess among several", async () => {
    const { lines, manifest } = await build([
      given({
        concepts: [
          concept("MESH:D1", "Anemia, Sickle Cell", { synonyms: ["HbS disease"] }),
          concept("MESH:D2", "Rash"),
          concept("MESH:D3", "Skin rash", { synonyms: ["Eruption"] }),
          concept("MESH:D4", "Exanthema", { synonyms: ["Eruption"] }),
          concept("OMIM:5", "Hyperuricemia"),
          concept("MESH:D6", "KIT", { category: "Gene" }),
        ],
      }),
      given({
        older: [
          concept("MESH:C1", "sickle cell anemia", { formerly: ["MESH:C11"] }),
          concept("MESH:C2", "Eruption"),
          concept("MESH:C3", "rash of unknown kind", { synonyms: ["RASH"] }),
          concept("MESH:C4", "sickling crisis", { synonyms: ["HbS disease"] }),
          concept("MESH:C5", "Hyperuricemia"),
          concept("MESH:C6", "KIT"),
          concept("MESH:D2", "Rash", { formerly: ["MESH:C22"] }),
        ],
      }),
    ]);
    expect(lines.map(({ id, formerly }) => [id, formerly]).filter(([, ids]) => ids?.length)).toEqual([
      ["MESH:D1", ["MESH:C11", "MESH:C1"]],
      ["MESH:D2", ["MESH:C22", "MESH:C3"]],
    ]);
    expect(manifest.sources[1]).toMatchObject({
      formerly: 4,
      leftOut: {
        "gone, and several concepts bear its name": 1,
        "gone, and no concept bears its name": 3,
      },
    });
  });
});

describe("the folder", () => {
  const whole = () => given({ concepts: [concept("MESH:D1", "Gout")] });

  it("stays as it was when a build fails or is interrupted, and nothing is left beside it", async () => {
    const { out } = await build([whole()]);
    const before = readFileSync(join(out, "manifest.json"));
    const failing: BuildSource = {
      ...whole(),
      async *concepts(report) {
        report.problem({ file: "x", line: 1, message: "damaged" });
        yield concept("MESH:D9", "Rash");
        throw new Error("the disk is gone");
      },
    };
    await expect(build([failing], { out })).rejects.toThrow("the disk is gone");
    const stopping = new AbortController();
    stopping.abort();
    const slow = sourceOf("mesh", [place("mesh-desc.xml")], {});
    await expect(build([slow], { out, signal: stopping.signal })).rejects.toMatchObject({
      code: "CANCELLED",
    });
    expect(readFileSync(join(out, "manifest.json"))).toEqual(before);
    expect(readdirSync(join(out, ".."))).toEqual(["made"]);
  });

  it("is replaced by a new terminology, and its problems with it", async () => {
    const damaged = sourceOf("mesh", [place("mesh-desc-damaged.xml")], {});
    const { out, problems, problemsFile } = await build([damaged]);
    expect(problems).toBe(3);
    const kept = readFileSync(problemsFile!, "utf8").trim().split("\n");
    expect(kept.map((line) => JSON.parse(line))[1]).toMatchObject({
      file: place("mesh-desc-damaged.xml"),
      line: expect.any(Number),
      field: "DescriptorUI",
    });
    await build([whole()], { out });
    expect(linesOf(out).map(({ name }) => name)).toEqual(["Gout"]);
    expect(existsSync(problemsFile!)).toBe(false);
    expect(readdirSync(join(out, ".."))).toEqual(["made"]);
  });

  it("is rid of what a killed build left beside it, not of what one under way is making", async () => {
    const out = join(scratch(), "made");
    for (const name of ["made.999999999.part", `made.${process.ppid}.part`, "other.999999999.part"]) {
      mkdirSync(join(out, "..", name));
    }
    await build([whole()], { out });
    expect(readdirSync(join(out, "..")).sort()).toEqual([
      "made",
      `made.${process.ppid}.part`,
      "other.999999999.part",
    ]);
  });

  it("is never put over something else", async () => {
    const out = join(scratch(), "thesis");
    mkdirSync(out);
    writeFileSync(join(out, "chapter-1.txt"), "…");
    await expect(build([whole()], { out })).rejects.toMatchObject({ code: "USAGE" });
    expect(readdirSync(out)).toEqual(["chapter-1.txt"]);
  });

  it("is not made of nothing", async () => {
    const only = sourceOf("mesh", [place("mesh-qual.xml")], {});
    await expect(build([only])).rejects.toThrow(/no concept to take: 2 × qualifier/);
  });

  it("opens for linking: names are found, withdrawn ids lead on", async () => {
    const { out, manifest } = await build([
      sourceOf("mesh", [place("mesh-supp.xml"), place("mesh-desc.xml")], {}),
      olderSource(sourceOf("mesh", [place("mesh-supp-older.xml")], {})),
    ]);
    const terminology = await openTerminology({ folder: out, cacheFolder: scratch() });
    expect(terminology.conceptCount).toBe(manifest.concepts);
    expect(terminology.nameCount).toBe(manifest.names);
    expect(terminology.search("noninsulin dependent diabetes mellitus", { first: 1 })).toMatchObject([
      { id: "MESH:D003924", matchedName: "Diabetes Mellitus, Noninsulin-Dependent" },
    ]);
    expect(terminology.concept("MESH:C018153")?.id).toBe("MESH:D000079");
  });
});

it.each([
  ["sssom", "mondo.sssom.tsv", "https://creativecommons.org/publicdomain/zero/1.0/"],
  ["sssom", "mesh-desc.xml", undefined],
  ["mesh", "mesh-desc.xml", undefined],
] as const)("the licence that a file of %s states is found: %s", async (format, name, licence) => {
  expect(await statedLicence(format, place(name))).toBe(licence);
});

describe("a format is told from the content", () => {
  it.each([
    ["mesh-desc.xml", "mesh"],
    ["mesh-supp.xml", "mesh"],
    ["mesh-qual.xml", "mesh"],
    ["umls", "umls"],
    ["gene_info.tsv", "gene-info"],
    ["gene_history.tsv", "gene-history"],
    ["CTD_diseases.tsv", "ctd"],
    ["CTD_chemicals.tsv", "ctd"],
    ["biosyn-dictionary.txt", "biosyn"],
    ["reach-Cellosaurus.tsv", "reach"],
    ["taxonomy", "taxonomy"],
    ["cellosaurus.txt", "cellosaurus"],
    ["mondo.obo", "obo"],
    ["chebi.obo", "obo"],
    ["mondo.json", "obograph"],
    ["mondo.sssom.tsv", "sssom"],
  ])("%s is %s", async (name, format) => expect(await detectFormat(place(name))).toBe(format));

  it("gzipped or not", async () => {
    const packed = fileOf(readFileSync(place("mesh-desc.xml")), "anything.gz");
    expect(await detectFormat(packed)).toBe("mesh");
  });

  it.each(["Dear reader,\n", "<html></html>", '{"id": 1}'])("%j is none", async (text) => {
    await expect(detectFormat(fileOf(text))).rejects.toMatchObject({ code: "BAD_INPUT" });
  });
});
