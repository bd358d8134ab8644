import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";
import { LitweaveError } from "../domain/errors.js";
import { askThread, endThreads, openThreads } from "./encoder-threads.js";
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
  const pool = new Piscina({
    filename: workerFile(),
    minThreads: workers,
    maxThreads: workers,
    idleTimeout: Number.POSITIVE_INFINITY,
    recordTiming: false,
    workerData: { folders } satisfies RelationThreadData,
  });
  await openThreads<null>(pool, workers, { kind: "open" } satisfies RelationTask);
  return new RelationThreads(pool);
}

/** Relation heads in threads of their own, on the CPU, so that the event loop is free while they run. Held until {@link close}. */
export class RelationThreads {
  private closed = false;

  constructor(private readonly pool: Piscina) {}

  /**
   * As `RelationScorer.score`. The hidden states are copied to the thread: 0.6 MB of an abstract, a hundredth of the run.
   *
   * @param head which of the folders that were opened
   */
  async score(head: number, question: PairQuestion): Promise<PairAnswer> {
    // A closed pool would start anew.
    if (this.closed) {
      throw new LitweaveError("BAD_MODEL", "the relation head is closed", { hint: "open it again" });
    }
    const hidden = whole(question.hidden);
    return askThread(this.pool, {
      kind: "score",
      head,
      question: { ...question, hidden },
    } satisfies RelationTask);
  }

  /** Ends the threads after the runs under way; what still waits for a thread fails. */
  async close(): Promise<void> {
    this.closed = true;
    await endThreads(this.pool);
  }
}

/** A view would take its whole buffer along. */
function whole(values: Float32Array): Float32Array {
  return values.byteLength === values.buffer.byteLength ? values : values.slice();
}

/** The built worker beside this file; from source, one that brings the TypeScript loader. */
function workerFile(): string {
  const fromSource = import.meta.url.endsWith(".ts");
  const file = fromSource ? "../../scripts/relation-worker.cjs" : "./relation-worker.js";
  return fileURLToPath(new URL(file, import.meta.url));
}
