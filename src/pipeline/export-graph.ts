import { LitweaveError } from "../domain/errors.js";
import type { GraphCounts } from "../domain/graph-reader.js";
import type { GraphItem, GraphStore } from "../domain/graph-store.js";
import type { StoredGraph } from "../store/graph-parts.js";
import { importRows } from "../store/neo4j/import-rows.js";
import { type ExportFiles, openExportFiles, type WrittenFile } from "../write/export-files.js";
import type { GraphFormat, Piece } from "../write/graph/graph-format.js";
import { kindsToRead, selectItems, type TripleSelection } from "../write/graph/select-items.js";
import { argumentsFile, importFiles, writeImport } from "../write/neo4j-import/write-import.js";

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
  return writeWhole(files, async function* () {
    const kinds = kindsToRead(format.reads, selection);
    const total = totalOf(kinds, await store.counts());
    const items = watched(store.items(kinds), total, options);
    yield* format.write(selectItems(items, selection));
  });
}

/**
 * Writes a whole graph for `neo4j-admin database import full`, with its arguments beside it. Imported, it is the database that live
 * writes would have made.
 *
 * @throws LitweaveError like {@link exportGraph}, `BAD_INPUT` also for what cannot be imported
 */
export async function exportForImport(
  options: Omit<ExportOptions, "store" | "format" | "selection"> & { readonly store: StoredGraph },
): Promise<readonly WrittenFile[]> {
  const { store, folder, gzip = false, force = false } = options;
  const given = { gzip, force, series: importFiles, plain: [argumentsFile] };
  const files = await openExportFiles(folder, [argumentsFile], given);
  return writeWhole(files, async function* () {
    const { concepts, triples, documents, retracted, deleted, evidence } = await store.counts();
    const total = concepts + triples + documents + retracted + deleted + evidence;
    yield* writeImport(importRows(watched(store.parts(), total, options)), gzip ? ".gz" : "");
  });
}

/** All files or none. */
async function writeWhole(
  files: ExportFiles,
  pieces: () => AsyncIterable<Piece>,
): Promise<readonly WrittenFile[]> {
  try {
    for await (const piece of pieces()) await files.write(piece);
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

async function* watched<T>(
  items: AsyncIterable<T>,
  total: number,
  { signal, onProgress }: Pick<ExportOptions, "signal" | "onProgress">,
): AsyncGenerator<T> {
  let done = 0;
  for await (const item of items) {
    if (signal?.aborted) throw new LitweaveError("CANCELLED", "stopped before the end of the graph");
    yield item;
    done += 1;
    onProgress?.(done, total);
  }
}
