import { existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Finding } from "../../src/domain/graph-store.js";
import { invariantNames, invariants } from "../../src/domain/invariants.js";
import { Connection } from "../../src/store/embedded/connection.js";
import { openStore } from "../../src/store/open-store.js";
import { packMentionsJson, unpackMentionsJson } from "../../src/store/packed-mentions.js";
import { collect, sortedRows } from "./contract.js";
import { crashPaper } from "./crash-papers.js";
import { paper } from "./world.js";

// In memory where the system offers a folder there, since each commit is forced to disk.
const shelf = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
const root = mkdtempSync(join(shelf, "litweave-verify-"));
let made = 0;
afterAll(() => rmSync(root, { recursive: true, force: true }));

const treats = { subject: "metformin", predicate: "treats", object: "diabetes" } as const;
const papers = [
  paper({ id: "PMID:1", year: 2019, claims: [treats] }),
  paper({ id: "PMID:2", year: 2021, claims: [treats] }),
  paper({ id: "PMID:3", claims: [{ subject: "tp53", predicate: "associated_with", object: "stroke" }] }),
  paper({ id: "PMID:4", claims: [{ subject: "aspirin", predicate: "treats", object: "stroke" }] }),
  paper({ id: "PMID:5", retracts: ["PMID:4"], concernsAbout: ["PMID:1"] }),
  paper({ id: "PMID:6", year: 2022, republishedAs: ["PMID:2"], claims: [treats] }),
];

/** Statements, or what they cannot say. */
type Damage = string | ((connection: Connection) => void);

/** A store that was damaged behind its back. */
async function damaged(damage: Damage) {
  const folder = join(root, String(made++));
  const store = await openStore(folder);
  await store.write(papers);
  const whole = await sortedRows(store);
  const connection = new Connection(join(folder, "graph.db"), false);
  if (typeof damage === "string") connection.script(damage);
  else damage(connection);
  connection.close();
  return { store, whole, folder };
}

const copied = (table: string, columns: string) =>
  `INSERT INTO ${table} SELECT ${columns} FROM ${table} LIMIT 1`;

const evidenceColumns =
  "rank || 'x', work, published, concern, duplicate_of, polarity, certainty, year, micronats, record";

/** What is broken, the invariant that it breaks, and how it is broken. */
const mendable: readonly (readonly [what: string, invariant: Finding["invariant"], sql: string])[] = [
  ["a wrong belief", "aggregate", "UPDATE triple SET belief = 0.1"],
  ["a wrong count", "aggregate", "UPDATE triple SET aggregate = json_set(aggregate, '$.affirmed', 9)"],
  ["a concept's count", "aggregate", "UPDATE concept SET triples = 7"],
  [
    "a count of documents by description",
    "aggregate",
    "UPDATE concept SET variants = json_set(variants, '$[0].documents', 7), documents = 7",
  ],
  ["a missing triple", "reference", "DELETE FROM triple WHERE predicate = 'treats'"],
  ["a missing reference", "reference", "DELETE FROM mention WHERE document = 'PMID:1'"],
  ["a reference too many", "reference", copied("mention", "'PMID:3', concept, variant, spans, year")],
  ["a reference to another place", "reference", "UPDATE mention SET spans = '[]'"],
  [
    "a triple without evidence",
    "orphan",
    copied("triple", "'t1_x', subject, predicate, object, 1, 1, 0, aggregate"),
  ],
  ["evidence without document", "orphan", copied("evidence", `'e1_x', triple, 'PMID:8', ${evidenceColumns}`)],
  [
    "evidence of a retracted document",
    "orphan",
    copied("evidence", `'e1_x', triple, 'PMID:4', ${evidenceColumns}`),
  ],
  [
    "withheld evidence of a paper that is not retracted",
    "orphan",
    "INSERT INTO retracted_evidence SELECT key, triple, document, rank, published, record FROM evidence LIMIT 1",
  ],
  ["a work that two papers count for", "aggregate", "UPDATE evidence SET duplicate_of = NULL"],
  [
    "a paper that counts for no work of its own",
    "aggregate",
    "UPDATE evidence SET duplicate_of = 'PMID:2' WHERE document = 'PMID:1'",
  ],
  ["the work of a paper", "record", "UPDATE evidence SET work = 'PMID:77' WHERE document = 'PMID:6'"],
  ["the date of a paper", "record", "UPDATE evidence SET published = '1999-12-31'"],
  ["a concern that is not counted", "record", "UPDATE evidence SET concern = 0"],
  ["what evidence weighs", "record", "UPDATE evidence SET micronats = 7"],
  ["the rank of withheld evidence", "record", "UPDATE retracted_evidence SET rank = 'a ' || key"],
  ["a reference without document", "orphan", copied("mention", "'PMID:8', concept, variant, spans, year")],
  [
    "a concept that nothing refers to",
    "orphan",
    copied("concept", "99, 'MESH:X', category, 1, 0, replace(variants, id, 'MESH:X')"),
  ],
  [
    "a triple of other concepts than its key",
    "key",
    "UPDATE triple SET subject = 'MESH:D001241' WHERE predicate = 'treats'",
  ],
  ["the rank of evidence", "record", "UPDATE evidence SET rank = 'a ' || key"],
  ["the column of a category", "record", "UPDATE concept SET category = 'Gene'"],
  [
    "the column of a number of mentions",
    "record",
    "UPDATE document SET mention_count = 9 WHERE id = 'PMID:1'",
  ],
  ["a notice that nobody declares", "notice", "INSERT INTO notice VALUES ('PMID:1', 'PMID:2', 'retraction')"],
  [
    "a notice of a document that is not there",
    "notice",
    "INSERT INTO notice VALUES ('PMID:1', 'PMID:77', 'concern')",
  ],
  ["a notice that is not in force", "notice", "DELETE FROM notice WHERE kind = 'retraction'"],
  ["a concern that is not in force", "notice", "DELETE FROM notice WHERE kind = 'concern'"],
  [
    "a live document that counts as retracted",
    "status",
    `UPDATE document SET status = 'retracted', withheld =
       (SELECT json_group_array(json_extract(variants, '$[0].concept')) FROM concept
        WHERE id IN (SELECT concept FROM mention WHERE document = 'PMID:3'))
     WHERE id = 'PMID:3';
     INSERT INTO retracted_evidence SELECT key, triple, document, rank, published, record FROM evidence
       WHERE document = 'PMID:3';
     DELETE FROM evidence WHERE document = 'PMID:3'; DELETE FROM mention WHERE document = 'PMID:3'`,
  ],
  [
    "a retracted document that counts as live",
    "status",
    "UPDATE document SET status = 'live' WHERE id = 'PMID:4'",
  ],
  ["a name that is not found", "index", "DELETE FROM concept_name WHERE name = 'metformin'"],
  ["a name of another concept", "index", copied("concept_name", "'another name', concept")],
  ["a name that has no trigrams", "index", "DELETE FROM concept_trigram WHERE rowid = 1"],
  [
    "trigrams of other names",
    "index",
    "DELETE FROM concept_trigram WHERE rowid = 1; INSERT INTO concept_trigram (rowid, names) VALUES (1, 'other')",
  ],
  ["names without their concept", "index", "INSERT INTO concept_name VALUES ('nobody', 99)"],
  [
    "a concept below another",
    "index",
    "INSERT INTO concept_parent SELECT 'MESH:D1', number FROM concept LIMIT 1",
  ],
  ["parents without their concept", "index", "INSERT INTO concept_parent VALUES ('MESH:D1', 99)"],
  ["another year beside references", "index", "UPDATE mention SET year = 1899 WHERE document = 'PMID:1'"],
  [
    "trigrams without their concept",
    "index",
    "INSERT INTO concept_trigram (rowid, names) VALUES (99, 'nobody')",
  ],
];

const marked: readonly (readonly [what: string, invariant: Finding["invariant"], damage: Damage])[] = [
  [
    "a mention that is not in the text",
    "alignment",
    (connection) => {
      for (const { id, mentions } of connection.all("SELECT id, mentions FROM document")) {
        const other = unpackMentionsJson(mentions as Uint8Array).replaceAll('"text":"Met', '"text":"Net');
        connection.run("UPDATE document SET mentions = ? WHERE id = ?", packMentionsJson(other), id!);
      }
    },
  ],
  ["a missing concept", "reference", "DELETE FROM concept WHERE id = 'MESH:D008687'"],
  [
    "evidence whose key is not its own",
    "key",
    "UPDATE evidence SET key = 'e1_x', record = json_set(record, '$.key', 'e1_x') WHERE document = 'PMID:1'",
  ],
  [
    "evidence of another triple than it says",
    "key",
    "UPDATE evidence SET record = json_set(record, '$.triple.subject', 'MESH:D001241') WHERE document = 'PMID:1'",
  ],
];

describe("verify", () => {
  it.each(mendable)("finds and repairs %s", async (_what, invariant, sql) => {
    const { store, whole } = await damaged(sql);
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

  it("takes out evidence that cannot be read, which ingesting brings back", async () => {
    const { store, whole } = await damaged("UPDATE evidence SET record = '{' WHERE document = 'PMID:1'");
    const found = await collect(store.verify({ repair: false }));
    expect(found).toContainEqual(
      expect.objectContaining({ invariant: "record", hint: expect.stringContaining("PMID:1") }),
    );
    await collect(store.verify({ repair: true }));
    expect(await collect(store.verify({ repair: false }))).toEqual([]);
    expect(await store.counts()).toMatchObject({ evidence: 3 });
    await store.write(papers);
    expect(await sortedRows(store)).toEqual(whole);
    await store.close();
  });

  it.each([
    ["record", "'{'"],
    ["mentions", "substr(mentions, 1, 20)"],
  ])("goes on after a document whose %s cannot be read", async (column, rest) => {
    const { store } = await damaged(
      `UPDATE document SET ${column} = ${rest} WHERE id = 'PMID:1'; UPDATE triple SET belief = 0.1`,
    );
    const found = await collect(store.verify({ repair: true }));
    expect(found).toContainEqual(
      expect.objectContaining({ invariant: "record", subject: "PMID:1", repaired: false }),
    );
    expect(found).toContainEqual(expect.objectContaining({ invariant: "aggregate", repaired: true }));
    await store.close();
  });

  it("tells what stood there and what stands now", async () => {
    const { store } = await damaged("UPDATE triple SET belief = 0.1 WHERE predicate = 'treats'");
    const [finding, ...others] = await collect(store.verify({ repair: true }));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ before: { belief: 0.1 }, after: { belief: expect.closeTo(0.97, 1) } });
    await store.close();
  });

  it("has a case that breaks each invariant", () => {
    const broken = new Set([...mendable, ...marked].map(([, invariant]) => invariant));
    expect([...broken, "file"].sort()).toEqual([...invariantNames].sort());
  });

  it("makes an index anew that does not agree with its table", async () => {
    const { store, folder, whole } = await damaged("SELECT 1");
    await store.close();
    const connection = new Connection(join(folder, "graph.db"), false);
    // An index that SQLite takes for one of all rows, and that was filled from none.
    connection.script(`
      DROP INDEX evidence_by_document;
      CREATE INDEX evidence_by_document ON evidence (document) WHERE document = '';
      PRAGMA writable_schema = ON;
      UPDATE sqlite_schema SET sql = 'CREATE INDEX evidence_by_document ON evidence (document)'
        WHERE name = 'evidence_by_document';
      PRAGMA writable_schema = OFF`);
    connection.close();
    const again = await openStore(folder);
    const found = await collect(again.verify({ repair: false }));
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map(({ invariant }) => invariant))).toEqual(new Set(["file"]));
    const repaired = await collect(again.verify({ repair: true }));
    expect(repaired.every((finding) => finding.repaired)).toBe(true);
    expect(await collect(again.verify({ repair: false }))).toEqual([]);
    expect(await sortedRows(again)).toEqual(whole);
    await again.close();
  });

  it("says of a damaged page that only a backup helps, and checks nothing else", async () => {
    const { store, folder } = await damaged("SELECT 1");
    await store.close();
    const file = join(folder, "graph.db");
    const connection = new Connection(file, true);
    const page = connection.get(
      "SELECT rootpage FROM sqlite_schema WHERE name = 'triple_by_belief'",
    )?.rootpage;
    connection.close();
    writeSync(openSync(file, "r+"), Buffer.alloc(200, 0x5a), 0, 200, (Number(page) - 1) * 4096);
    const again = await openStore(folder);
    const found = await collect(again.verify({ repair: true }));
    expect(found[0]).toMatchObject({
      invariant: "file",
      subject: file,
      repaired: false,
      hint: expect.stringContaining("litweave restore"),
    });
    expect(new Set(found.map(({ invariant }) => invariant))).toEqual(new Set(["file"]));
    await again.close();
  });

  it("finds nothing false while another process writes, with and without repair", async () => {
    const folder = join(root, String(made++));
    const [store, other] = [await openStore(folder), await openStore(folder)];
    await store.write(Array.from({ length: 100 }, (_, i) => crashPaper(i)));
    let writing = true;
    const writes = (async () => {
      for (let i = 0; i < 60; i++) {
        const retracts = [`PMID:${i}`] as const;
        await other.write([paper({ id: `PMID:9${i}`, retracts }), crashPaper(1000 + i)]);
        await new Promise((resolve) => setImmediate(resolve));
      }
      writing = false;
    })();
    let rounds = 0;
    for (; writing; rounds++) {
      const findings = store.verify({
        repair: rounds % 2 === 1,
        onProgress: () => undefined,
      });
      expect(await collect(findings)).toEqual([]);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await writes;
    expect(rounds).toBeGreaterThan(1);
    await Promise.all([store.close(), other.close()]);
  });

  it("tells how far it is", async () => {
    const { store } = await damaged("SELECT 1");
    const told = new Map<string, readonly [number, number]>();
    const onProgress = (kind: string, done: number, total: number) => void told.set(kind, [done, total]);
    await collect(store.verify({ repair: false, onProgress }));
    expect(Object.fromEntries(told)).toMatchObject({ documents: [6, 6], triples: [2, 2], concepts: [4, 4] });
    await store.close();
  });
});

describe("docs/operations.md", () => {
  it("lists the invariants", () => {
    const page = readFileSync(new URL("../../docs/operations.md", import.meta.url), "utf8");
    const section = page.slice(page.indexOf("## Is it sound"), page.indexOf("## A copy of it"));
    const rows = [...section.matchAll(/^\| `(\w+)` \| (.*) \| .* \|$/gmu)].map(([, name, holds]) => [
      name,
      holds,
    ]);
    expect(Object.fromEntries(rows)).toEqual(invariants);
  });
});
