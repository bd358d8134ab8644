import type { Curie } from "./curie.js";
import type { DocumentId } from "./document.js";
import type { TripleKey } from "./triple.js";

/**
 * What one write of a document changed in the graph: the document itself, and the triples that stand otherwise than before,
 * also by what its notices did to others. Triples of which only the sentences are others now are not among them.
 */
export interface WrittenChange {
  readonly documentId: DocumentId;
  readonly outcome: "written" | "withdrawn";
  /** They stand, and did not before. */
  readonly appeared: readonly TripleKey[];
  /** Their counts or years are others than before, and so may be their belief. */
  readonly changed: readonly TripleKey[];
  /** Nothing supports them any more. */
  readonly vanished: readonly TripleKey[];
  /** Both ends of all these triples, sorted. */
  readonly concepts: readonly Curie[];
}

/** A line of the journal. Positions count up by one, in the order in which the writes became visible. */
export interface JournalEntry extends WrittenChange {
  readonly position: number;
  /** When it was written, in milliseconds since 1970; never less than that of an earlier position. */
  readonly at: number;
}

/** The entries to be read, oldest first; fields narrow each other. */
export interface JournalRequest {
  /** Only those past this position. */
  readonly after?: number;
  /** Only those written at this time, in milliseconds since 1970, or later. */
  readonly since?: number;
  /** Only those of a triple with this concept. */
  readonly involving?: Curie;
  readonly limit: number;
}

/** What the journal holds; both positions are 0 while it is empty. */
export interface JournalSpan {
  readonly first: number;
  readonly last: number;
  /** When its first entry was written. */
  readonly since?: number;
}

/** Entries that a store keeps; the oldest go when more are written. Some 100 MB, and a month of PubMed's daily updates. */
export const usualJournalEntries = 100_000;
