import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";
import { type ErrorCode, LitweaveError } from "../domain/errors.js";
import type { Occlusion } from "./occlude.js";
import { type Device, type DeviceOptions, gpuAbsence } from "./session.js";
import type { ReadText, WindowAnswer, WindowRow } from "./window-encoder.js";

export interface ThreadOptions extends DeviceOptions {
  /**
   * Encoders that run side by side, each in a thread with a session of its own (about 90 MB). By default one for each
   * core, at most four, and one on a GPU. Two of one thread each do half as much again as one of two: nothing waits for
   * the slower half of an operator.
   */
  readonly workers?: number;
}

/** What a thread is asked. Arrays must be whole: a view would take its whole buffer along. */
export type Task =
  | { readonly kind: "open" }
  | { readonly kind: "tokenise"; readonly text: string }
  | { readonly kind: "infer"; readonly windows: readonly WindowRow[] }
  | { readonly kind: "occlude"; readonly occlusion: Occlusion };

export type Answer<T> = { readonly value: T } | { readonly failure: Failure };

interface Failure {
  readonly message: string;
  /** Set for errors that users meet. */
  readonly code?: ErrorCode;
  readonly hint?: string | undefined;
  readonly cause?: string;
}

/** What a thread is started with. */
export interface ThreadData {
  readonly folder: string;
  readonly options: Pick<DeviceOptions, "device" | "threads">;
}

const mostWorkers = 4;
/** Tasks that a thread has at hand, so that it need not wait for the event loop, which may be at other work, to hand it the next. */
const tasksAhead = 4;
/** How long closing waits for a run under way. */
const longestRunMs = 300_000;

/**
 * Starts the threads and opens the encoder of `folder` in each.
 *
 * @throws LitweaveError as `openWindowEncoder` does; no thread is left then
 */
export async function openEncoderThreads(folder: string, options: ThreadOptions): Promise<EncoderThreads> {
  const { device = "auto", log } = options;
  const cores = availableParallelism();
  const onCpu = device === "cpu" || (device === "auto" && gpuAbsence() !== undefined);
  const workers = options.workers ?? (onCpu ? Math.min(cores, mostWorkers) : 1);
  const threads = options.threads ?? Math.max(1, Math.floor(cores / workers));
  const pool = new Piscina({
    filename: workerFile(),
    minThreads: workers,
    maxThreads: workers,
    concurrentTasksPerWorker: tasksAhead,
    idleTimeout: Number.POSITIVE_INFINITY,
    recordTiming: false,
    closeTimeout: longestRunMs,
    workerData: { folder, options: { device, threads } } satisfies ThreadData,
  });
  const [first] = await openThreads<{ device: Device; lines: readonly string[] }>(pool, workers, {
    kind: "open",
  } satisfies Task);
  for (const line of first!.lines) log?.(line);
  return new EncoderThreads(pool, first!.device);
}

/** Asks each of a pool's threads once, so that all have loaded what they need; where one fails, all are ended. */
export async function openThreads<T>(pool: Piscina, workers: number, task: unknown): Promise<readonly T[]> {
  const opening = Array.from({ length: workers }, () => askThread<T>(pool, task));
  try {
    return await Promise.all(opening);
  } catch (error) {
    await Promise.allSettled(opening);
    await endThreads(pool);
    throw error;
  }
}

/** Encoders in threads of their own, so that the event loop is free while they run. Held until {@link close}. */
export class EncoderThreads {
  private closed = false;

  constructor(
    private readonly pool: Piscina,
    readonly device: Device,
  ) {}

  tokenise(text: string): Promise<ReadText> {
    return this.ask({ kind: "tokenise", text });
  }

  /** One run of one encoder; runs that are asked for together are spread over the threads. */
  infer(windows: readonly WindowRow[]): Promise<readonly WindowAnswer[]> {
    return this.ask({ kind: "infer", windows });
  }

  occlude(occlusion: Occlusion): Promise<readonly Float32Array[]> {
    return this.ask({ kind: "occlude", occlusion });
  }

  /** Ends the threads after the runs under way; what still waits for a thread fails. */
  async close(): Promise<void> {
    this.closed = true;
    await endThreads(this.pool);
  }

  private async ask<T>(task: Task): Promise<T> {
    // A closed pool would start anew.
    if (this.closed) throw new LitweaveError("BAD_MODEL", "the encoder is closed", { hint: "open it again" });
    return askThread(this.pool, task);
  }
}

/** Never in the middle of a run: ONNX Runtime brings the process down when its thread is taken away. */
export async function endThreads(pool: Piscina): Promise<void> {
  await pool.close({ force: true });
}

/** @throws LitweaveError the one that the thread met, or `BAD_MODEL` when the thread is gone */
export async function askThread<T>(pool: Piscina, task: unknown): Promise<T> {
  let answer: Answer<T>;
  try {
    answer = await pool.run(task);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new LitweaveError("BAD_MODEL", `a thread of the encoder ended: ${reason}`, {
      cause,
      hint: "if it was not closed on purpose, memory may have run out: try fewer workers",
    });
  }
  if ("value" in answer) return answer.value;
  const { code, message, hint, cause } = answer.failure;
  if (code === undefined) throw new Error(message);
  throw new LitweaveError(code, message, { ...(hint && { hint }), ...(cause && { cause }) });
}

/** The built worker beside this file; from source, one that brings the TypeScript loader. */
function workerFile(): string {
  const fromSource = import.meta.url.endsWith(".ts");
  const file = fromSource ? "../../scripts/encoder-worker.cjs" : "./encoder-worker.js";
  return fileURLToPath(new URL(file, import.meta.url));
}
