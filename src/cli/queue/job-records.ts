import type { SourceRecord } from "../../domain/document.js";
import { LitweaveError } from "../../domain/errors.js";
import { describeFile } from "../../pipeline/backup/copy-file.js";
import type { FilePart, QueueJob } from "../../queue/job.js";
import { readCarried } from "../../read/carried.js";
import { inputFiles } from "../../read/input-files.js";
import { readRange } from "../../read/records.js";
import { isSourceFormat } from "../../read/source-format.js";

/** Reads the records of jobs. A file is checked when it is first met, since its later ranges come one after the other. */
export function jobReader(): (job: QueueJob) => AsyncGenerator<SourceRecord> {
  const checked = new Set<string>();
  return async function* read(job) {
    if (job.kind === "records") {
      yield* readCarried(job.records, `job ${job.id}`);
      return;
    }
    for (const { path, format, first, last, ...file } of job.parts) {
      await check({ path, first, ...file });
      yield* readRange({
        file: path,
        first,
        ...(last !== undefined && { last }),
        ...(format !== undefined && isSourceFormat(format) && { from: format }),
      });
    }
  };

  async function check({ path, bytes, sha256 }: FilePart): Promise<void> {
    const [found] = await inputFiles([path]);
    const key = `${path}\n${sha256}`;
    if (found?.bytes === bytes && checked.has(key)) return;
    const now = await describeFile(path, path, () => undefined);
    if (now.sha256 !== sha256) {
      throw new LitweaveError(
        "BAD_INPUT",
        `${path} is not the file that was enqueued: it has ${now.bytes} bytes, that had ${bytes}`,
        {
          hint: "it has changed since: enqueue it again, and drop this job",
        },
      );
    }
    checked.add(key);
  }
}
