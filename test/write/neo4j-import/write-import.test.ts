import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ImportRow } from "../../../src/write/neo4j-import/import-table.js";
import { writeImport } from "../../../src/write/neo4j-import/write-import.js";

const as = { holds: "nodes", name: "as", identity: ["id:ID(A)", ":LABEL"] } as const;
const links = {
  holds: "relationships",
  name: "links",
  identity: [":START_ID(A)", ":END_ID(A)", ":TYPE"],
} as const;

function node(id: number, properties: ImportRow["properties"]): ImportRow {
  return { table: as, identity: [String(id), ["A"]], properties };
}

async function filesOf(rows: readonly ImportRow[], suffix: "" | ".gz" = "") {
  async function* given() {
    for (const row of rows) yield [row];
  }
  const files = new Map<string, string>();
  let records = 0;
  for await (const piece of writeImport(given(), suffix)) {
    files.set(piece.file, (files.get(piece.file) ?? "") + piece.data);
    records += piece.records;
  }
  return { files, records, args: (files.get("import.args") ?? "").split("\n") };
}

describe("the files of an import", () => {
  it("say how they are imported, in the words of the page", async () => {
    const { args } = await filesOf([node(1, {})]);
    const command = args.find((line) => line.includes("neo4j-admin"))?.replace(/^# +/u, "");
    const page = readFileSync(join(import.meta.dirname, "../../../docs/neo4j-import.md"), "utf8");
    expect(page).toContain(`\`\`\`sh\n${command}\n\`\`\``);
  });

  it("take their columns and types from what the rows have", async () => {
    const { files, args } = await filesOf([
      node(1, { name: "eins", count: 1n }),
      node(2, { score: 0.5, names: ["a", "b"], name: 'an "a"' }),
      { table: links, identity: ["1", "2", "LINK"], properties: {} },
    ]);
    expect(files.get("as-1.csv")).toBe(
      [
        '"id:ID(A)",":LABEL","name:string","count:long","score:double","names:string[]"',
        '"1","A","eins",1,,',
        '"2","A","an ""a""",,0.5,"a\u001fb"',
        "",
      ].join("\n"),
    );
    expect(files.get("links-1.csv")).toBe('":START_ID(A)",":END_ID(A)",":TYPE"\n"1","2","LINK"\n');
    expect(args).toEqual(expect.arrayContaining(["--nodes=as-1.csv", "--relationships=links-1.csv"]));
  });

  it("begin a new file where a column comes late, so that every row has all those of its header", async () => {
    const rows = Array.from({ length: 1_700 }, (_, id) => node(id, id < 1_400 ? {} : { late: "x" }));
    const { files, records, args } = await filesOf(rows, ".gz");
    const lines = (name: string) => (files.get(name) ?? "").trimEnd().split("\n");
    expect(records).toBe(1_700);
    expect(lines("as-1.csv")[0]).toBe('"id:ID(A)",":LABEL"');
    expect(lines("as-2.csv")[0]).toBe('"id:ID(A)",":LABEL","late:string"');
    expect(lines("as-1.csv").length + lines("as-2.csv").length).toBe(1_702);
    for (const name of ["as-1.csv", "as-2.csv"]) {
      expect(new Set(lines(name).map((line) => line.split(",").length)).size).toBe(1);
    }
    expect(args).toEqual(expect.arrayContaining(["--nodes=as-1.csv.gz", "--nodes=as-2.csv.gz"]));
  });

  it("say whether text goes over lines, and how long it is, only when it is so", async () => {
    const short = await filesOf([node(1, { name: "a\u2028b" })]);
    expect(short.args).toContain("--multiline-fields=false");
    expect(short.args.join()).not.toContain("read-buffer-size");
    for (const text of ["a\nb", "a\rb"]) {
      expect((await filesOf([node(1, { name: text })])).args).toContain("--multiline-fields=true");
    }
    const long = await filesOf([node(1, { name: "x".repeat(3_000_000) })]);
    expect(long.args).toContain("--read-buffer-size=8388608");
  });

  it("hold a property of one type alone", async () => {
    const mixed = filesOf([node(1, { name: "a" }), node(2, { name: 2n })]);
    await expect(mixed).rejects.toThrow("name of as is string here and long there");
  });
});
