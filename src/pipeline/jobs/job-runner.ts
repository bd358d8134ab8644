import { randomBytes } from "node:crypto";
import { LitweaveError } from "../../domain/errors.js";
import { exhausted } from "../../domain/exhausted.js";
import { hasEnded, type Job, type JobState } from "../../domain/job.js";
import { takeLock } from "../../follow/lock.js";
import { type JobRecord, noCounts, shownJob } from "./job-record.js";
import { createNews, followed } from "./progress.js";
import { type JobMeans, runJob } from "./run-job.js";

/** Jobs that may wait. */
const mostQueued = 100;
/** Ended jobs without anything left to do that are remembered. */
const mostEnded = 200;
/** Between two words about a job under way. */
const progressPauseMs = 250;

export interface JobRunner {
  /**
   * Queues a job.
   *
   * @param lay puts what it needs into its folder, before anybody hears of it
   */
  add(job: Pick<JobRecord, "kind" | "source" | "task">, lay?: (id: string) => Promise<void>): Promise<Job>;
  retry(id: string): Promise<Job>;
  cancel(id: string): Promise<Job>;
  find(id: string): JobRecord | undefined;
  /** The newest first. */
  list(first: number): readonly Job[];
  progress(id: string, signal: AbortSignal): AsyncIterable<Job>;
  /** Ends the job under way after its documents at hand; it counts as interrupted, and what waits goes on next time. */
  close(): Promise<void>;
}

/**
 * Runs jobs one after the other. Each state of a job is on disk before it is told, so that a new process knows what waited, and what
 * was broken off.
 *
 * @throws LitweaveError `STORE_BUSY` while another process runs the jobs of `root`
 */
export async function openJobRunner(root: string, means: JobMeans): Promise<JobRunner> {
  const { folders, log } = means;
  const release = await takeLock(`${root}.lock`, "server that runs jobs");
  const jobs = new Map<string, JobRecord>();
  const news = createNews();
  let queue: readonly string[] = [];
  let running:
    | { readonly id: string; readonly stop: AbortController; readonly end: Promise<void> }
    | undefined;
  let closing = false;
  let laying = 0;

  for (const found of await folders.load()) {
    const broken = found.state === "running";
    if (broken) await save({ ...found, state: "interrupted", endedAt: Date.now() });
    else jobs.set(found.id, found);
    if (found.state === "queued") queue = [...queue, found.id];
  }
  advance();

  async function save(record: JobRecord): Promise<JobRecord> {
    await folders.save(record);
    jobs.set(record.id, record);
    news.tell();
    return record;
  }

  function advance(): void {
    const [id, ...rest] = queue;
    if (running || closing || id === undefined) return;
    queue = rest;
    const stop = new AbortController();
    const end = run(id, stop).finally(() => {
      running = undefined;
      advance();
    });
    running = { id, stop, end };
  }

  async function run(id: string, stop: AbortController): Promise<void> {
    let ended: { readonly state: JobState; readonly error?: string };
    try {
      const { error: _, endedAt: __, total: ___, ...before } = known(id);
      const record: JobRecord = { ...before, ...noCounts, state: "running", startedAt: Date.now() };
      await save(record);
      await runJob(record, means, stop.signal, (counts) => {
        jobs.set(id, { ...known(id), ...counts });
        news.tell();
      });
      ended = { state: stop.signal.aborted ? stopped() : "done" };
    } catch (error) {
      ended = stop.signal.aborted ? { state: stopped() } : { state: "failed", error: told(id, error) };
    }
    try {
      const record = await save({ ...known(id), ...ended, endedAt: Date.now() });
      if (record.state === "done") await folders.dropInput(id);
      await forget();
    } catch (error) {
      // The disk is gone or full: what is on it says that the job runs, which the next process takes for broken off.
      log(`job ${id}: ${error instanceof Error ? error.message : String(error)}`);
      jobs.set(id, { ...known(id), ...ended, endedAt: Date.now() });
      news.tell();
    }
  }

  const stopped = (): JobState => (closing ? "interrupted" : "cancelled");

  function told(id: string, error: unknown): string {
    const known = error instanceof LitweaveError ? error : exhausted(error);
    if (known) return [known.message, known.hint].filter(Boolean).join(": ");
    log(`job ${id} failed: ${error instanceof Error ? error.stack : String(error)}`);
    return `something went wrong on the server, whose log has the details under ${id}`;
  }

  /** Lets the oldest ended jobs go that nobody can want to run again. */
  async function forget(): Promise<void> {
    const spent = [...jobs.values()].filter(
      ({ state, failed }) => (state === "done" && failed === 0) || state === "cancelled",
    );
    for (const { id } of spent.slice(0, Math.max(0, spent.length - mostEnded))) {
      jobs.delete(id);
      await folders.drop(id);
    }
  }

  function known(id: string): JobRecord {
    const record = jobs.get(id);
    if (record) return record;
    throw new LitweaveError("NOT_FOUND", `There is no job ${id}`, { hint: "“jobs” lists those there are" });
  }

  function checkRoom(): void {
    if (closing) throw new LitweaveError("STORE_BUSY", "the server is stopping", { hint: "try again later" });
    if (queue.length + laying < mostQueued) return;
    throw new LitweaveError("QUEUE_FULL", `${mostQueued} jobs wait already`, {
      hint: "try again when some of them are done",
    });
  }

  function enqueue(id: string): void {
    queue = [...queue, id];
    advance();
  }

  return {
    async add(job, lay) {
      checkRoom();
      const id = newId();
      laying += 1;
      try {
        await lay?.(id);
        const record = await save({
          id,
          ...job,
          ...noCounts,
          state: "queued",
          createdAt: Date.now(),
          work: "all",
        });
        enqueue(id);
        return shownJob(record);
      } catch (error) {
        await folders.drop(id);
        throw error;
      } finally {
        laying -= 1;
      }
    },
    async retry(id) {
      const record = known(id);
      if (!hasEnded(record) || (record.state === "done" && record.failed === 0)) {
        throw new LitweaveError(
          "BAD_INPUT",
          `Job ${id} is ${record.state}: nothing of it is to be done again`,
          {
            hint: "a job can be retried that failed, was cancelled or interrupted, or had records that failed",
          },
        );
      }
      checkRoom();
      const work = record.state === "done" ? "failures" : record.work;
      const queued = await save({ ...record, work, state: "queued" });
      enqueue(id);
      return shownJob(queued);
    },
    async cancel(id) {
      const record = known(id);
      if (running?.id === id) {
        running.stop.abort();
        await running.end;
        return shownJob(known(id));
      }
      if (hasEnded(record)) {
        throw new LitweaveError("BAD_INPUT", `Job ${id} has ended: it is ${record.state}`);
      }
      queue = queue.filter((one) => one !== id);
      return shownJob(await save({ ...record, state: "cancelled", endedAt: Date.now() }));
    },
    find: (id) => jobs.get(id),
    list: (first) => [...jobs.values()].slice(-first).reverse().map(shownJob),
    async *progress(id, signal) {
      known(id);
      const look = () => known(id);
      for await (const record of followed(look, news, hasEnded, progressPauseMs, signal))
        yield shownJob(record);
    },
    async close() {
      if (closing) return;
      closing = true;
      running?.stop.abort();
      await running?.end;
      await release();
    },
  };
}

/** Sorts by time: `20261122-180312-4f2a9c01`. */
function newId(): string {
  const time = new Date().toISOString().replace(/\D/gu, "");
  return `${time.slice(0, 8)}-${time.slice(8, 14)}-${randomBytes(4).toString("hex")}`;
}
