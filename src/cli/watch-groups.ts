import type { SourceRecord } from "../domain/document.js";
import { LitweaveError } from "../domain/errors.js";
import type { NewFile } from "../follow/folder/new-files.js";
import type { WatchRecord } from "../follow/folder/watch-record.js";
import { grouped } from "../pipeline/queue.js";
import { readRecords } from "../read/records.js";
import type { SourceFormat } from "../read/source-format.js";
import type { Ingesting } from "./ingesting.js";

/** Of files ingested together: many small ones fill the encoder's batches, and a stop costs little. */
const mostFiles = 64;
const mostBytes = 16 * 1024 * 1024;

interface Watching {
  readonly ingesting: Ingesting;
  readonly record: WatchRecord;
  /** Absolute. */
  readonly folder: string;
  readonly from?: SourceFormat;
  readonly log: (line: string) => void;
}

/**
 * Ingests files in groups, and remembers those of each group as soon as it is done.
 *
 * @returns how many files were done; fewer than given when the run is stopped
 */
export async function ingestFiles(files: readonly NewFile[], watching: Watching): Promise<number> {
  let done = 0;
  const weigh = ({ bytes }: NewFile) => Math.max(bytes, mostBytes / mostFiles);
  for await (const group of grouped(inTurn(files), mostBytes, weigh)) {
    if (!(await ingestGroup(group, watching))) return done;
    done += group.length;
  }
  return done;
}

async function* inTurn<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

async function ingestGroup(files: readonly NewFile[], watching: Watching): Promise<boolean> {
  const { ingesting, record, folder, log } = watching;
  const failed = new Map<string, number>();
  const gone = new Set<NewFile>();
  const report = await ingesting.ingest(recordsOf(files, gone, watching), {
    onFailure: ({ file }) => failed.set(file, (failed.get(file) ?? 0) + 1),
  });
  if (ingesting.signal.aborted) return false;
  const at = new Date().toISOString();
  for (const file of files) {
    if (gone.has(file)) continue;
    const { name, path, bytes, changedMs, sha256 } = file;
    await record.add({ folder, name, bytes, changedMs, sha256, at, failed: failed.get(path) ?? 0 });
  }
  const names =
    files.length === 1 ? files[0]?.name : `${files[0]?.name} to ${files.at(-1)?.name} (${files.length})`;
  log(`${names}: ${report.documents} records, ${report.written} written, ${report.failed} failed.`);
  return true;
}

async function* recordsOf(
  files: readonly NewFile[],
  gone: Set<NewFile>,
  { from, log }: Watching,
): AsyncGenerator<SourceRecord> {
  for (const file of files) {
    try {
      yield* readRecords([file.path], from ? { from } : {});
    } catch (error) {
      if (!(error instanceof LitweaveError && error.code === "NOT_FOUND")) throw error;
      gone.add(file);
      log(`${file.path} disappeared before it was read.`);
    }
  }
}
