import type { Queue } from "./connection.js";
import { queueError } from "./errors.js";
import type { WorkerState } from "./heartbeat.js";
import type { JobResult } from "./result.js";
import { messagesOf } from "./stored-messages.js";

/** A job that is done, with when that was told. */
export interface DoneJob extends JobResult {
  readonly atMs: number;
}

/** What a queue holds at one moment. Numbers are of jobs where nothing else is said. */
export interface QueueProgress {
  /** Not given to a worker. */
  readonly waiting: number;
  /** In the hands of a worker, or about to be given out again. */
  readonly inHand: number;
  readonly done: number;
  /** Failed for good. */
  readonly failedJobs: number;
  readonly failedRecords: number;
  /** Records of the jobs that are done. */
  readonly documents: number;
  readonly written: number;
  readonly unchanged: number;
  readonly withdrawn: number;
  readonly documentsPerSecond: number;
  /** Missing when nothing was done lately, so that nothing can be said. */
  readonly etaSeconds?: number;
  readonly workers: readonly WorkerState[];
}

/** What was done in this time tells how fast it goes. */
const windowMs = 10 * 60_000;

/** @throws LitweaveError `QUEUE_UNAVAILABLE` */
export async function queueProgress(queue: Queue, nowMs = Date.now()): Promise<QueueProgress> {
  const { jsm, names, shown } = queue;
  try {
    const { num_pending, num_ack_pending } = await jsm.consumers.info(names.jobs, names.consumer);
    const { state } = await jsm.streams.info(names.jobs);
    const done: DoneJob[] = [];
    for await (const { data, time } of messagesOf(queue, names.results)) {
      done.push({ ...(jsonOf(data) as JobResult), atMs: time.getTime() });
    }
    const workers: WorkerState[] = [];
    for await (const { data } of messagesOf(queue, names.workers)) workers.push(jsonOf(data) as WorkerState);
    const inHand = Math.max(num_ack_pending, state.messages - num_pending);
    return {
      waiting: state.messages - inHand,
      inHand,
      ...(await deadCounts(queue)),
      ...doneSoFar(done, state.messages, nowMs),
      workers,
    };
  } catch (cause) {
    throw queueError(cause, shown);
  }
}

/** Counts of what is done, and when the `left` jobs will be, at the pace of the last ten minutes. */
export function doneSoFar(done: readonly DoneJob[], left: number, nowMs: number) {
  const sum = (field: "documents" | "written" | "unchanged" | "withdrawn") =>
    done.reduce((total, job) => total + job[field], 0);
  const counts = {
    done: done.length,
    documents: sum("documents"),
    written: sum("written"),
    unchanged: sum("unchanged"),
    withdrawn: sum("withdrawn"),
  };
  const lately = done.filter(({ atMs }) => atMs > nowMs - windowMs);
  if (lately.length === 0) return { ...counts, documentsPerSecond: 0, ...(left === 0 && { etaSeconds: 0 }) };
  const begun = Math.min(...lately.map(({ atMs, seconds }) => atMs - 1000 * seconds));
  const seconds = Math.max((nowMs - Math.max(begun, nowMs - windowMs)) / 1000, 0.001);
  return {
    ...counts,
    documentsPerSecond: lately.reduce((total, { documents }) => total + documents, 0) / seconds,
    etaSeconds: Math.round((left * seconds) / lately.length),
  };
}

async function deadCounts({ jsm, names }: Queue): Promise<{ failedJobs: number; failedRecords: number }> {
  const { state } = await jsm.streams.info(names.dead);
  if (state.messages === 0) return { failedJobs: 0, failedRecords: 0 };
  const jobs = await jsm.streams.info(names.dead, { subjects_filter: names.deadJobSubject("*") });
  const failedJobs = Object.keys(jobs.state.subjects ?? {}).length;
  return { failedJobs, failedRecords: state.messages - failedJobs };
}

function jsonOf(data: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(data));
}
