import { hostname } from "node:os";
import type { WorkerState } from "../../queue/heartbeat.js";
import { jobLabel, type QueueJob } from "../../queue/job.js";
import type { JobResult } from "../../queue/result.js";

const noCounts = { jobs: 0, documents: 0, written: 0, unchanged: 0, withdrawn: 0, failed: 0, givenUp: 0 };

/** What a worker has done and has in hand. */
export interface Tally {
  taken(job: QueueJob): void;
  left(job: QueueJob, result: JobResult | undefined): void;
  givenUp(): void;
  counts(): typeof noCounts & { readonly seconds: number };
  /** For others to see. */
  state(): WorkerState;
  line(): string;
}

export function createTally(id: string, fingerprint: string): Tally {
  const since = new Date();
  const inHand = new Map<string, string>();
  let counts = noCounts;
  const seconds = () => (Date.now() - since.getTime()) / 1000;
  return {
    taken: (job) => void inHand.set(job.id, jobLabel(job)),
    left(job, result) {
      inHand.delete(job.id);
      if (!result) return;
      counts = {
        ...counts,
        jobs: counts.jobs + 1,
        documents: counts.documents + result.documents,
        written: counts.written + result.written,
        unchanged: counts.unchanged + result.unchanged,
        withdrawn: counts.withdrawn + result.withdrawn,
        failed: counts.failed + result.failed,
      };
    },
    givenUp() {
      counts = { ...counts, givenUp: counts.givenUp + 1 };
    },
    counts: () => ({ ...counts, seconds: seconds() }),
    state: () => ({
      id,
      host: hostname(),
      since: since.toISOString(),
      fingerprint,
      jobs: counts.jobs,
      documents: counts.documents,
      inHand: [...inHand.values()],
    }),
    line() {
      const { jobs, documents, written, failed } = counts;
      const pace = (documents / Math.max(seconds(), 0.001)).toFixed(1);
      return `${jobs} jobs, ${documents} documents, ${written} written, ${failed} failed, ${pace}/s`;
    },
  };
}
