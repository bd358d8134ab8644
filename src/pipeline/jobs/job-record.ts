import type { DocumentId } from "../../domain/document.js";
import type { Job, PubmedRequest } from "../../domain/job.js";

/** What a job is to do: a file that lies in its folder, records to be fetched, documents to be taken away. */
export type JobTask =
  | { readonly file: string; readonly format?: string }
  | PubmedRequest
  | { readonly deletions: readonly DocumentId[] };

/** A job as it lies on disk. */
export interface JobRecord extends Job {
  readonly task: JobTask;
  /** Whether a run takes all of the task, or the records alone that failed in the run before. */
  readonly work: "all" | "failures";
}

/** The counts of a job that has not begun. */
export const noCounts = {
  read: 0,
  written: 0,
  unchanged: 0,
  withdrawn: 0,
  failed: 0,
  triplesAppeared: 0,
} as const;

/** What others are told of it. */
export function shownJob({ task: _, work: __, ...job }: JobRecord): Job {
  return job;
}
