import type { GraphReader } from "../../domain/graph-reader.js";
import { conceptRecord, tripleRecord } from "../records.js";
import { readEvidenceOfDocuments } from "./evidence-of-documents.js";
import type { GraphDatabase } from "./graph-database.js";
import { readJournal, readSpan } from "./journal.js";
import {
  countDocuments,
  listDocuments,
  readDocumentsByYear,
  readDocumentsMentioning,
} from "./list-documents.js";
import { findConcepts, loadTriples } from "./load-graph.js";
import { readChildCounts, readChildren } from "./read-children.js";
import { readCounts, readDocuments, readStates } from "./read-documents.js";
import { countEvidence, readEvidence, readTriplesAsOf } from "./read-evidence.js";
import { readTripleCounts, readTriplesAround, readTriplesBetween } from "./read-steps.js";
import { countTriples, readTripleFacets, readTriples } from "./read-triples.js";
import { countConcepts, searchConcepts } from "./search-concepts.js";
import { suggestConcepts } from "./suggest-concepts.js";

/** The questions of the port, over a database. */
export function readsOf(database: GraphDatabase): GraphReader {
  return {
    documentStates: (ids) => readStates(database, ids),
    concepts: async (ids) => {
      const found = await findConcepts(database, ids);
      return new Map([...found].map(([id, concept]) => [id, conceptRecord(concept)]));
    },
    searchConcepts: (filter, page) => searchConcepts(database, filter, page),
    countConcepts: (filter) => countConcepts(database, filter),
    suggestConcepts: (request) => suggestConcepts(database, request),
    children: (ids, page) => readChildren(database, ids, page),
    childCounts: (ids) => readChildCounts(database, ids),
    triplesAround: (ids, filter, most) => readTriplesAround(database, ids, filter, most),
    triplesBetween: (pairs, filter, most) => readTriplesBetween(database, pairs, filter, most),
    tripleCounts: (ids) => readTripleCounts(database, ids),
    triplesByKey: async (keys) => {
      const stored = await database.read((transaction) => loadTriples(transaction, keys));
      return new Map([...stored].map(([key, triple]) => [key, tripleRecord(triple)]));
    },
    triplesAsOf: (keys, date) => readTriplesAsOf(database, keys, date),
    triples: (filter, page, along) => readTriples(database, filter, page, along),
    countTriples: (filter) => countTriples(database, filter),
    tripleFacets: (filter) => readTripleFacets(database, filter),
    evidence: (keys, filter, page) => readEvidence(database, keys, filter, page),
    countEvidence: (keys, filter) => countEvidence(database, keys, filter),
    documents: (ids) => readDocuments(database, ids),
    listDocuments: (filter, page) => listDocuments(database, filter, page),
    countDocuments: (filter) => countDocuments(database, filter),
    documentsMentioning: (ids, page) => readDocumentsMentioning(database, ids, page),
    documentsByYear: (ids) => readDocumentsByYear(database, ids),
    evidenceOfDocuments: (ids, page) => readEvidenceOfDocuments(database, ids, page),
    counts: () => readCounts(database),
    journal: (request) => readJournal(database, request),
    journalSpan: () => readSpan(database),
  };
}
