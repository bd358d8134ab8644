import { brokenOff } from "../../domain/broken-off.js";
import type { GraphReader } from "../../domain/graph-reader.js";
import { tripleRecord } from "../records.js";
import type { Connection } from "./connection.js";
import { readEvidenceOfDocuments } from "./evidence-of-documents.js";
import { currentFilter } from "./former-ids.js";
import { readJournal, readSpan } from "./journal.js";
import {
  countDocuments,
  listDocuments,
  readDocumentsByYear,
  readDocumentsMentioning,
} from "./list-documents.js";
import { readConcepts } from "./load-concepts.js";
import { loadTriples } from "./load-triples.js";
import { readChildCounts, readChildren } from "./read-children.js";
import { readCounts, readDocuments, readStates } from "./read-documents.js";
import { countEvidence, readEvidence, readTriplesAsOf } from "./read-evidence.js";
import { readTripleCounts, readTriplesAround, readTriplesBetween } from "./read-steps.js";
import { readTripleFacets } from "./read-triple-facets.js";
import { countTriples, readTriples } from "./read-triples.js";
import { countConcepts, searchConcepts } from "./search-concepts.js";
import { suggestConcepts } from "./suggest-concepts.js";

/** What a question gives over a connection. */
type Reads = {
  readonly [Question in keyof GraphReader]: (
    connection: Connection,
    ...args: Parameters<GraphReader[Question]>
  ) => Awaited<ReturnType<GraphReader[Question]>>;
};

const reads: Reads = {
  documentStates: readStates,
  concepts: readConcepts,
  searchConcepts,
  countConcepts,
  suggestConcepts,
  children: readChildren,
  childCounts: readChildCounts,
  triplesByKey: (connection, keys) =>
    new Map([...loadTriples(connection, keys)].map(([key, stored]) => [key, tripleRecord(stored)])),
  triplesAsOf: readTriplesAsOf,
  triples: (connection, filter, page) => readTriples(connection, currentFilter(connection, filter), page),
  countTriples: (connection, filter) => countTriples(connection, currentFilter(connection, filter)),
  triplesAround: (connection, ids, filter, most) =>
    readTriplesAround(connection, ids, currentFilter(connection, filter), most),
  triplesBetween: (connection, pairs, filter, most) =>
    readTriplesBetween(connection, pairs, currentFilter(connection, filter), most),
  tripleCounts: readTripleCounts,
  tripleFacets: (connection, filter) => readTripleFacets(connection, currentFilter(connection, filter)),
  evidence: readEvidence,
  countEvidence,
  documents: readDocuments,
  listDocuments,
  countDocuments,
  documentsMentioning: readDocumentsMentioning,
  documentsByYear: readDocumentsByYear,
  evidenceOfDocuments: readEvidenceOfDocuments,
  counts: readCounts,
  journal: readJournal,
  journalSpan: readSpan,
};

/**
 * The questions of the port, each answered from one state of the graph in this thread, so that a signal comes before a question or
 * after it.
 */
export function readsOf(connection: Connection, signal?: AbortSignal): GraphReader {
  const answered = Object.entries(reads).map(([question, read]) => [
    question,
    async (...args: never[]) => {
      if (signal?.aborted) throw brokenOff(signal);
      return connection.snapshot(() => (read as (...given: unknown[]) => unknown)(connection, ...args));
    },
  ]);
  return Object.fromEntries(answered) as GraphReader;
}
