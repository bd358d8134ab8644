import type { GraphReader } from "../../domain/graph-reader.js";
import { tripleRecord } from "../records.js";
import type { Connection } from "./connection.js";
import { currentFilter } from "./former-ids.js";
import { readConcepts } from "./load-concepts.js";
import { loadTriples } from "./load-triples.js";
import { readCounts, readDocuments, readStates } from "./read-documents.js";
import { countEvidence, readEvidence, readTriplesAsOf } from "./read-evidence.js";
import { readTripleFacets } from "./read-triple-facets.js";
import { countTriples, readTriples } from "./read-triples.js";
import { searchConcepts } from "./search-concepts.js";

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
  triplesByKey: (connection, keys) =>
    new Map([...loadTriples(connection, keys)].map(([key, stored]) => [key, tripleRecord(stored)])),
  triplesAsOf: readTriplesAsOf,
  triples: (connection, filter, page) => readTriples(connection, currentFilter(connection, filter), page),
  countTriples: (connection, filter) => countTriples(connection, currentFilter(connection, filter)),
  tripleFacets: (connection, filter) => readTripleFacets(connection, currentFilter(connection, filter)),
  evidence: readEvidence,
  countEvidence,
  documents: readDocuments,
  counts: readCounts,
};

/** The questions of the port, each answered from one state of the graph. */
export function readsOf(connection: Connection): GraphReader {
  const answered = Object.entries(reads).map(([question, read]) => [
    question,
    async (...args: never[]) =>
      connection.snapshot(() => (read as (...given: unknown[]) => unknown)(connection, ...args)),
  ]);
  return Object.fromEntries(answered) as GraphReader;
}
