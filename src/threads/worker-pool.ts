import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";
import { LitweaveError } from "../domain/errors.js";
import type { Answer } from "./worker.js";

export interface WorkerPoolOptions {
  /** Whose threads they are, for messages: `the encoder`. */
  readonly of: string;
  /** The module that each thread runs, as it is built: `new URL("./name-worker.js", import.meta.url)`. */
  readonly module: URL;
  readonly workers: number;
  /** What each thread is started with. */
  readonly data: unknown;
  /** Tasks that a thread has at hand, so that it need not wait for the event loop to hand it the next; default 1. */
  readonly tasksAhead?: number;
}

/** How long closing waits for a run under way. */
const longestRunMs = 300_000;

/** Threads that answer tasks, started at the first ones and held until {@link close}. */
export class WorkerPool {
  private closed = false;
  private readonly pool: Piscina;

  constructor(private readonly options: WorkerPoolOptions) {
    const { workers, data, tasksAhead = 1 } = options;
    this.pool = new Piscina({
      ...moduleOf(options.module),
      minThreads: workers,
      maxThreads: workers,
      concurrentTasksPerWorker: tasksAhead,
      idleTimeout: Number.POSITIVE_INFINITY,
      recordTiming: false,
      closeTimeout: longestRunMs,
      workerData: data,
    });
  }

  /** Asks each thread once, so that all have loaded what they need; where one fails, all are ended. */
  async open<T>(task: unknown): Promise<readonly T[]> {
    const opening = Array.from({ length: this.options.workers }, () => this.ask<T>(task));
    try {
      return await Promise.all(opening);
    } catch (error) {
      await Promise.allSettled(opening);
      await this.close();
      throw error;
    }
  }

  /** @throws LitweaveError the one that the thread met, or `BAD_MODEL` when the thread is gone or the pool closed */
  async ask<T>(task: unknown): Promise<T> {
    const { of } = this.options;
    // A closed pool would start anew.
    if (this.closed) throw new LitweaveError("BAD_MODEL", `${of} is closed`, { hint: "open it again" });
    let answer: Answer<T>;
    try {
      answer = await this.pool.run(task);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new LitweaveError("BAD_MODEL", `a thread of ${of} ended: ${reason}`, {
        cause,
        hint: "if it was not closed on purpose, memory may have run out: try fewer workers",
      });
    }
    if ("value" in answer) return answer.value;
    const { code, message, hint, cause } = answer.failure;
    if (code === undefined) throw new Error(message);
    throw new LitweaveError(code, message, { ...(hint && { hint }), ...(cause && { cause }) });
  }

  /**
   * Ends the threads after the runs under way; what still waits for a thread fails. Never in the middle of a run: ONNX Runtime brings the
   * process down when its thread is taken away.
   */
  async close(): Promise<void> {
    this.closed = true;
    await this.pool.close({ force: true });
  }
}

/** The built module; from source, the one that brings the TypeScript loader. */
function moduleOf(module: URL): { readonly filename: string; readonly argv?: string[] } {
  if (!import.meta.url.endsWith(".ts")) return { filename: fileURLToPath(module) };
  const loader = new URL("../../scripts/worker-from-source.cjs", import.meta.url);
  return { filename: fileURLToPath(loader), argv: [module.href.replace(/\.js$/u, ".ts")] };
}
