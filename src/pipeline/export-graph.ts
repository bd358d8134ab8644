import { LitweaveError } from "../domain/errors.js";
import type { GraphCounts, GraphItem, GraphStore } from "../domain/graph-store.js";
import { openExportFiles, type WrittenFile } from "../write/export-files.js";
import type { GraphFormat } from "../write/graph/graph-format.js";
import { kindsToRead, selectItems, type TripleSelection } from "../write/graph/select-items.js";

export interface ExportOptions {
  readonly store: GraphStore;
  readonly format: GraphFormat;
  readonly folder: string;
  readonly selection?: TripleSelection;
  readonly gzip?: boolean;
  /** Write into a folder that holds other files. */
  readonly force?: boolean;
  readonly signal?: AbortSignal;
  /** Items read, of how many. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Writes a graph, or some of it, into files. They appear under their names only when all of them are whole; after a
 * failure or `signal` the folder is as before.
 *
 * @throws LitweaveError `BAD_INPUT` when the folder cannot be written to, `CANCELLED` after `signal`
 */
export async function exportGraph(options: ExportOptions): Promise<readonly WrittenFile[]> {
  const { store, format, folder, selection = {}, gzip = false, force = false } = options;
  const files = await openExportFiles(folder, format.files, { gzip, force });
  try {
    const kinds = kindsToRead(format.reads, selection);
    const total = totalOf(kinds, await store.counts());
    const items = watched(store.items(kinds), total, options);
    for await (const piece of format.write(selectItems(items, selection))) await files.write(piece);
    return await files.finish();
  } catch (error) {
    await files.discard();
    throw error;
  }
}

function totalOf(kinds: readonly GraphItem["kind"][], counts: GraphCounts): number {
  const of = { concept: counts.concepts, triple: counts.triples, document: counts.documents };
  return kinds.reduce((sum, kind) => sum + of[kind], 0);
}

async function* watched(
  items: AsyncIterable<GraphItem>,
  total: number,
  { signal, onProgress }: Pick<ExportOptions, "signal" | "onProgress">,
): AsyncGenerator<GraphItem> {
  let done = 0;
  for await (const item of items) {
    if (signal?.aborted) throw new LitweaveError("CANCELLED", "stopped before the end of the graph");
    yield item;
    done += 1;
    onProgress?.(done, total);
  }
}
