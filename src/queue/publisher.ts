import type { Queue } from "./connection.js";
import { isThereAlready, queueError } from "./errors.js";
import { envelopeText, type QueueJob } from "./job.js";

/** What became of a job that was sent; of one that failed for good nothing, until it is retried. */
export type Sent = "added" | "waiting" | "done" | "failed";

/** Room for headers, and for the reason that is written on a job that fails. */
const headerBytes = 16 * 1024;

/** The largest job that a queue takes, in bytes of UTF-8. */
export function mostJobBytes(queue: Pick<Queue, "mostBytes">): number {
  return queue.mostBytes - headerBytes;
}

/** Before a server that is away for a moment is given up. */
const attempts = 5;

/**
 * Sends a job once: one of the same id that waits, is in somebody's hands or is done stays as it is.
 *
 * @param again also does what is done
 * @throws LitweaveError `QUEUE_UNAVAILABLE`
 */
export async function sendJob(queue: Queue, job: QueueJob, again = false): Promise<Sent> {
  const { jsm, names, shown } = queue;
  const last = (stream: string, subject: string) => jsm.streams.getMessage(stream, { last_by_subj: subject });
  try {
    if (await last(names.dead, names.deadJobSubject(job.id))) return "failed";
    const done = await last(names.results, names.resultSubject(job.id));
    if (done && !again) return "done";
    if (done) await jsm.streams.purge(names.results, { filter: names.resultSubject(job.id) });
    // The server remembers ids for a while, also of jobs that are done: what is sent on purpose has another.
    const messageId = done ? `${job.id}.${done.seq}` : job.id;
    return (await publishJob(queue, job.id, envelopeText(job), messageId)) ? "added" : "waiting";
  } catch (cause) {
    throw queueError(cause, shown);
  }
}

/** False when a job of this id is in the queue. */
export async function publishJob(
  { js, names }: Queue,
  id: string,
  payload: string | Uint8Array,
  messageId: string,
): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const ack = await js.publish(names.jobSubject(id), payload, {
        msgID: messageId,
        expect: { lastSubjectSequence: 0 },
      });
      return !ack.duplicate;
    } catch (error) {
      // Also after an answer that was lost: the job is there then, which is what was asked for.
      if (isThereAlready(error)) return false;
      if (attempt === attempts) throw error;
    }
  }
}
