import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import neo4j, { type Driver } from "neo4j-driver";
import { afterAll, describe, expect, it, vi } from "vitest";
import { canonicalJson } from "../../src/domain/canonical-json.js";
import type { DocumentChange } from "../../src/domain/graph-store.js";
import { exportForImport } from "../../src/pipeline/export-graph.js";
import type { StoredGraph } from "../../src/store/graph-parts.js";
import { importRows } from "../../src/store/neo4j/import-rows.js";
import { schemaStatements, statement, tripleTypes } from "../../src/store/neo4j/statements.js";
import { openStore } from "../../src/store/open-store.js";
import { startNeo4j } from "../neo4j/server.js";
import { redirectingPaper } from "../semantics/two-terminologies.js";
import { awkwardPaper, awkwardTexts } from "./awkward.js";
import { collect, sortedRows } from "./contract.js";
import { paper } from "./world.js";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const treats = { subject: "metformin", predicate: "treats", object: "diabetes" } as const;
const linked = { subject: "tp53", predicate: "associated_with", object: "stroke" } as const;
const gone = (documentId: `${string}:${string}`): DocumentChange => ({ kind: "delete", documentId });
const seed = 7;
/** Long enough to tell a work. */
const twice = [
  "Metformin was given to one group of patients with type 2 diabetes, and a placebo that looked and tasted the same to another, for one whole year.",
  "Fasting glucose and body weight were taken in every month of that year by the same two nurses, who did not know which group a patient was in.",
].join(" ");

/** A graph in which every rule has something to say, as it came about. */
const before: readonly (readonly DocumentChange[])[] = [
  [
    paper({ id: "PMID:11", year: 2019, claims: [treats, { ...linked, polarity: "negated" }] }),
    paper({ id: "PMID:12", year: 2020, claims: [{ ...treats, certainty: "hedged" }], renamed: ["diabetes"] }),
    paper({ id: "PMID:13", claims: [{ ...treats, certainty: "question" }, linked] }),
    paper({ id: "PMID:14", claims: [treats], retracted: true }),
    paper({ id: "PMID:15", year: 2018, claims: [treats, linked] }),
    paper({ id: "PMID:16", version: 2, year: 2021, claims: [linked] }),
    paper({ id: "PMID:17", mentions: ["aspirin"] }),
    paper({ id: "PMID:18" }),
  ],
  [
    paper({ id: "PMID:16", version: 1, claims: [treats] }),
    paper({ id: "PMID:19", retracts: ["PMID:15", "PMID:404"] }),
    paper({ id: "PMID:31", concernsAbout: ["PMID:11", "PMID:405"] }),
    paper({ id: "PMID:32", concern: true, claims: [linked] }),
    paper({ id: "PMID:33", publishedAt: "2001-05", claims: [treats], abstract: twice }),
    paper({ id: "PMID:34", publishedAt: "2002", claims: [treats], abstract: twice }),
    paper({ id: "PMID:35", claims: [treats], republishedAs: ["PMID:33"] }),
    redirectingPaper(),
    gone("PMID:17"),
    gone("PMID:20"),
    paper({ id: "PMID:20", claims: [treats] }),
  ],
  fc.sample(awkwardTexts, { seed, numRuns: 80 }).map(awkwardPaper),
  [
    // Longer than what the importer expects at most.
    awkwardPaper({ ...fc.sample(awkwardTexts, { seed, numRuns: 1 })[0]!, title: "€".repeat(2_200_000) }, 901),
  ],
];

/** What happens to it afterwards. */
const after: readonly (readonly DocumentChange[])[] = [
  [
    paper({ id: "PMID:11", version: 2, year: 2022, claims: [linked] }),
    paper({ id: "PMID:12", version: 2, claims: [treats], renamed: ["metformin"] }),
    paper({ id: "PMID:404", claims: [treats] }),
    paper({ id: "PMID:21", retracts: ["PMID:13"], concernsAbout: ["PMID:12"] }),
    paper({ id: "PMID:405", claims: [treats] }),
    paper({ id: "PMID:17", version: 3, claims: [treats] }),
  ],
  [
    gone("PMID:19"),
    gone("PMID:31"),
    gone("PMID:33"),
    gone("PMID:90002"),
    paper({ id: "PMID:22", year: 2024, claims: [treats, linked] }),
  ],
  [paper({ id: "PMID:22", year: 2024, claims: [treats, linked] })],
];

const folder = mkdtempSync(join(tmpdir(), "litweave-import-"));
const lived = await openStore(join(folder, "graph"));
await writeAll(lived, before);
const out = join(folder, "import");
await exportForImport({ store: lived, folder: out });
const server = await startNeo4j({ brief: true, imports: out });
if (!server) console.log("skipped: no Neo4j");

async function writeAll(store: StoredGraph, batches: typeof before): Promise<void> {
  for (const batch of batches) await store.write(batch);
}

/** Everything of the graph in the database, with the types of all properties; what writes have left in the journal is their own. */
async function dumped(driver: Driver): Promise<readonly string[]> {
  const typed = (name: string) => `[key IN keys(${name}) | [key, valueType(${name}[key]), ${name}[key]]]`;
  const nodes = await driver.executeQuery(
    `MATCH (n) WHERE NOT n:Change AND NOT n:Journal RETURN labels(n) AS labels, ${typed("n")} AS properties`,
  );
  const relationships = await driver.executeQuery(
    `MATCH (a)-[r]->(b) RETURN coalesce(a.id, a.key) AS start, coalesce(b.id, b.key) AS end, type(r) AS type,
       ${typed("r")} AS properties`,
  );
  return [...nodes.records, ...relationships.records]
    .map((record) => {
      const { labels = [], properties, ...rest } = record.toObject();
      const sorted = [...properties].sort(([a], [b]) => (a < b ? -1 : 1)).map(withoutOrder);
      return JSON.stringify({ labels: [...labels].sort(), ...rest, properties: sorted });
    })
    .sort();
}

/** In which order JSON of ours has its fields, and a retracted document its concepts, depends on how they came, and tells nothing. */
function withoutOrder([key, type, value]: readonly [string, string, unknown]): readonly unknown[] {
  if (key === "variants") return [key, type, canonicalJson(JSON.parse(value as string))];
  if (key !== "withheld") return [key, type, value];
  return [key, type, (JSON.parse(value as string) as readonly unknown[]).map(canonicalJson).sort()];
}

describe.skipIf(!server)("a graph that neo4j-admin imported", () => {
  const { url = "bolt://127.0.0.1", user = "", password = "" } = server ?? {};
  const driver = neo4j.driver(url, neo4j.auth.basic(user, password));
  let imported: readonly string[] = [];
  let updated: readonly string[] = [];

  afterAll(async () => {
    await driver.close();
    await server?.stop();
    await lived.close();
    rmSync(folder, { recursive: true });
  });

  it("is accepted as one of ours, whole and without faults", async () => {
    const store = await openStore(url, { user, password });
    expect(await collect(store.verify({ repair: false }))).toEqual([]);
    expect(await sortedRows(store)).toEqual(await sortedRows(lived));
    expect(await store.counts()).toEqual(await lived.counts());
    await store.close();
    imported = await dumped(driver);
  });

  it("has every constraint and index, ready", async () => {
    const texts = schemaStatements().flatMap((name) =>
      tripleTypes.map((type) => statement(name, { TRIPLE_TYPE: type })),
    );
    const names = new Set(texts.map((text) => /(?:CONSTRAINT|INDEX) (\S+) IF NOT EXISTS/u.exec(text)?.[1]));
    const { records } = await driver.executeQuery(
      "SHOW INDEXES YIELD name, type, state WHERE type <> 'LOOKUP' RETURN name, state",
    );
    expect(new Set(records.map((record) => record.get("name")))).toEqual(names);
    expect(new Set(records.map((record) => record.get("state")))).toEqual(new Set(["ONLINE"]));
    const lookups = await driver.executeQuery("SHOW INDEXES YIELD type WHERE type = 'LOOKUP' RETURN type");
    expect(lookups.records).toHaveLength(2);
  });

  it("gives the same rows for an import as the store it came from", async () => {
    const store = await openStore(url, { user, password });
    const text = (_key: string, value: unknown) => (typeof value === "bigint" ? `${value}n` : value);
    const rows = async (from: StoredGraph) => {
      const all = await collect(importRows(from.parts()));
      return all
        .flat()
        .map(({ table, identity, properties }) => {
          const sorted = Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1));
          const plain = sorted.map(([name, cell]) => withoutOrder([name, typeof cell, cell]));
          return JSON.stringify([table.name, identity, plain], text);
        })
        .sort();
    };
    expect(await rows(store)).toEqual(await rows(lived));
    await store.close();
  });

  it("takes updates, and stays equal to the store that lived through all of it", async () => {
    const store = await openStore(url, { user, password });
    await writeAll(store, after);
    await writeAll(lived, after);
    expect(await sortedRows(store)).toEqual(await sortedRows(lived));
    expect(await collect(store.verify({ repair: false }))).toEqual([]);
    await store.close();
    updated = await dumped(driver);
  });

  it("is to the last property what live writes make", async () => {
    await driver.executeQuery("MATCH (n) WHERE NOT n:LitweaveSchema DETACH DELETE n");
    const store = await openStore(url, { user, password });
    await writeAll(store, before);
    const live = await dumped(driver);
    expect(live.length).toBeGreaterThan(400);
    expect(imported).toEqual(live);
    await writeAll(store, after);
    expect(updated).toEqual(await dumped(driver));
    await store.close();
  });
});
