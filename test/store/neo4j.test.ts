import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import neo4j from "neo4j-driver";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { DocumentChange } from "../../src/domain/graph-store.js";
import { schemaStatements } from "../../src/store/neo4j/statements.js";
import { openStore } from "../../src/store/open-store.js";
import { describeInjection } from "../abuse/injection.js";
import { writeExample } from "../api/example-graph.js";
import { type RunningNeo4j, startNeo4j } from "../neo4j/server.js";
import { describeRenewing } from "../pipeline/renewing.js";
import { describeStoresAlike } from "../pipeline/stores-alike.js";
import { describeRevising } from "../semantics/revising.js";
import { describeTerminology } from "../semantics/terminology.js";
import { redirectingPaper } from "../semantics/two-terminologies.js";
import { describeBreakingOff } from "./breaking-off-neo4j.js";
import { collect, describeStore, sortedRows } from "./contract.js";
import { crashPaper } from "./crash-papers.js";
import { describeJournal } from "./describe-journal.js";
import { describePages } from "./describe-pages.js";
import { earlierEvidence, earlierPapers, upgradedPapers } from "./earlier.js";
import { describeFirstRuns } from "./first-runs-neo4j.js";
import { describeManyWriters } from "./many-writers.js";
import { describeVerify } from "./verify-neo4j.js";
import { paper } from "./world.js";

const server: RunningNeo4j | undefined = await startNeo4j({ authentication: true, brief: true });
if (!server) console.log("skipped: no Neo4j");
// Each statement is planned once, which takes long on a machine that does other things beside.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });
const claim = { subject: "metformin", predicate: "treats", object: "diabetes" } as const;

describe.skipIf(!server)("the real Neo4j", () => {
  const { url, user, password } = server ?? { url: "", user: "", password: "" };
  const folder = mkdtempSync(join(tmpdir(), "litweave-reference-"));
  const driver = neo4j.driver(url || "bolt://127.0.0.1", neo4j.auth.basic(user, password));
  let made = 0;

  async function open(options: { journalEntries?: number } = {}) {
    await driver.executeQuery("MATCH (n) WHERE NOT n:LitweaveSchema DETACH DELETE n");
    return openStore(url, { user, password, ...options });
  }

  beforeAll(async () => {
    const { records } = await driver.executeQuery(
      "MATCH (n) WHERE NOT n:LitweaveSchema RETURN count(n) AS nodes",
    );
    if (Number(records[0]?.get("nodes")) > 0) {
      throw new Error(
        `the database at ${url} is not empty, and these tests would empty it: name another in NEO4J_URI`,
      );
    }
  });
  afterAll(async () => {
    await driver.executeQuery("MATCH (n) WHERE NOT n:LitweaveSchema DETACH DELETE n");
    await driver.close();
    await server?.stop();
    rmSync(folder, { recursive: true });
  });

  // Compared with an embedded store, so that both adapters are held to the same graph.
  const openReference = () => openStore(join(folder, String(made++)));
  describeStore("neo4j", { open: () => open() });
  describeJournal(open);
  describeStoresAlike(open);
  describeInjection("Neo4j", async () => {
    const store = await open();
    await writeExample(store);
    return { store, close: () => store.close() };
  });
  describeRenewing("neo4j", { open, openReference });
  describeRevising("neo4j", { open, openReference });
  describeTerminology("neo4j", { open, openReference, runs: 5 });
  describe("pages", () => describePages(driver, open));
  describe("verify", () => describeVerify(open, driver));
  describe("breaking off", () => describeBreakingOff({ url, login: { user, password }, driver, open }));
  describe("first runs", () => describeFirstRuns({ url, login: { user, password } }));
  describeManyWriters({ url, login: { user, password }, open, openReference });

  it("converges with several writers at once, notices among them", async () => {
    const papers: DocumentChange[] = Array.from({ length: 24 }, (_, i) => crashPaper(i));
    const notices = [1, 2, 3].map((i) =>
      paper({ id: `PMID:9${i}`, retracts: [`PMID:${i}`, `PMID:${i + 10}`] }),
    );
    const revised = [4, 5].map((i) => paper({ id: `PMID:${i}`, version: 2, mentions: ["stroke"] }));
    const gone: DocumentChange[] = [{ kind: "delete", documentId: "PMID:91" }];
    const all = [...papers, ...notices, ...revised, ...gone];
    await open().then((store) => store.close());
    const writers = await Promise.all([0, 1, 2].map(() => openStore(url, { user, password })));
    await Promise.all(
      writers.map(async (writer, turn) => {
        const order = [...all.slice(turn * 9), ...all.slice(0, turn * 9)];
        for (let start = 0; start < order.length; start += 4)
          await writer.write(order.slice(start, start + 4));
      }),
    );
    const built = await openReference();
    await built.write(all);
    expect(await sortedRows(writers[0]!)).toEqual(await sortedRows(built));
    await Promise.all([...writers, built].map((store) => store.close()));
  });

  it.each([
    ["document", { id: "PMID:1", status: "expected" }],
    ["concept", { id: "MESH:D020521" }],
  ])("writes a %s that another writer deletes while it waits for it", async (name, properties) => {
    const store = await open();
    const label = name === "document" ? "Document" : "Concept";
    await driver.executeQuery(`CREATE (n:${label}) SET n = $properties`, { properties });
    const session = driver.session();
    const other = await session.beginTransaction();
    await other.run(`MATCH (n:${label} {id: $id}) DELETE n`, { id: properties.id });
    const written = store.write([paper({ id: "PMID:1", mentions: ["stroke"] })]);
    const waits = () =>
      driver.executeQuery(
        "SHOW TRANSACTIONS YIELD status WHERE status STARTS WITH 'Blocked' RETURN count(*) AS n",
      );
    await vi.waitFor(async () => expect(Number((await waits()).records[0]?.get("n"))).toBe(1), 60_000);
    await other.commit();
    await session.close();
    expect(await written).toEqual(["written"]);
    expect(await store.counts()).toMatchObject({ documents: 1, concepts: 1, mentions: 1 });
    expect(await collect(store.verify({ repair: false }))).toEqual([]);
    await store.close();
  });

  it("says what serves it and whether its indexes can be used", async () => {
    const store = await open();
    const { schema, server, indexes } = await store.describe();
    expect(schema).toBe(schemaStatements().length);
    expect(server).toMatchObject({ name: "Neo4j Kernel", version: expect.stringMatching(/^\d+\.\d+/u) });
    expect(indexes?.online).toBeGreaterThan(schemaStatements().length);
    expect(indexes?.others).toEqual([]);
    await store.close();
  });

  it.each([
    ["a redirect that is gone", "MATCH (f:FormerId) DETACH DELETE f"],
    ["a former id that leads nowhere", "MATCH (:FormerId)-[r:REPLACED_BY]->() DELETE r"],
    [
      "a redirect that nobody brought",
      "MATCH (c:Concept) CREATE (:FormerId {id: 'MONDO:99'})-[:REPLACED_BY]->(c)",
    ],
  ])("finds and repairs %s", async (_what, damage) => {
    const store = await open();
    await store.write([redirectingPaper()]);
    await driver.executeQuery(damage);
    const found = await collect(store.verify({ repair: false }));
    expect(found).toContainEqual(expect.objectContaining({ invariant: "reference", repaired: false }));
    await collect(store.verify({ repair: true }));
    expect(await collect(store.verify({ repair: false }))).toEqual([]);
    const { records } = await driver.executeQuery(
      "MATCH (f:FormerId) RETURN f.id AS id, COLLECT { MATCH (f)-[:REPLACED_BY]->(c:Concept) RETURN c.id } AS concepts",
    );
    expect(records.map((record) => record.toObject())).toEqual([{ id: "MONDO:7", concepts: ["MONDO:1"] }]);
    await store.close();
  });

  it("labels concepts by category and joins them by the predicate's type, for people to read", async () => {
    const store = await open();
    await store.write([paper({ id: "PMID:1", year: 2019, claims: [claim] })]);
    const { records } = await driver.executeQuery(
      `MATCH (c:ChemicalEntity)-[r:TREATS]->(d:Disease), (e:Evidence {triple: r.key})-[:FROM]->(p:Document)
       RETURN c.name AS drug, d.name AS disease, r.firstYear AS year, e.sentence AS sentence, p.title AS title`,
    );
    expect(records.map((record) => record.toObject())).toEqual([
      {
        drug: "Metformin",
        disease: "Diabetes Mellitus, Type 2",
        year: neo4j.int(2019),
        sentence: "We studied Metformin and Diabetes Mellitus, Type 2.",
        title: "We studied Metformin and Diabetes Mellitus, Type 2.",
      },
    ]);
    await store.close();
  });

  it("brings a graph of an earlier program up to date, once", async () => {
    const earlier = await open();
    await earlier.write(earlierPapers);
    await earlier.close();
    const rows = earlierPapers.flatMap(({ evidence }) =>
      evidence.map((item) => ({ key: item.key, sentences: JSON.stringify(earlierEvidence(item).sentences) })),
    );
    const later =
      "e.cues = null, e.sectionWeight = null, e.work = null, e.published = null, e.micronats = null, e.duplicateOf = null";
    const set = `MATCH (e:Evidence {key: row.key}) SET e.sentences = row.sentences, ${later}`;
    await driver.executeQuery(`UNWIND $rows AS row ${set}`, { rows });
    await driver.executeQuery(
      "MATCH ()-[r:TREATS]->() SET r.questions = null, r.duplicates = null, r.retracted = null, r.belief = 0.9",
    );
    const { evidence, concepts } = earlierPapers[3]!;
    const withheld = JSON.stringify({ evidence: evidence.map(earlierEvidence), concepts });
    await driver.executeQuery("MATCH (d:Document {id: 'PMID:4'}) SET d.withheld = $withheld", { withheld });
    await driver.executeQuery("MATCH (d:Document) SET d.extractor = null, d.terminology = null");
    await driver.executeQuery("MATCH (e:RetractedEvidence) DETACH DELETE e");
    await driver.executeQuery("MATCH (s:LitweaveSchema) SET s.version = 11");

    const [upgraded, reference] = [await openStore(url, { user, password }), await openReference()];
    await reference.write(upgradedPapers);
    expect(await sortedRows(upgraded)).toEqual(await sortedRows(reference));
    expect(await collect(upgraded.verify({ repair: false }))).toEqual([]);
    const { records } = await driver.executeQuery("MATCH (s:LitweaveSchema) RETURN s.version AS version");
    expect(Number(records[0]?.get("version"))).toBe(schemaStatements().length);
    await Promise.all([upgraded.close(), reference.close()]);
  });

  it("refuses a database of a newer program, and one that holds another graph", async () => {
    await open().then((store) => store.close());
    await driver.executeQuery("MATCH (s:LitweaveSchema) SET s.version = 99");
    const newer = { code: "BAD_STORE", message: expect.stringMatching(/version 99/u) };
    await expect(openStore(url, { user, password })).rejects.toMatchObject(newer);
    await driver.executeQuery("MATCH (s:LitweaveSchema) DELETE s");
    await driver.executeQuery("CREATE (:Concept {id: 'someone else'})");
    const foreign = { code: "BAD_STORE", message: expect.stringMatching(/did not make/u) };
    await expect(openStore(url, { user, password })).rejects.toMatchObject(foreign);
    await driver.executeQuery("MATCH (c:Concept) DELETE c");
    await openStore(url, { user, password }).then((store) => store.close());
  });

  it.skipIf(password === "")("says when user or password are wrong", async () => {
    await expect(openStore(url, { user, password: "wrong" })).rejects.toMatchObject({
      code: "STORE_UNAVAILABLE",
      message: expect.stringMatching(/user and password/u),
    });
  });
});

describe("a Neo4j that is not to be had", () => {
  it("is an error that says what to do", async () => {
    const refused = openStore("bolt://127.0.0.1:1", { user: "neo4j", password: "x" });
    await expect(refused).rejects.toMatchObject({
      code: "STORE_UNAVAILABLE",
      hint: expect.stringContaining("check host and port"),
    });
  });

  it("never takes a password inside the URL", async () => {
    const refused = openStore("bolt://neo4j:secret@127.0.0.1");
    await expect(refused).rejects.toMatchObject({
      code: "USAGE",
      message: expect.not.stringContaining("secret"),
    });
  });
});
