import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSssom } from "../../src/terminology/sssom.js";
import { damagedLines, fileOf, fixtures, reading } from "./reading.js";

const sample = join(fixtures, "mondo.sssom.tsv");
const text = readFileSync(sample, "utf8");
const read = (path: string) => reading((report) => readSssom(path, report));
const header = "subject_id\tpredicate_id\tobject_id";

describe("an SSSOM table", () => {
  it("gives what it affirms, ids by its curie_map, and counts what it denies", async () => {
    const { items, problems, leftOut } = await read(sample);
    expect(problems).toEqual([]);
    expect(leftOut).toEqual({ "denied mapping": 1, "mapping to nothing": 1 });
    expect(items[0]).toEqual({
      subject: "MONDO:0005148",
      predicate: "skos:exactMatch",
      object: "MESH:D003924",
      confidence: 0.99,
      justification: "semapv:ManualMappingCuration",
    });
    expect(items.slice(1).map(({ subject, predicate, object }) => [subject, predicate, object])).toEqual([
      ["MONDO:0005148", "skos:exactMatch", "DOID:9352"],
      ["MONDO:0005015", "skos:narrowMatch", "MESH:D003924"],
      ["MONDO:0007947", "skos:exactMatch", "orphanet:558"],
      ["cellosaurus:CVCL_0030", "skos:exactMatch", "LAB:7"],
    ]);
  });

  it("does without metadata, with prefixes by their names", async () => {
    const { items } = await read(
      fileOf(`${header}\nUMLS_CUI:C0011860\towl:sameAs\tMeSH:D003924\n`, "x.sssom.tsv.gz"),
    );
    expect(items).toEqual([{ subject: "UMLS:C0011860", predicate: "owl:sameAs", object: "MESH:D003924" }]);
  });

  it("leaves out mappings of plain words", async () => {
    const rows =
      "subject_id\tsubject_type\tpredicate_id\tobject_id\n\trdfs literal\tskos:exactMatch\tMESH:D003924\n";
    const { items, problems, leftOut } = await read(fileOf(rows));
    expect([items, problems]).toEqual([[], []]);
    expect(leftOut).toEqual({ "mapping of plain words": 1 });
  });

  it("is refused without its columns", async () => {
    for (const content of ["", "#curie_map:\n", "subject\tobject\n", header.replaceAll("\t", ",")]) {
      await expect(read(fileOf(content))).rejects.toMatchObject({
        code: "BAD_TERMINOLOGY",
        hint: expect.stringContaining("subject_id"),
      });
    }
  });

  it("says where a line is damaged, whatever the damage, and loses no good one", async () => {
    const lines = text.trimEnd().split("\n");
    const first = lines.findIndex((line) => line.startsWith("subject_id"));
    const good = lines[first + 1]!;
    const damaged = [
      "#curie_map: {MONDO: [",
      lines[first],
      good.replace("MONDO:0005148", "diabetes"),
      good.replace("mesh:D003924", ""),
      good.replace("skos:exactMatch", ""),
      `${good}\tx\ty`,
      good,
    ];
    const { items, problems } = await read(fileOf(damaged.join("\n")));
    expect(items).toHaveLength(1);
    expect(problems.map(({ line, field }) => [line, field])).toEqual([
      [1, "curie_map"],
      [3, "subject_id"],
      [4, "object_id"],
      [5, "predicate_id"],
      [6, "columns"],
    ]);
    await fc.assert(
      fc.asyncProperty(
        damagedLines(good),
        damagedLines("#  DOID: http://purl.obolibrary.org/obo/DOID_"),
        async (rows, metadata) => {
          const comments = metadata.map((line) => `#${line.replaceAll("\r", "")}`);
          const { items: found } = await read(fileOf([...comments, lines[first], ...rows, good].join("\n")));
          expect(found.at(-1)).toMatchObject({ subject: "MONDO:0005148", object: "MESH:D003924" });
        },
      ),
      { numRuns: 10 },
    );
  });
});

describe("metadata with aliases", () => {
  const head = "subject_id\tpredicate_id\tobject_id\nMONDO:1\tskos:exactMatch\tMESH:D1\n";
  const bomb =
    "#a: &a [x,x,x,x,x,x,x,x,x,x]\n#b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n#c: [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n";

  it.each([
    ["that lead nowhere", "#curie_map: *a\n"],
    ["that unfold without end", bomb],
  ])("%s are told, and the table is read", async (_, metadata) => {
    const { items, problems } = await reading((report) => readSssom(fileOf(metadata + head), report));
    expect(items).toHaveLength(1);
    expect(problems).toMatchObject([{ line: 1, field: "curie_map" }]);
  });
});
