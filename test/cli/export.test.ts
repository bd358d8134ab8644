import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore } from "../../src/store/open-store.js";
import { graphFormatNames } from "../../src/write/graph/formats.js";
import { examplePapers } from "../write/graph/example-graph.js";
import { litweave } from "./running.js";

const root = mkdtempSync(join(tmpdir(), "litweave-export-"));
const graph = join(root, "graph");
let made = 0;
const folder = () => join(root, `out-${made++}`);

beforeAll(async () => {
  const store = await openStore(graph);
  await store.write(examplePapers);
  await store.close();
});
afterAll(() => rmSync(root, { recursive: true }));

describe("litweave export", () => {
  it.each([...graphFormatNames, "neo4j-import"])(
    "writes %s, and counts what is in each file",
    async (format) => {
      const out = folder();
      const run = await litweave("export", "--to", format, "--store", graph, "--out", out, "--json");
      expect(run.exitCode).toBe(0);
      const { files, ...rest } = run.json.at(-1) as {
        files: readonly { name: string; records: number; bytes: number }[];
      };
      expect(rest).toMatchObject({ store: graph, format, folder: out });
      expect(files.map(({ name }) => name).sort()).toEqual(readdirSync(out).sort());
      for (const { name, records, bytes } of files) {
        if (name !== "import.args") expect(records).toBeGreaterThan(0);
        expect(readFileSync(join(out, name))).toHaveLength(bytes);
      }
    },
  );

  it("keeps the triples that are asked for", async () => {
    const out = folder();
    const asked = ["--predicate", "associated_with", "--predicate", "treats", "--min-belief", "0.5"];
    const run = await litweave("export", "--to", "csv", "--store", graph, "--out", out, ...asked);
    expect(run.printed).toMatch(/nodes\.csv +2 records.*\n.*edges\.csv +1 records/u);
    expect(readFileSync(join(out, "edges.csv"), "utf8").trimEnd().split("\n")).toHaveLength(2);
  });

  it("may be repeated in its folder, and spares those of others", async () => {
    const out = folder();
    const once = ["export", "--to", "csv", "--store", graph, "--out", out] as const;
    await litweave(...once);
    expect((await litweave(...once)).exitCode).toBe(0);
    writeFileSync(join(out, "notes.txt"), "mine");
    const refused = await litweave(...once);
    expect(refused.exitCode).toBe(1);
    expect(refused.logged).toMatch(/holds other files: notes\.txt/u);
    expect((await litweave(...once, "--force", "--gzip")).exitCode).toBe(0);
    expect(readdirSync(out)).toContain("edges.csv.gz");
    expect(readFileSync(join(out, "notes.txt"), "utf8")).toBe("mine");
  });

  it("puts arguments beside what neo4j-admin is to import, and leaves nothing of an earlier time between", async () => {
    const out = folder();
    const once = ["export", "--to", "neo4j-import", "--store", graph, "--out", out] as const;
    const tables = () => readdirSync(out).filter((name) => name !== "import.args");
    const named = () =>
      readFileSync(join(out, "import.args"), "utf8")
        .split("\n")
        .flatMap((line) => /^--(?:nodes|relationships)=(.+)$/u.exec(line)?.[1] ?? []);
    await litweave(...once);
    expect(named().sort()).toEqual(tables().sort());
    expect(tables()).toEqual(expect.arrayContaining(["concepts-1.csv", "documents-1.csv", "triples-1.csv"]));
    // What a longer export and the import itself would have left.
    for (const name of ["concepts-7.csv", "import.report"]) writeFileSync(join(out, name), "");
    const again = await litweave(...once, "--gzip");
    expect(again.exitCode).toBe(0);
    expect(named().sort()).toEqual(tables().sort());
    expect(tables().every((name) => name.endsWith(".csv.gz"))).toBe(true);
  });

  it.each([
    [["--to", "neo4j-import", "--min-belief", "0.5"], /writes the whole graph/u],
    [["--to", "neo4j-import", "--predicate", "treats"], /writes the whole graph/u],
    [["--to", "xlsx"], /Allowed choices are kgx-jsonl/u],
    [["--to", "csv", "--predicate", "cures"], /“cures”, which is no predicate/u],
    [["--to", "csv", "--min-belief", "2"], /which is no probability/u],
    [["--to", "parquet", "--gzip"], /compressed in itself/u],
  ])("refuses %j", async (flags, message) => {
    const out = folder();
    const run = await litweave("export", "--store", graph, "--out", out, ...flags);
    expect(run.exitCode).toBe(2);
    expect(run.logged).toMatch(message);
    expect(readdirSync(root)).not.toContain(out);
  });

  it("says that there is no such store, and makes nothing", async () => {
    const out = folder();
    const missing = join(root, "none");
    const run = await litweave("export", "--to", "csv", "--store", missing, "--out", out);
    expect(run.exitCode).toBe(1);
    expect(readdirSync(root)).not.toContain("none");
    expect(run.logged).toContain("none");
  });
});
