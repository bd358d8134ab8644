import type { DocumentId, RecordFailure } from "../domain/document.js";
import type { Job, PubmedRequest, TextToIngest } from "../domain/job.js";

/** A file as a request names it. */
export interface FileToIngest {
  readonly name?: string;
  /** A format of `read/source-format.ts`; told from the file's beginning when it is missing. */
  readonly format?: string;
}

/**
 * Writes documents into the graph, one job after the other. The wiring makes one where the store may be written; what a job is given is
 * on disk before the job is.
 *
 * Every method that begins a job throws LitweaveError `BAD_INPUT` for what cannot be taken, `QUEUE_FULL` while too many
 * wait, `STORE_BUSY` while another server runs the jobs of the store.
 */
export interface Ingestor {
  ingestText(text: TextToIngest): Promise<Job>;
  ingestRecords(format: string, content: string): Promise<Job>;
  ingestFile(file: FileToIngest, body: AsyncIterable<Uint8Array>): Promise<Job>;
  fetchPubmed(request: PubmedRequest): Promise<Job>;
  deleteDocuments(ids: readonly DocumentId[]): Promise<Job>;
  /** Runs a job that was broken off once more, or the records of one that failed in it. */
  retry(id: string): Promise<Job>;
  /** Ends a job after the documents under way. */
  cancel(id: string): Promise<Job>;
  job(id: string): Promise<Job | undefined>;
  /** The newest first. */
  jobs(first: number): Promise<readonly Job[]>;
  failures(id: string, first: number): Promise<readonly RecordFailure[]>;
  /**
   * The job now, and again whenever it got on, at most a few times a second, until it ended or `signal`.
   *
   * @throws LitweaveError `NOT_FOUND`
   */
  progress(id: string, signal: AbortSignal): AsyncIterable<Job>;
}
