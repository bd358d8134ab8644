import { availableParallelism } from "node:os";
import { WorkerPool } from "../threads/worker-pool.js";
import type { PairAnswer, PairQuestion } from "./relation-scorer.js";

/** What a thread is asked: to open its heads, or one of them about a document. */
export type RelationTask =
  | { readonly kind: "open" }
  | { readonly kind: "score"; readonly head: number; readonly question: PairQuestion };

/** What a thread is started with. */
export interface RelationThreadData {
  /** Of each head, the extractor's first. */
  readonly folders: readonly string[];
}

const mostWorkers = 4;

/**
 * Starts threads that hold the relation heads of `folders`, one for each core, at most four. A head's products are small:
 * one thread a run, and documents side by side. All heads read the hidden states of one encoder.
 *
 * @throws LitweaveError as `openRelationScorer` does; no thread is left then
 */
export async function openRelationThreads(folders: readonly string[]): Promise<RelationThreads> {
  const workers = Math.min(availableParallelism(), mostWorkers);
  const pool = new WorkerPool({
    of: "the relation head",
    module: new URL("./relation-worker.js", import.meta.url),
    workers,
    data: { folders } satisfies RelationThreadData,
  });
  await pool.open({ kind: "open" } satisfies RelationTask);
  return new RelationThreads(pool);
}

/** Relation heads in threads of their own, on the CPU, so that the event loop is free while they run. Held until {@link close}. */
export class RelationThreads {
  constructor(private readonly pool: WorkerPool) {}

  /**
   * As `RelationScorer.score`. The hidden states are copied to the thread: 0.6 MB of an abstract, a hundredth of the run.
   *
   * @param head which of the folders that were opened
   */
  async score(head: number, question: PairQuestion): Promise<PairAnswer> {
    const hidden = whole(question.hidden);
    return this.pool.ask({ kind: "score", head, question: { ...question, hidden } } satisfies RelationTask);
  }

  close(): Promise<void> {
    return this.pool.close();
  }
}

/** A view would take its whole buffer along. */
function whole(values: Float32Array): Float32Array {
  return values.byteLength === values.buffer.byteLength ? values : values.slice();
}
