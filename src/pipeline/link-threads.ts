import type { LinkedMention } from "../domain/link.js";
import type { DocumentMentions } from "../link/linker.js";
import { WorkerPool } from "../threads/worker-pool.js";
import type { LinkerSources } from "./open-linker.js";

/** Documents of one task: enough that their new names are searched for together, few enough that all threads have some. */
const taskDocuments = 4;

/** Linkers in threads of their own. */
export interface LinkThreads {
  /** As `Linker.linkDocuments`, spread over the threads. */
  linkDocuments(batch: readonly DocumentMentions[]): Promise<readonly (readonly LinkedMention[])[]>;
  close(): Promise<void>;
}

/**
 * Starts threads with a linker and a name encoder in each (about 100 MB, and 80 more once it has met as many names as it keeps; the
 * terminology's index is one mapped file for all).
 * The index has to be there, or each would build it.
 *
 * @throws LitweaveError as `openLinking` does; no thread is left then
 */
export async function openLinkThreads(sources: LinkerSources, workers: number): Promise<LinkThreads> {
  const pool = new WorkerPool({
    of: "the linker",
    module: new URL("./link-worker.js", import.meta.url),
    workers,
    data: sources,
    tasksAhead: 2,
  });
  await pool.open([]);
  return {
    async linkDocuments(batch) {
      const tasks = Array.from({ length: Math.ceil(batch.length / taskDocuments) }, (_, task) =>
        // Nothing but these: what an encoder gave for a document is large.
        batch
          .slice(task * taskDocuments, (task + 1) * taskDocuments)
          .map(({ document, mentions }): DocumentMentions => ({ document, mentions })),
      );
      const linked = await Promise.all(
        tasks.map((task) => pool.ask<readonly (readonly LinkedMention[])[]>(task)),
      );
      return linked.flat();
    },
    close: () => pool.close(),
  };
}
