/** How a job's documents come: as a text, as records in a request, as a file, from PubMed; or it takes documents away. */
export type JobKind = "text" | "records" | "file" | "pubmed" | "deletion";

/**
 * `done`: all was read, though single records may have failed. `failed`: something ended it that is no record's fault. `interrupted`:
 * the server ended before the job did. What an ended job wrote stays.
 */
export type JobState = "queued" | "running" | "done" | "failed" | "cancelled" | "interrupted";

/** What is told of a job; counts are of records, and of its last run. Times in milliseconds since 1970. */
export interface Job {
  readonly id: string;
  readonly kind: JobKind;
  readonly state: JobState;
  /** Where its documents come from, in the words of whoever gave them. */
  readonly source: string;
  readonly createdAt: number;
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly read: number;
  readonly written: number;
  readonly unchanged: number;
  readonly withdrawn: number;
  readonly failed: number;
  /** Records in all, once that is known. */
  readonly total?: number;
  readonly triplesAppeared: number;
  /** What ended it, and what to do about it. */
  readonly error?: string;
}

export function hasEnded({ state }: Job): boolean {
  return state !== "queued" && state !== "running";
}

/** A document given as plain text. */
export interface TextToIngest {
  readonly id?: string;
  readonly title?: string;
  readonly text: string;
  readonly year?: number;
  readonly journal?: string;
}

/** Records of PubMed, by their numbers or by a query. */
export type PubmedRequest =
  | { readonly pmids: readonly string[] }
  | { readonly query: string; readonly limit: number };
