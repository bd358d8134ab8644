import type { ConceptLine } from "../domain/concept-line.js";
import type { Curie } from "../domain/curie.js";

/** What could not be used of a source's file. The rest goes on. */
export interface SourceProblem {
  readonly file: string;
  /** From 1; of XML, the line where the record begins. */
  readonly line: number;
  /** The column or element at fault, where one is. */
  readonly field?: string;
  /** What is wrong, and what was done about it. */
  readonly message: string;
}

/** Where a reader tells what it meets. */
export interface SourceReport {
  problem(problem: SourceProblem): void;
  /** Bytes of the file read so far, as they stand on the disk. */
  progress(file: string, bytes: number): void;
  /** Records understood but not taken (`no disease, chemical or organism`), by reason: counted, no problem. */
  leftOut?(file: string, reason: string, count?: number): void;
}

/**
 * Concepts of one source, in the order of its files, streamed. A concept that stands in several lines or files is given once.
 * A damaged line is reported and skipped; a file that is not of the format at all is an error.
 */
export type ConceptStream = AsyncIterable<ConceptLine>;

/** Two ids and how they relate: `skos:exactMatch`. */
export interface Mapping {
  readonly subject: Curie;
  readonly predicate: string;
  readonly object: Curie;
}

/** A withdrawn id and the one that took its place, which may have been withdrawn since. */
export interface FormerId {
  readonly former: Curie;
  readonly current: Curie;
}
