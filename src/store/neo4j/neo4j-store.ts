import type { DocumentChange } from "../../domain/graph-store.js";
import { inBatches } from "../batches.js";
import type { StoredGraph } from "../graph-parts.js";
import { checkChanges } from "../transition.js";
import { conceptVectors } from "./concept-vectors.js";
import { describe } from "./describe.js";
import { GraphDatabase, type Neo4jOptions } from "./graph-database.js";
import { listItems } from "./list-items.js";
import { listParts } from "./list-parts.js";
import { listRows } from "./list-rows.js";
import { prepareDatabase } from "./prepare-database.js";
import { readProcessed, readProcessing, walkProcessed } from "./read-processing.js";
import { readsOf } from "./reads.js";
import { verifyGraph } from "./verify.js";
import { writeChanges } from "./write-changes.js";

/**
 * Connects to a Neo4j server and makes the constraints and indexes that it lacks.
 *
 * @throws LitweaveError `STORE_UNAVAILABLE` when it cannot be reached or refuses the user, `BAD_STORE` when the
 *   database holds another graph or comes from a newer program
 */
export async function openNeo4jStore(url: string, options: Neo4jOptions = {}): Promise<StoredGraph> {
  const database = new GraphDatabase(url, options);
  try {
    await database.check();
    await prepareDatabase(database, options.log);
  } catch (error) {
    await database.close();
    throw error;
  }
  return neo4jStore(database, options.journalEntries);
}

function neo4jStore(database: GraphDatabase, journalEntries: number | undefined): StoredGraph {
  return {
    kind: "neo4j",
    location: database.url,
    ...readsOf(database),
    reading: (signal) => readsOf(database.until(signal)),
    write: async (changes, onWritten) => {
      checkChanges(changes);
      const write = (batch: readonly DocumentChange[]) =>
        database.write((transaction) => writeChanges(transaction, batch, journalEntries));
      return inBatches(changes, write, onWritten);
    },
    describe: () => describe(database),
    processedBy: () => readProcessing(database),
    documentsProcessedBy: (fingerprint, after) => walkProcessed(database, fingerprint, after),
    processedDocuments: (ids) => readProcessed(database, ids),
    verify: (how) => verifyGraph(database, how),
    rows: () => listRows(database),
    parts: () => listParts(database),
    items: (kinds) => listItems(database, kinds),
    retries: () => database.retries,
    vectors: conceptVectors(database),
    close: () => database.close(),
  };
}
