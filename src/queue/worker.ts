import { setTimeout as sleep } from "node:timers/promises";
import type { Consumer, JsMsg } from "@nats-io/jetstream";
import type { RecordFailure } from "../domain/document.js";
import { LitweaveError } from "../domain/errors.js";
import { blameOf } from "./blame.js";
import type { Queue } from "./connection.js";
import { buryJob, buryRecord } from "./dead-letters.js";
import { isNoStream, queueError } from "./errors.js";
import { jobLabel, parseEnvelope, type QueueJob } from "./job.js";
import { type JobResult, tellResult } from "./result.js";
import { countReturn, timesReturned } from "./returned.js";
import { setSilence } from "./streams.js";

/** What is done for a job: `ended` when it was broken off before its end by the signal. */
export interface JobRun extends Omit<JobResult, "worker" | "seconds"> {
  readonly ended: boolean;
}

export interface WorkOptions {
  readonly queue: Queue;
  /** Name of this worker, as a part of a subject. */
  readonly worker: string;
  /** Does a job and returns when all of it is committed; hands on each record that failed. */
  readonly run: (
    job: QueueJob,
    signal: AbortSignal,
    keep: (failure: RecordFailure) => Promise<void>,
  ) => Promise<JobRun>;
  /** Jobs in hand at once: no more are taken from the server than are worked on. */
  readonly atOnce: number;
  /** Tries of a job before it is given up. */
  readonly tries: number;
  /** How long a worker may be silent before its job is given to another. */
  readonly silenceMs: number;
  /** Pause before the second try, the third, …; the last holds for the rest. */
  readonly backoffMs: readonly number[];
  /** Ends when the queue is empty, rather than wait for more. */
  readonly untilEmpty: boolean;
  /** Ends after what is under way; what is not done is given back. */
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
  readonly onTaken?: (job: QueueJob) => void;
  /** Told of each job that left the hands of this worker, with what it came to when it is done. */
  readonly onLeft?: (job: QueueJob, result: JobResult | undefined) => void;
  readonly onGivenUp?: () => void;
}

/** A look for jobs; a stop is noticed after it at the latest. */
const lookMs = 2_000;
/** Between two tries to reach a server or a store that is away. */
const awayMs = 2_000;
const ackMs = 5_000;

/**
 * Takes jobs until it is told to stop. A job is acknowledged after all of it is committed and its result is told; what breaks off
 * before that comes again, to this worker or another, and costs a second reading, since the graph takes the same delivery once.
 *
 * @throws LitweaveError what makes this worker unfit for any job (models, store), and `NOT_FOUND` when the queue is taken away
 */
export async function work(options: WorkOptions): Promise<void> {
  const { queue, atOnce, silenceMs, log } = options;
  const { js, jsm, names, shown } = queue;
  const stopping = new AbortController();
  const signal = AbortSignal.any([options.signal, stopping.signal]);
  let consumer: Consumer;
  try {
    await setSilence(jsm, names, silenceMs);
    consumer = await js.consumers.get(names.jobs, names.consumer);
  } catch (cause) {
    throw queueError(cause, shown);
  }
  const slots = Array.from({ length: atOnce }, () =>
    slot().catch((error: unknown) => {
      // One slot that cannot go on ends all: they share models and store.
      stopping.abort();
      throw error;
    }),
  );
  const failure = (await Promise.allSettled(slots)).find((slot) => slot.status === "rejected");
  if (failure) throw failure.reason;

  async function slot(): Promise<void> {
    while (!signal.aborted) {
      const message = await take();
      if (message) await handle(message);
      else if (options.untilEmpty && (await isEmpty())) return;
    }
  }

  async function take(): Promise<JsMsg | null> {
    try {
      return await consumer.next({ expires: options.untilEmpty ? lookMs / 2 : lookMs });
    } catch (cause) {
      await stillThere(cause);
      await pause(awayMs);
      return null;
    }
  }

  /** A queue that was taken away does not come back; a server that is away does. */
  async function stillThere(cause: unknown): Promise<void> {
    try {
      await jsm.streams.info(names.jobs);
    } catch (error) {
      if (isNoStream(error)) {
        throw new LitweaveError("NOT_FOUND", `the queue at ${shown} was taken away`, {
          hint: "somebody purged it; `litweave enqueue` makes it again",
          cause,
        });
      }
    }
  }

  async function isEmpty(): Promise<boolean> {
    return (await lasting(() => jsm.streams.info(names.jobs)))?.state.messages === 0;
  }

  async function handle(message: JsMsg): Promise<void> {
    const id = message.subject.slice(message.subject.lastIndexOf(".") + 1);
    let job: QueueJob;
    try {
      job = parseEnvelope(message.string());
    } catch (error) {
      return bury(message, id, error, message.info.deliveryCount);
    }
    const tries = message.info.deliveryCount - (message.info.redelivered ? await returned(id) : 0);
    if (tries > options.tries) return bury(message, id, neverEnded(job, tries - 1), tries - 1);

    const beat = setInterval(() => message.working(), silenceMs / 3);
    options.onTaken?.(job);
    let result: JobResult | undefined;
    try {
      result = await attempt(message, id, job, tries);
    } finally {
      clearInterval(beat);
      options.onLeft?.(job, result);
    }
  }

  async function attempt(
    message: JsMsg,
    id: string,
    job: QueueJob,
    tries: number,
  ): Promise<JobResult | undefined> {
    const from = performance.now();
    try {
      const { ended, ...run } = await options.run(job, signal, keep);
      if (ended) {
        await giveBack(message, id, 0);
        return undefined;
      }
      const seconds = Math.round(performance.now() - from) / 1000;
      const result = { ...run, worker: options.worker, seconds };
      await lasting(() => tellResult(queue, id, result));
      await acknowledge(message, job);
      return result;
    } catch (error) {
      await answer(error, message, id, job, tries);
      return undefined;
    }
  }

  async function answer(
    error: unknown,
    message: JsMsg,
    id: string,
    job: QueueJob,
    tries: number,
  ): Promise<void> {
    const blame = blameOf(error);
    if (blame === "job") {
      if (tries >= options.tries) return bury(message, id, error, tries);
      const delay = options.backoffMs[Math.min(tries, options.backoffMs.length) - 1] ?? 0;
      log(
        `${jobLabel(job)}: ${reasonOf(error)}; try ${tries} of ${options.tries}, again in ${delay / 1000} s.`,
      );
      message.nak(delay);
      return;
    }
    await giveBack(message, id, blame === "worker" ? 0 : awayMs);
    if (blame === "worker") throw error;
    log(`${jobLabel(job)} was given back: ${reasonOf(error)}`);
    await pause(awayMs);
  }

  async function bury(message: JsMsg, id: string, error: unknown, tries: number): Promise<void> {
    const known = error instanceof LitweaveError ? error : undefined;
    const reason = {
      code: known?.code ?? "INTERNAL",
      message: reasonOf(error),
      ...(known?.hint && { hint: known.hint }),
      tries,
      worker: options.worker,
    };
    log(`Job ${id} is given up after ${tries} tries: ${reason.message}`);
    const buried = await lasting(async () => {
      await buryJob(queue, id, message.data, reason);
      return true;
    });
    options.onGivenUp?.();
    if (buried) await acknowledge(message);
  }

  async function giveBack(message: JsMsg, id: string, delayMs: number): Promise<void> {
    await lasting(() => countReturn(queue, id));
    message.nak(delayMs);
  }

  async function returned(id: string): Promise<number> {
    return (await lasting(() => timesReturned(queue, id))) ?? 0;
  }

  function keep(failure: RecordFailure): Promise<void> {
    return lasting(() => buryRecord(queue, failure));
  }

  /** An acknowledgement that is lost costs a second reading. */
  async function acknowledge(message: JsMsg, job?: QueueJob): Promise<void> {
    const taken = await message.ackAck({ timeout: ackMs }).catch(() => false);
    if (!taken)
      log(
        `The server did not hear that ${job ? jobLabel(job) : "a job"} is done; it comes again and changes nothing.`,
      );
  }

  /** Does what needs the server, however long that is away; once it is told to stop, once more. */
  async function lasting<T>(act: () => Promise<T>): Promise<T> {
    for (let said = false; ; said = true) {
      try {
        return await act();
      } catch (cause) {
        await stillThere(cause);
        if (signal.aborted) throw queueError(cause, shown);
        if (!said) log(`${queueError(cause, shown).message}; trying again until it answers.`);
        await pause(awayMs);
      }
    }
  }

  async function pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal }).catch(() => undefined);
  }
}

function neverEnded(job: QueueJob, tries: number): LitweaveError {
  return new LitweaveError(
    "BAD_INPUT",
    `${jobLabel(job)}: ${tries} workers took it and none came to its end; they were killed, or ran out of memory`,
    { hint: "see the workers' logs; send smaller jobs (enqueue --records), or retry it alone" },
  );
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
