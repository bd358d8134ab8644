import { availableParallelism } from "node:os";
import { WorkerPool } from "../threads/worker-pool.js";
import type { Occlusion } from "./occlude.js";
import { type Device, type DeviceOptions, gpuAbsence } from "./session.js";
import type { ReadText, WindowAnswer, WindowRow } from "./window-encoder.js";

export interface ThreadOptions extends DeviceOptions {
  /**
   * Encoders that run side by side, each in a thread with a session of its own (about 120 MB). By default one for each
   * core, at most eight, and one on a GPU. Two of one thread each do half as much again as one of two: nothing waits for
   * the slower half of an operator.
   */
  readonly workers?: number | undefined;
}

/** What a thread is asked. Arrays must be whole: a view would take its whole buffer along. */
export type Task =
  | { readonly kind: "open" }
  | { readonly kind: "tokenise"; readonly text: string }
  | { readonly kind: "infer"; readonly windows: readonly WindowRow[] }
  | { readonly kind: "occlude"; readonly occlusion: Occlusion };

/** What a thread is started with. */
export interface ThreadData {
  readonly folder: string;
  readonly options: Pick<DeviceOptions, "device" | "threads">;
}

const mostEncoders = 8;
/** Tasks that a thread has at hand, so that it need not wait for the event loop, which may be at other work, to hand it the next. */
const tasksAhead = 4;

/** Encoders that are started on so many cores unless it is said otherwise: few enough for a laptop's memory. */
export function usualEncoders(cores: number): number {
  return Math.min(cores, mostEncoders);
}

/**
 * Starts the threads and opens the encoder of `folder` in each.
 *
 * @throws LitweaveError as `openWindowEncoder` does; no thread is left then
 */
export async function openEncoderThreads(folder: string, options: ThreadOptions): Promise<EncoderThreads> {
  const { device = "auto", log } = options;
  const cores = availableParallelism();
  const onCpu = device === "cpu" || (device === "auto" && gpuAbsence() !== undefined);
  const workers = options.workers ?? (onCpu ? usualEncoders(cores) : 1);
  const threads = options.threads ?? Math.max(1, Math.floor(cores / workers));
  const pool = new WorkerPool({
    of: "the encoder",
    module: new URL("./encoder-worker.js", import.meta.url),
    workers,
    data: { folder, options: { device, threads } } satisfies ThreadData,
    tasksAhead,
  });
  const [first] = await pool.open<{ device: Device; lines: readonly string[] }>({
    kind: "open",
  } satisfies Task);
  for (const line of first!.lines) log?.(line);
  return new EncoderThreads(pool, first!.device);
}

/** Encoders in threads of their own, so that the event loop is free while they run. Held until {@link close}. */
export class EncoderThreads {
  constructor(
    private readonly pool: WorkerPool,
    readonly device: Device,
  ) {}

  tokenise(text: string): Promise<ReadText> {
    return this.pool.ask({ kind: "tokenise", text } satisfies Task);
  }

  /** One run of one encoder; runs that are asked for together are spread over the threads. */
  infer(windows: readonly WindowRow[]): Promise<readonly WindowAnswer[]> {
    return this.pool.ask({ kind: "infer", windows } satisfies Task);
  }

  occlude(occlusion: Occlusion): Promise<readonly Float32Array[]> {
    return this.pool.ask({ kind: "occlude", occlusion } satisfies Task);
  }

  close(): Promise<void> {
    return this.pool.close();
  }
}
