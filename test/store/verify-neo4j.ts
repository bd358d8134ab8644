import type { Driver } from "neo4j-driver";
import { expect, it } from "vitest";
import type { Finding, GraphStore } from "../../src/domain/graph-store.js";
import { invariantNames } from "../../src/domain/invariants.js";
import { unpackMentionsJson } from "../../src/store/packed-mentions.js";
import { collect, sortedRows } from "./contract.js";
import { crashPaper } from "./crash-papers.js";
import { paper } from "./world.js";

/** A statement, or what it cannot say. */
type Damage = string | ((driver: Driver) => Promise<void>);
type Case = readonly [what: string, invariant: Finding["invariant"], damage: Damage];

const treats = { subject: "metformin", predicate: "treats", object: "diabetes" } as const;
const papers = [
  paper({ id: "PMID:1", year: 2019, claims: [treats] }),
  paper({ id: "PMID:2", year: 2021, claims: [treats] }),
  paper({ id: "PMID:4", claims: [{ subject: "aspirin", predicate: "treats", object: "stroke" }] }),
  paper({ id: "PMID:5", retracts: ["PMID:4"], concernsAbout: ["PMID:1"] }),
  paper({ id: "PMID:6", year: 2022, republishedAs: ["PMID:2"], claims: [treats] }),
];

const mendable: readonly Case[] = [
  ["a wrong belief", "aggregate", "MATCH ()-[r:TREATS]->() SET r.belief = 0.1"],
  ["a wrong count", "aggregate", "MATCH ()-[r:TREATS]->() SET r.affirmed = 9"],
  ["a wrong number of papers", "aggregate", "MATCH ()-[r:TREATS]->() SET r.documents = 5"],
  ["a concept's count", "aggregate", "MATCH (c:Concept) SET c.triples = 7"],
  ["a missing triple", "reference", "MATCH ()-[r:TREATS]->() DELETE r"],
  ["a missing reference", "reference", "MATCH (:Document {id: 'PMID:1'})-[m:MENTIONS]->() DELETE m"],
  ["a reference to another place", "reference", "MATCH ()-[m:MENTIONS]->() SET m.spans = ['0-1']"],
  [
    "a reference too many",
    "reference",
    "MATCH (d:Document {id: 'PMID:5'}), (c:Concept {id: 'MESH:D008687'}) CREATE (d)-[:MENTIONS {variant: 'x', spans: [], count: 0}]->(c)",
  ],
  [
    "a triple without evidence",
    "orphan",
    "MATCH (a)-[:TREATS]->(b) CREATE (a)-[r:CAUSES {key: 't1_x'}]->(b)",
  ],
  [
    "evidence without document",
    "orphan",
    "MATCH (e:Evidence) WITH e LIMIT 1 CREATE (f:Evidence) SET f = e {.*, key: 'e1_x'}",
  ],
  [
    "withheld evidence of a paper that is not retracted",
    "orphan",
    "MATCH (e:Evidence)-[:FROM]->(d) WITH e, d LIMIT 1 CREATE (f:RetractedEvidence)-[:FROM]->(d) SET f = e {.*}",
  ],
  ["a work that two papers count for", "aggregate", "MATCH (e:Evidence) REMOVE e.duplicateOf"],
  ["the work of a paper", "record", "MATCH (e:Evidence {document: 'PMID:6'}) SET e.work = 'PMID:77'"],
  ["a concern that is not counted", "record", "MATCH (e:Evidence) REMOVE e.concern"],
  ["a concern that is not in force", "notice", "MATCH ()-[r:EXPRESSES_CONCERN_ABOUT]->() DELETE r"],
  [
    "a reference of a retracted document",
    "orphan",
    "MATCH (d:Document {id: 'PMID:4'}), (c:Concept {id: 'MESH:D008687'}) CREATE (d)-[:MENTIONS {variant: 'x', spans: [], count: 0}]->(c)",
  ],
  [
    "a concept that nothing refers to",
    "orphan",
    "MATCH (c:Concept) WITH c LIMIT 1 CREATE (d:Concept) SET d = c {.*, id: 'MESH:X'}",
  ],
  [
    "a triple of other concepts than its key",
    "key",
    "MATCH (a)-[r:TREATS]->(b) CREATE (b)-[s:TREATS]->(a) WITH r, s, r {.*} AS was DELETE r SET s = was",
  ],
  ["the rank of evidence", "record", "MATCH (e:Evidence) SET e.rank = 'a'"],
  ["a title", "record", "MATCH (d:Document {id: 'PMID:1'}) SET d.title = 'Another'"],
  ["the label of a category", "record", "MATCH (c:Disease) REMOVE c:Disease SET c:Gene"],
  [
    "a notice that nobody declares",
    "notice",
    "MATCH (n:Document {id: 'PMID:1'}), (d:Document {id: 'PMID:2'}) CREATE (n)-[:RETRACTS]->(d)",
  ],
  ["a notice that is not in force", "notice", "MATCH ()-[r:RETRACTS]->() DELETE r"],
  ["a retracted document that counts as live", "status", "MATCH (d {id: 'PMID:4'}) SET d.status = 'live'"],
  ["a missing index", "file", "DROP INDEX concept_names"],
  ["a missing constraint", "file", "DROP CONSTRAINT triple_key_TREATS"],
];

const marked: readonly Case[] = [
  [
    "a mention that is not in the text",
    "alignment",
    async (driver) => {
      const { records } = await driver.executeQuery(
        "MATCH (d:Document) WHERE d.mentions IS NOT NULL RETURN d.id AS id, d.mentions AS mentions",
      );
      for (const record of records) {
        const { id, mentions } = record.toObject();
        // As an earlier program wrote it.
        const json = unpackMentionsJson(Buffer.from(mentions, "base64")).replaceAll(
          '"text":"Met',
          '"text":"Net',
        );
        await driver.executeQuery("MATCH (d:Document {id: $id}) SET d.mentions = $json", { id, json });
      }
    },
  ],
  [
    "evidence of another triple than it says",
    "key",
    "MATCH (e:Evidence {document: 'PMID:1'}) SET e.subject = 'MESH:D001241'",
  ],
];

/** What `verify` finds, repairs and leaves alone in a real Neo4j; the embedded store's cases are in verify-embedded.test.ts. */
export function describeVerify(open: () => Promise<GraphStore>, driver: Driver): void {
  async function damaged(damage: Damage) {
    const store = await open();
    await store.write(papers);
    const whole = await sortedRows(store);
    if (typeof damage === "string") await driver.executeQuery(damage);
    else await damage(driver);
    return { store, whole };
  }

  it.each(mendable)("finds and repairs %s", async (_what, invariant, damage) => {
    const { store, whole } = await damaged(damage);
    const found = await collect(store.verify({ repair: false }));
    expect(found).toContainEqual(expect.objectContaining({ invariant, repaired: false }));
    const repaired = await collect(store.verify({ repair: true }));
    expect(repaired).toContainEqual(expect.objectContaining({ invariant, repaired: true }));
    expect(repaired.filter((finding) => !finding.repaired)).toEqual([]);
    expect(await collect(store.verify({ repair: false }))).toEqual([]);
    expect(await sortedRows(store)).toEqual(whole);
    await store.close();
  });

  it.each(marked)(
    "finds %s, and lets the papers be ingested again to repair it",
    async (_what, invariant, damage) => {
      const { store, whole } = await damaged(damage);
      const found = await collect(store.verify({ repair: true }));
      const hint = expect.stringContaining("again");
      expect(found).toContainEqual(expect.objectContaining({ invariant, repaired: false, hint }));
      await store.write(papers);
      await collect(store.verify({ repair: true }));
      expect(await collect(store.verify({ repair: false }))).toEqual([]);
      expect(await sortedRows(store)).toEqual(whole);
      await store.close();
    },
  );

  it("has a case that breaks each invariant; Neo4j looks after its index of names itself", () => {
    const broken = new Set([...mendable, ...marked].map(([, invariant]) => invariant));
    expect([...broken, "index"].sort()).toEqual([...invariantNames].sort());
  });

  it("finds nothing false while another writes, with and without repair", async () => {
    const store = await open();
    await store.write(Array.from({ length: 40 }, (_, i) => crashPaper(i)));
    let writing = true;
    const writes = (async () => {
      for (let i = 0; i < 30; i++) {
        await store.write([paper({ id: `PMID:9${i}`, retracts: [`PMID:${i}`] }), crashPaper(1000 + i)]);
      }
      writing = false;
    })();
    for (let rounds = 0; writing; rounds++) {
      expect(await collect(store.verify({ repair: rounds % 2 === 1 }))).toEqual([]);
    }
    await writes;
    expect(await collect(store.verify({ repair: false }))).toEqual([]);
    await store.close();
  });
}
