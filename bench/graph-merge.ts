import type { DocumentChange } from "../src/domain/graph-store.js";
import { GraphDatabase, type Parameters, type Transaction } from "../src/store/neo4j/graph-database.js";
import { prepareDatabase } from "../src/store/neo4j/prepare-database.js";
import { statement } from "../src/store/neo4j/statements.js";
import { writeChanges } from "../src/store/neo4j/write-changes.js";
import type { RunningNeo4j } from "../test/neo4j/server.js";
import { batchSize, isHub } from "./graph-stock.js";
import { zipfPaper } from "./zipf-papers.js";

/** What one batch took, both ways. */
export interface Pair {
  readonly rows: number;
  readonly oursMs: number;
  readonly bareMs: number;
}

type Row = Readonly<Record<string, unknown>> & { readonly properties: Readonly<Record<string, unknown>> };
type Rows = Readonly<Record<"documents" | "concepts" | "evidence" | "triples" | "mentions", readonly Row[]>>;

const bare = {
  documents: "UNWIND $rows AS row MERGE (d:Document {id: row.id}) SET d = row.properties",
  concepts: "UNWIND $rows AS row MERGE (c:Concept {id: row.id}) SET c = row.properties",
  evidence: "UNWIND $rows AS row MERGE (e:Evidence {key: row.key}) SET e = row.properties",
  from: "UNWIND $rows AS row MATCH (e:Evidence {key: row.key}), (d:Document {id: row.document}) MERGE (e)-[:FROM]->(d)",
  mentions:
    "UNWIND $rows AS row MATCH (d:Document {id: row.document}), (c:Concept {id: row.concept}) MERGE (d)-[m:MENTIONS]->(c) SET m = row.properties",
  triples: (type: string) =>
    `UNWIND $rows AS row MATCH (s:Concept {id: row.subject}), (o:Concept {id: row.object}) MERGE (s)-[r:${type} {key: row.key}]->(o) SET r = row.properties`,
} as const;

/**
 * Writes new papers in batches into an empty database, each batch twice in turn: as the store does, and as bare UNWIND … MERGE of the
 * rows that the store has just written, under other ids, so that two graphs of the same history grow side by side under the same
 * constraints and indexes.
 */
export async function* mergePairs(server: RunningNeo4j, papers: number): AsyncGenerator<Pair> {
  const database = new GraphDatabase(server.url, { user: server.user, password: server.password });
  try {
    await prepareDatabase(database);
    const triples = new Map<string, Row>();
    for (let first = 0; first < papers; first += batchSize) {
      const changes = Array.from({ length: batchSize }, (_, at) =>
        zipfPaper({ number: first + at, hub: isHub(first + at) }),
      );
      const [rows, oursMs] = await writeOurs(database, changes, triples);
      const bareMs = await writeBare(database, rows);
      yield { rows: countOf(rows), oursMs, bareMs };
    }
  } finally {
    await database.close();
  }
}

/** Nodes and relationships, those from evidence to document among them. */
function countOf({ documents, concepts, evidence, triples, mentions }: Rows): number {
  return documents.length + concepts.length + 2 * evidence.length + triples.length + mentions.length;
}

async function writeOurs(
  database: GraphDatabase,
  changes: readonly DocumentChange[],
  known: Map<string, Row>,
): Promise<readonly [Rows, number]> {
  let sent: [text: string, parameters: Parameters][] = [];
  const from = performance.now();
  await database.write((transaction) => {
    sent = [];
    return writeChanges(recorded(transaction, sent), changes);
  });
  const took = performance.now() - from;
  const rowsOf = (name: string) =>
    sent.filter(([text]) => text === statement(name)).flatMap(([, { rows }]) => rows as readonly Row[]);
  const created = rowsOf("create-triples");
  for (const row of created) known.set(String(row.properties.key), row);
  const updated = rowsOf("update-triples").map((row) => ({
    ...known.get(String(row.properties.key)),
    properties: row.properties,
  }));
  const rows: Rows = {
    documents: rowsOf("put-documents"),
    concepts: rowsOf("put-concepts"),
    evidence: rowsOf("put-evidence"),
    triples: [...created, ...updated].map((row) => ({ ...row, key: row.properties.key })),
    mentions: rowsOf("put-mentions"),
  };
  return [rows, took];
}

function recorded(transaction: Transaction, sent: [string, Parameters][]): Transaction {
  return {
    run: (text, parameters = {}) => {
      sent.push([text, parameters]);
      return transaction.run(text, parameters);
    },
  };
}

async function writeBare(database: GraphDatabase, original: Rows): Promise<number> {
  const rows: Rows = {
    documents: original.documents.map(underOtherId),
    concepts: original.concepts.map(underOtherId),
    evidence: original.evidence.map(underOtherId),
    triples: original.triples.map(underOtherId),
    mentions: original.mentions.map(underOtherId),
  };
  const types = [...new Set(rows.triples.map(({ type }) => String(type)))];
  const from = performance.now();
  await database.write(async (transaction) => {
    await Promise.all([
      transaction.run(bare.documents, { rows: rows.documents }),
      transaction.run(bare.concepts, { rows: rows.concepts }),
      transaction.run(bare.evidence, { rows: rows.evidence }),
      transaction.run(bare.from, { rows: rows.evidence }),
      transaction.run(bare.mentions, { rows: rows.mentions }),
      ...types.map((name) =>
        transaction.run(bare.triples(name), { rows: rows.triples.filter(({ type }) => type === name) }),
      ),
    ]);
  });
  return performance.now() - from;
}

const identifying = ["id", "key", "document", "concept", "subject", "object", "triple", "rank"];

function underOtherId<T extends Readonly<Record<string, unknown>>>(row: T): T {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (name === "properties") return [name, underOtherId(value as T)];
      return [name, identifying.includes(name) && typeof value === "string" ? `${value}-bare` : value];
    }),
  ) as T;
}
