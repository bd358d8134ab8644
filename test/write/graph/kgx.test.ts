import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { GraphItem } from "../../../src/domain/graph-store.js";
import { tripleOf } from "../../../src/domain/triple.js";
import { graphFormats } from "../../../src/write/graph/formats.js";
import { concepts } from "../../store/world.js";
import { type ExampleStore, filesOf, itemsFor, openExample } from "./example-graph.js";

const { "kgx-jsonl": jsonl, "kgx-tsv": tsv } = graphFormats;
const { metformin, diabetes, diabetes1, aspirin, stroke } = concepts;
const treats = tripleOf(metformin.id, "treats", diabetes.id).key;

let example: ExampleStore;
let items: readonly GraphItem[];
beforeAll(async () => {
  example = await openExample();
  items = await itemsFor(example.store, jsonl);
});
afterAll(() => example.close());

async function records(file: string): Promise<readonly Record<string, unknown>[]> {
  const { text, records: count } = (await filesOf(jsonl, items)).get(file)!;
  const lines = text.trimEnd().split("\n");
  expect(lines).toHaveLength(count);
  return lines.map((line) => JSON.parse(line));
}

describe("KGX JSON lines", () => {
  it("have a node for each concept, with Biolink's category and lists", async () => {
    const nodes = await records("nodes.jsonl");
    expect(nodes).toHaveLength(6);
    expect(nodes.find(({ id }) => id === "MESH:D008687")).toEqual({
      id: "MESH:D008687",
      category: ["biolink:ChemicalEntity"],
      name: "Metformin",
      synonym: ["Glucophage", "Dimethylbiguanidine"],
      documents: 3,
      triples: 3,
    });
  });

  it("have an edge for each triple that a document states, with who says so and who denies it", async () => {
    const edges = await records("edges.jsonl");
    expect(edges.find(({ id }) => id === treats)).toMatchObject({
      subject: metformin.id,
      predicate: "biolink:treats",
      object: diabetes.id,
      negated: false,
      knowledge_level: "not_provided",
      agent_type: "text_mining_agent",
      primary_knowledge_source: "infores:litweave",
      publications: ["PMID:1", "PMID:2"],
      denying_publications: ["PMID:3"],
      supporting_text: ["We studied Metformin and Diabetes Mellitus, Type 2 and Aspirin and Stroke."],
      evidence_count: 3,
      affirmed: 2,
      denied: 1,
      first_year: 2018,
      last_year: 2020,
    });
    expect(edges).toHaveLength(3);
  });

  it("negate what is only denied, and leave out what is only asked", async () => {
    const edges = await records("edges.jsonl");
    const denied = tripleOf(diabetes1.id, "associated_with", metformin.id);
    expect(edges.filter(({ negated }) => negated)).toMatchObject([
      { id: denied.key, publications: ["PMID:3"], affirmed: 0, denied: 1 },
    ]);
    const asked = tripleOf(metformin.id, "associated_with", stroke.id).key;
    expect(edges.some(({ id }) => id === asked)).toBe(false);
    const hedged = tripleOf(aspirin.id, "treats", stroke.id).key;
    expect(edges.find(({ id }) => id === hedged)).toMatchObject({ negated: false, hedged: 1 });
  });

  it("spell prefixes as Biolink does", async () => {
    const [node] = items.filter((item) => item.kind === "concept");
    const gene = {
      ...node!.concept,
      id: "dbSNP:rs334",
      xrefs: ["uniprot:P04637", "ncit:C1", "elsewhere:1"],
      taxon: "NCBITaxon:9606",
    } as const;
    const files = await filesOf(jsonl, [{ kind: "concept", concept: gene }]);
    expect(JSON.parse(files.get("nodes.jsonl")!.text)).toMatchObject({
      id: "DBSNP:rs334",
      xref: ["UniProtKB:P04637", "NCIT:C1", "elsewhere:1"],
      taxon: "NCBITaxon:9606",
    });
  });
});

/** Rows as KGX's reader takes them: no quoting, empty means absent, bars part lists. */
function rows(text: string): readonly Readonly<Record<string, string>>[] {
  const [head = "", ...lines] = text.split("\n").slice(0, -1);
  const names = head.split("\t");
  return lines.map((line) => {
    const cells = line.split("\t");
    expect(cells).toHaveLength(names.length);
    return Object.fromEntries(
      cells.map((value, at) => [names[at]!, value]).filter(([, value]) => value !== ""),
    );
  });
}

describe("KGX tab-separated values", () => {
  it("say the same as the JSON lines", async () => {
    const files = await filesOf(tsv, items);
    for (const kind of ["nodes", "edges"] as const) {
      const { text, records: count } = files.get(`${kind}.tsv`)!;
      const flat = (await records(`${kind}.jsonl`)).map((record) =>
        Object.fromEntries(
          Object.entries(record).flatMap(([name, value]) =>
            value === false ? [] : [[name, Array.isArray(value) ? value.join("|") : String(value)]],
          ),
        ),
      );
      expect(rows(text)).toEqual(flat);
      expect(count).toBe(flat.length);
    }
  });

  it("keep every value in its cell", async () => {
    const [node] = items.filter((item) => item.kind === "concept");
    const concept = { ...node!.concept, name: "a\tb\r\nc", synonyms: ["x|y", '"z'] };
    const files = await filesOf(tsv, [{ kind: "concept", concept }]);
    expect(rows(files.get("nodes.tsv")!.text)).toMatchObject([{ name: "a b c", synonym: 'x¦y|"z' }]);
  });

  it("have their columns without a graph too", async () => {
    const files = await filesOf(tsv, []);
    expect(files.get("edges.tsv")!.text).toMatch(/^id\tcategory\tsubject\tpredicate\tobject\tnegated\t.*\n$/);
  });
});

const python = process.env.LITWEAVE_KGX_PYTHON ?? "python3";
const installed = spawnSync(python, ["-c", "import kgx, biolink_model"]).status === 0;
if (!installed)
  console.log("skipped: no kgx and biolink-model for Python (LITWEAVE_KGX_PYTHON names one that has them)");

describe.skipIf(!installed)("KGX's own validator", () => {
  it.each(["kgx-jsonl", "kgx-tsv"] as const)(
    "finds nothing to say of %s",
    { timeout: 600_000 },
    async (name) => {
      const described = {
        ...concepts.tp53,
        id: "NCBIGene:672",
        name: "BRCA1",
        documents: 1,
        triples: 0,
      } as const;
      const gene = { ...described, taxon: "NCBITaxon:9606", xrefs: ["uniprot:P38398", "HGNC:1100"] } as const;
      const files = await filesOf(graphFormats[name], [{ kind: "concept", concept: gene }, ...items]);
      for (const [file, { data }] of files) writeFileSync(join(example.folder, file), data);
      const script = join(import.meta.dirname, "..", "..", "..", "scripts", "validate-kgx.py");
      const run = spawnSync(python, [script, example.folder], { encoding: "utf8" });
      const told = run.stdout.split("\n").filter((line) => line.startsWith("{"));
      expect(told.map((line) => JSON.parse(line))).toEqual([{ nodes: 7, edges: 3 }]);
      expect(run.status).toBe(0);
    },
  );
});
