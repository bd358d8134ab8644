import type { ChangeOutcome, DocumentChange } from "../../domain/graph-store.js";
import { inBatches } from "../batches.js";
import type { StoredGraph } from "../graph-parts.js";
import { conceptRecord, tripleRecord } from "../records.js";
import { checkChanges } from "../transition.js";
import { conceptVectors } from "./concept-vectors.js";
import { describe } from "./describe.js";
import { GraphDatabase, type Neo4jOptions } from "./graph-database.js";
import { listItems } from "./list-items.js";
import { listParts } from "./list-parts.js";
import { listRows } from "./list-rows.js";
import { findConcepts, loadTriples } from "./load-graph.js";
import { prepareDatabase } from "./prepare-database.js";
import { readCounts, readDocuments, readStates } from "./read-documents.js";
import { countEvidence, readEvidence, readTriplesAsOf } from "./read-evidence.js";
import { readProcessedDocuments, readProcessing } from "./read-processing.js";
import { countTriples, readTripleFacets, readTriples } from "./read-triples.js";
import { searchConcepts } from "./search-concepts.js";
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
    await prepareDatabase(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return neo4jStore(database);
}

function neo4jStore(database: GraphDatabase): StoredGraph {
  return {
    kind: "neo4j",
    location: database.url,
    documentStates: (ids) => readStates(database, ids),
    write: async (changes: readonly DocumentChange[]): Promise<readonly ChangeOutcome[]> => {
      checkChanges(changes);
      return inBatches(changes, (batch) => database.write((transaction) => writeChanges(transaction, batch)));
    },
    concepts: async (ids) => {
      const found = await database.read((transaction) => findConcepts(transaction, ids));
      return new Map([...found].map(([id, concept]) => [id, conceptRecord(concept)]));
    },
    searchConcepts: (filter, page) => searchConcepts(database, filter, page),
    triplesByKey: async (keys) => {
      const stored = await database.read((transaction) => loadTriples(transaction, keys));
      return new Map([...stored].map(([key, triple]) => [key, tripleRecord(triple)]));
    },
    triplesAsOf: (keys, date) => readTriplesAsOf(database, keys, date),
    triples: (filter, page) => readTriples(database, filter, page),
    countTriples: (filter) => countTriples(database, filter),
    tripleFacets: (filter) => readTripleFacets(database, filter),
    countEvidence: (keys, filter) => countEvidence(database, keys, filter),
    evidence: (keys, filter, page) => readEvidence(database, keys, filter, page),
    documents: (ids) => readDocuments(database, ids),
    describe: () => describe(database),
    counts: () => readCounts(database),
    processedBy: () => readProcessing(database),
    documentsProcessedBy: (fingerprint, after) => readProcessedDocuments(database, fingerprint, after),
    verify: (how) => verifyGraph(database, how),
    rows: () => listRows(database),
    parts: () => listParts(database),
    items: (kinds) => listItems(database, kinds),
    retries: () => database.retries,
    vectors: conceptVectors(database),
    close: () => database.close(),
  };
}
