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
import type { Question, Readers } from "./readers.js";
import { countConcepts, searchConcepts } from "./search-concepts.js";
import { suggestConcepts } from "./suggest-concepts.js";

/**
 * What is mapped into memory is read without being copied, and stays there when somebody writes, which empties a connection's own pages: a page about a
 * concept of a graph of 10^5 triples takes 0.69 ms instead of 0.85, with 64 MiB of pages of its own 0.77.
 */
export const forQuestions = "PRAGMA mmap_size = 1073741824";

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
  triples: (connection, filter, page, along) =>
    readTriples(connection, currentFilter(connection, filter), page, along),
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
 * Questions that this thread has answered sooner than it could ask somebody else: those by key, and a concept's triples with no condition
 * that an index does not serve. Measured in docs/decisions/0021-reader-processes.md.
 */
const quick: { readonly [Q in keyof GraphReader]?: (...args: Parameters<GraphReader[Q]>) => boolean } = {
  documentStates: () => true,
  concepts: () => true,
  childCounts: () => true,
  triplesByKey: () => true,
  documents: () => true,
  evidence: () => true,
  journalSpan: () => true,
  triples: ({ order: _, ...filter }) => {
    const [condition, ...more] = Object.keys(filter);
    return more.length === 0 && ["subject", "object", "involving"].includes(condition ?? "");
  },
};

function isQuick({ question, args }: Question): boolean {
  const test = quick[question] as ((...given: readonly unknown[]) => boolean) | undefined;
  return test?.(...args) ?? false;
}

/** What a question gives of one state of the graph. */
export function answerOf(connection: Connection, { question, args }: Question): unknown {
  const read = reads[question] as (connection: Connection, ...given: readonly unknown[]) => unknown;
  return connection.snapshot(() => read(connection, ...args));
}

/**
 * The questions of the port. Where there are `readers` they answer all but the quick ones; what this thread answers, a signal finds
 * before or after the question, never in it.
 */
export function readsOf(connection: Connection, readers?: Readers, signal?: AbortSignal): GraphReader {
  const questions = Object.keys(reads) as (keyof GraphReader)[];
  const answered = questions.map((question) => [
    question,
    async (...args: readonly unknown[]) => {
      if (signal?.aborted) throw brokenOff(signal);
      const asked = { question, args };
      if (readers && !isQuick(asked)) return readers.ask(asked, signal);
      return answerOf(connection, asked);
    },
  ]);
  return Object.fromEntries(answered) as GraphReader;
}
