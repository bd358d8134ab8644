import { openQueue, type Queue } from "../../src/queue/connection.js";
import { deadLetters } from "../../src/queue/dead-letters.js";
import { type QueueJob, recordsJob } from "../../src/queue/job.js";
import { type JobRun, type WorkOptions, work } from "../../src/queue/worker.js";
import { collect } from "../store/contract.js";

export const nothing: JobRun = {
  documents: 1,
  written: 1,
  unchanged: 0,
  withdrawn: 0,
  failed: 0,
  ended: false,
};

/** A job that says that a document is gone; its number is all it stands for. */
export function numbered(number: number): QueueJob {
  return recordsJob([
    { kind: "deletion", documentId: `PMID:${number}`, origin: { file: "numbers", record: number } },
  ]);
}

export function numberOf(job: QueueJob): number {
  const [record] = job.kind === "records" ? job.records : [];
  return record?.kind === "deletion" ? record.origin.record : Number.NaN;
}

/** Works until the queue is empty, with short pauses. */
export function workOff(
  queue: Queue,
  run: WorkOptions["run"],
  more: Partial<WorkOptions> = {},
): Promise<void> {
  return work({
    queue,
    worker: "tester",
    run,
    atOnce: 1,
    tries: 3,
    silenceMs: 1_000,
    backoffMs: [10],
    untilEmpty: true,
    signal: new AbortController().signal,
    log: () => undefined,
    ...more,
  });
}

let made = 0;

/** A queue of its own, by name, on a server. */
export function freshQueue(url: string): Promise<Queue> {
  made += 1;
  return openQueue(`${url}/test-${process.pid}-${made}`);
}

export function lettersOf(queue: Queue) {
  return collect(deadLetters(queue));
}
