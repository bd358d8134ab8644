import { copyFileSync, cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { buildProgram } from "../../src/cli/program.js";
import { openTerminal } from "../../src/cli/terminal.js";
import { readConfig } from "../../src/config.js";
import { litweave } from "../cli/running.js";
import { fixtures } from "./reading.js";

const place = (name: string) => join(fixtures, name);
const scratch = mkdtempSync(join(tmpdir(), "litweave-cli-terminology-"));
const folder = join(scratch, "made");
const cache = ["--cache", join(scratch, "cache")];

const built = () =>
  litweave(
    "terminology",
    "build",
    ...["--out", folder, "--version", "2026", "--licence", "mesh=public domain"],
    ...["--mesh", place("mesh-supp.xml"), "--mesh", place("mesh-desc.xml")],
    ...["--umls", place("umls"), "--umls-as", "xrefs", "--umls-sources", "MSH"],
    ...["--former", place("mesh-supp-older.xml"), place("gene_info.tsv"), "--taxon", "9606"],
    "--json",
  );

describe("a terminology built from the command line", () => {
  let json: Record<string, unknown>;

  beforeAll(async () => {
    const run = await built();
    json = run.json.at(-1)!;
    // The fixture's MRCONSO has two damaged lines.
    expect(run.exitCode).toBe(3);
    expect(run.logged).toMatch(/MRCONSO\.RRF, line 13, columns: 5 fields, 18 are needed/);
  });

  it("is told of in one line of JSON, the damaged lines in a file beside it", () => {
    expect(json).toMatchObject({
      folder,
      name: "made",
      version: "2026",
      concepts: 12,
      problems: 2,
      problemsFile: `${folder}.problems.jsonl`,
      sources: [
        { format: "mesh", concepts: 10, licence: "public domain" },
        { format: "umls", xrefs: 3, licence: "UMLS Metathesaurus License" },
        { format: "mesh", formerly: 1 },
        { format: "gene-info", concepts: 2 },
      ],
    });
    const problems = readFileSync(`${folder}.problems.jsonl`, "utf8").trim().split("\n");
    expect(problems.map((line) => JSON.parse(line))).toMatchObject([
      { line: 13, field: "columns" },
      { line: 14, field: "CUI" },
    ]);
  });

  it("is found in its folder, with the shipped one", async () => {
    const { json, exitCode } = await litweave("terminology", "list", scratch, ...cache, "--json");
    expect(exitCode).toBe(0);
    const { terminologies } = json.at(-1) as { terminologies: readonly { name: string; concepts: number }[] };
    expect(terminologies.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["litweave-terminology", "made"]),
    );
    expect(terminologies.find(({ name }) => name === "made")).toMatchObject({ folder, concepts: 12 });
  });

  it("is searched by name and by withdrawn id, and its index is then ready", async () => {
    const before = await litweave("terminology", "info", folder, ...cache, "--json");
    expect(before.json.at(-1)).toMatchObject({ index: expect.stringMatching(/^to be built/) });
    const search = (...args: readonly string[]) =>
      litweave("terminology", "search", ...args, "--terminology", folder, ...cache, "--json");
    const byName = await search("type 2 diabetes", "--category", "Disease", "--first", "1");
    expect(byName.json.at(-1)).toMatchObject({
      concepts: [{ id: "MESH:D003924", score: 1, xrefs: ["UMLS:C0011860"] }],
    });
    const byId = await search("MESH:C018153");
    expect(byId.json.at(-1)).toMatchObject({ concepts: [{ id: "MESH:D000079", name: "Acetaldehyde" }] });
    const after = await litweave("terminology", "info", folder, ...cache, "--json");
    expect(after.json.at(-1)).toMatchObject({ index: "ready", isWhole: true, categories: { Disease: 5 } });
  });

  it("is what names are linked to", async () => {
    const run = await litweave(
      "link",
      "NIDDM",
      "--category",
      "Disease",
      "--terminology",
      folder,
      ...cache,
      "--json",
    );
    expect(run.exitCode).toBe(0);
    expect(JSON.stringify(run.json.at(-1))).toContain('"ids":["MESH:D003924"]');
  });

  it("shows when a file was changed", async () => {
    const copy = join(scratch, "changed");
    cpSync(folder, copy, { recursive: true });
    copyFileSync(join(copy, "manifest.json"), join(copy, "mesh.jsonl.gz"));
    const run = await litweave("terminology", "info", copy, ...cache);
    expect(run.exitCode).toBe(1);
    expect(run.printed).toMatch(/changed {2}mesh\.jsonl\.gz/);
  });

  it("may be a source itself, with names of one's own", async () => {
    const names = join(scratch, "names.txt");
    writeFileSync(names, "D003924||sugar sickness\nD003924||NIDDM\n");
    const out = join(scratch, "extended");
    const run = await litweave(
      "terminology",
      "build",
      "--out",
      out,
      "--litweave",
      folder,
      "--biosyn",
      `Disease=${names}`,
      "--json",
    );
    expect(run.exitCode).toBe(0);
    expect(run.json.at(-1)).toMatchObject({
      sources: [
        { concepts: 12, sources: [{ format: "mesh" }, {}, {}, {}] },
        { concepts: 0, merged: 1 },
      ],
    });
    const found = await litweave(
      "terminology",
      "search",
      "sugar sickness",
      "--first",
      "1",
      "--terminology",
      out,
      ...cache,
      "--json",
    );
    expect(found.json.at(-1)).toMatchObject({
      concepts: [{ id: "MESH:D003924", name: "Diabetes Mellitus, Type 2" }],
    });
    const former = await litweave(
      "terminology",
      "search",
      "MESH:C018153",
      "--terminology",
      out,
      ...cache,
      "--json",
    );
    expect(former.json.at(-1)).toMatchObject({ concepts: [{ id: "MESH:D000079" }] });
  });
});

it("every flag of build stands in the page on terminologies", () => {
  const program = buildProgram(readConfig({}), openTerminal(false), { exitCode: 0 });
  const page = readFileSync(join(import.meta.dirname, "../../docs/terminologies.md"), "utf8");
  const terminology = program.commands.find((command) => command.name() === "terminology");
  const build = terminology?.commands.find((command) => command.name() === "build");
  const flags = build!.options.map((option) => option.long ?? "");
  expect(flags.length).toBeGreaterThan(20);
  expect(flags.filter((flag) => !page.includes(flag))).toEqual([]);
});

describe("wrong usage of terminology", () => {
  it.each([
    [["build", "--mesh", place("mesh-desc.xml")], 2, /required option '--out/],
    [["build", "--out", "x"], 2, /no source is named/],
    [["build", "--out", "x", "--mesh", "no-such.xml"], 1, /no-such.xml cannot be opened/],
    [["build", "--out", "x", place("biosyn-dictionary.txt")], 2, /does not say what its names are names of/],
    [
      ["build", "--out", "x", "--mesh", place("mesh-desc.xml"), "--taxon", "human"],
      2,
      /no number of the NCBI/,
    ],
    [["build", "--out", "x", "--gene-info", place("mesh-desc.xml")], 1, /is no gene_info/],
    [["build", "--out", place("umls"), "--mesh", place("mesh-desc.xml")], 2, /is no terminology/],
    [["info", place("umls")], 1, /no terminology in/],
    [["search", "aspirin", "--first", "0"], 2, /whole number/],
    [["list", "no-such-folder"], 1, /is not there/],
  ])("%j", async (args, exitCode, message) => {
    const run = await litweave("terminology", ...args);
    expect(run.logged).toMatch(message);
    expect(run.exitCode).toBe(exitCode);
    expect(existsSync("x")).toBe(false);
  });
});
