import type { RecordFailure, SourceRecord } from "../domain/document.js";
import type { GraphCounts } from "../domain/graph-reader.js";
import type { ChangeOutcome } from "../domain/graph-store.js";

export const stageNames = ["read", "encode", "link", "relate", "store"] as const;
export type StageName = (typeof stageNames)[number];

/** What a run has done so far. Counts are of records; `triples` and `evidence` are the graph's at the end. */
export class Report {
  /** Records read: documents and deletions, good or bad. */
  documents = 0;
  written = 0;
  unchanged = 0;
  withdrawn = 0;
  failed = 0;
  /** Revisions of which the text was the same, so that it was not read again. */
  reused = 0;
  /** Writes to the store that were broken off for another writer's sake and done again. */
  retries = 0;
  triples = 0;
  evidence = 0;
  /** Seconds each stage was at work; they overlap, so their sum may exceed `seconds`. */
  readonly stageSeconds: Record<StageName, number> = { read: 0, encode: 0, link: 0, relate: 0, store: 0 };
  readonly #startedAt = performance.now();
  #endedAt: number | undefined;

  /** Records that went all the way, or failed on it. */
  get done(): number {
    return this.written + this.unchanged + this.withdrawn + this.failed;
  }

  /** So far, and of a run that has ended, in all. */
  get seconds(): number {
    return Math.round((this.#endedAt ?? performance.now()) - this.#startedAt) / 1000;
  }

  async timed<T>(stage: StageName, work: () => Promise<T>): Promise<T> {
    const from = performance.now();
    try {
      return await work();
    } finally {
      this.stageSeconds[stage] += (performance.now() - from) / 1000;
    }
  }

  /** Counts records as they are read; failures go to `onFailure` and no further. */
  async *reading(
    records: AsyncIterable<SourceRecord>,
    onFailure: (failure: RecordFailure) => Promise<void> | void,
  ): AsyncGenerator<SourceRecord> {
    const iterator = records[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await this.timed("read", () => iterator.next());
        if (next.done) return;
        this.documents += 1;
        if (next.value.kind === "failure") {
          this.failed += 1;
          await onFailure(next.value.failure);
        } else {
          yield next.value;
        }
      }
    } finally {
      await iterator.return?.();
    }
  }

  count(outcomes: readonly ChangeOutcome[]): void {
    for (const outcome of outcomes) {
      if (outcome === "written") this.written += 1;
      else if (outcome === "withdrawn") this.withdrawn += 1;
      else this.unchanged += 1;
    }
  }

  finish(counts: GraphCounts): void {
    this.triples = counts.triples;
    this.evidence = counts.evidence;
    this.#endedAt = performance.now();
  }
}
