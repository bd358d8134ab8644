import type { GraphReader } from "../../domain/graph-reader.js";
import { conceptRecord, tripleRecord } from "../records.js";
import type { GraphDatabase } from "./graph-database.js";
import { readJournal, readSpan } from "./journal.js";
import { findConcepts, loadTriples } from "./load-graph.js";
import { readCounts, readDocuments, readStates } from "./read-documents.js";
import { readEvidence, readTriplesAsOf } from "./read-evidence.js";
import { countTriples, readTriples } from "./read-triples.js";
import { searchConcepts } from "./search-concepts.js";

/** The questions of the port, over a database. */
export function readsOf(database: GraphDatabase): GraphReader {
  return {
    documentStates: (ids) => readStates(database, ids),
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
    evidence: (keys, filter, page) => readEvidence(database, keys, filter, page),
    documents: (ids) => readDocuments(database, ids),
    counts: () => readCounts(database),
    journal: (request) => readJournal(database, request),
    journalSpan: () => readSpan(database),
  };
}
