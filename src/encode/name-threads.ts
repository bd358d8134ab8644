import { availableParallelism } from "node:os";
import { WorkerPool } from "../threads/worker-pool.js";
import { type NameEncoderManifest, readNameManifest } from "./name-encoder.js";

/** What a thread is asked. */
export interface NameTask {
  readonly names: readonly string[];
  readonly together: boolean;
}

/** What a thread is started with. */
export interface NameThreadData {
  readonly folder: string;
}

const mostWorkers = 4;
/** Names of one task: few, so that all threads have some. */
const taskNames = 8;

/**
 * Starts threads with a name encoder in each (about 60 MB), one for each core, at most four. A name runs alone, and its few tokens
 * keep one core busy: two encoders of one thread each embed 1.8 times as many names as one of two.
 *
 * @throws LitweaveError as `openNameEncoder` does; no thread is left then
 */
export async function openNameThreads(folder: string): Promise<NameThreads> {
  const manifest = readNameManifest(folder);
  const workers = Math.min(availableParallelism(), mostWorkers);
  const pool = new WorkerPool({
    of: "the name encoder",
    module: new URL("./name-worker.js", import.meta.url),
    workers,
    data: { folder } satisfies NameThreadData,
  });
  await pool.open({ names: [], together: false } satisfies NameTask);
  return new NameThreads(manifest, pool);
}

/** Name encoders in threads of their own, on the CPU. Held until {@link close}. */
export class NameThreads {
  constructor(
    readonly manifest: NameEncoderManifest,
    private readonly pool: WorkerPool,
  ) {}

  /** As `NameEncoder.encode`: each name alone, spread over the threads, or all `together` in one. */
  async encode(
    names: readonly string[],
    { together = false }: { readonly together?: boolean } = {},
  ): Promise<Float32Array> {
    const { dim } = this.manifest;
    const size = together ? Math.max(1, names.length) : taskNames;
    const embeddings = new Float32Array(names.length * dim);
    const tasks = Array.from({ length: Math.ceil(names.length / size) }, (_, task) => task * size);
    await Promise.all(
      tasks.map(async (first) => {
        const task: NameTask = { names: names.slice(first, first + size), together };
        embeddings.set(await this.pool.ask<Float32Array>(task), first * dim);
      }),
    );
    return embeddings;
  }

  close(): Promise<void> {
    return this.pool.close();
  }
}
