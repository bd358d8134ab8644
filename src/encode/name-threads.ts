import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";
import { LitweaveError } from "../domain/errors.js";
import { askThread, endThreads, openThreads } from "./encoder-threads.js";
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
  const pool = new Piscina({
    filename: workerFile(),
    minThreads: workers,
    maxThreads: workers,
    idleTimeout: Number.POSITIVE_INFINITY,
    recordTiming: false,
    workerData: { folder } satisfies NameThreadData,
  });
  await openThreads<Float32Array>(pool, workers, { names: [], together: false } satisfies NameTask);
  return new NameThreads(manifest, pool);
}

/** Name encoders in threads of their own, on the CPU. Held until {@link close}. */
export class NameThreads {
  private closed = false;

  constructor(
    readonly manifest: NameEncoderManifest,
    private readonly pool: Piscina,
  ) {}

  /** As `NameEncoder.encode`: each name alone, spread over the threads, or all `together` in one. */
  async encode(
    names: readonly string[],
    { together = false }: { readonly together?: boolean } = {},
  ): Promise<Float32Array> {
    // A closed pool would start anew.
    if (this.closed) {
      throw new LitweaveError("BAD_MODEL", "the name encoder is closed", { hint: "open it again" });
    }
    const { dim } = this.manifest;
    const size = together ? Math.max(1, names.length) : taskNames;
    const embeddings = new Float32Array(names.length * dim);
    const tasks = Array.from({ length: Math.ceil(names.length / size) }, (_, task) => task * size);
    await Promise.all(
      tasks.map(async (first) => {
        const task: NameTask = { names: names.slice(first, first + size), together };
        embeddings.set(await askThread<Float32Array>(this.pool, task), first * dim);
      }),
    );
    return embeddings;
  }

  /** Ends the threads after the runs under way. */
  async close(): Promise<void> {
    this.closed = true;
    await endThreads(this.pool);
  }
}

/** The built worker beside this file; from source, one that brings the TypeScript loader. */
function workerFile(): string {
  const fromSource = import.meta.url.endsWith(".ts");
  const file = fromSource ? "../../scripts/name-worker.cjs" : "./name-worker.js";
  return fileURLToPath(new URL(file, import.meta.url));
}
