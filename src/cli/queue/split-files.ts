import { resolve } from "node:path";
import { LitweaveError } from "../../domain/errors.js";
import { describeFile } from "../../pipeline/backup/copy-file.js";
import { type FilePart, filesJob, type QueueJob } from "../../queue/job.js";
import { inputFiles } from "../../read/input-files.js";
import { countRecords } from "../../read/records.js";
import type { SourceFormat } from "../../read/source-format.js";

interface SplitOptions {
  readonly from?: SourceFormat;
  /** Of a job; without it, a job is a file, which is then not looked into. */
  readonly records?: number;
}

/** Of a job, so that its message stays small however little is in them. */
const mostFiles = 1_000;

/**
 * Files as jobs for workers that see them under the same paths. A large file gives several; small ones share one, so that the
 * encoder's batches fill. The last job of a file goes to its end, so that whatever is wrong with the file as a whole is met by one of
 * them.
 *
 * @throws LitweaveError `NOT_FOUND` when a path does not exist, before anything is read; `USAGE` for standard input
 */
export async function* splitFiles(
  paths: readonly string[],
  { from, records }: SplitOptions,
): AsyncGenerator<QueueJob> {
  if (paths.includes("-")) {
    throw new LitweaveError("USAGE", "standard input is no file that workers could open", {
      hint: "add --carry, so that the jobs hold the records themselves",
    });
  }
  let small: readonly FilePart[] = [];
  let gathered = 0;
  for (const { path: given } of await inputFiles(paths)) {
    const path = resolve(given);
    const { bytes, sha256 } = await describeFile(path, path, () => undefined);
    const file = { path, sha256, bytes, ...(from && { format: from }), first: 1 };
    if (records === undefined) {
      yield filesJob([file]);
      continue;
    }
    const count = await countRecords(path, from);
    let first = 1;
    for (; first + records <= count; first += records) {
      yield filesJob([{ ...file, first, last: first + records - 1 }]);
    }
    small = [...small, { ...file, first }];
    gathered += count - first + 1;
    if (gathered >= records || small.length === mostFiles) {
      yield filesJob(small);
      small = [];
      gathered = 0;
    }
  }
  if (small.length > 0) yield filesJob(small);
}
