import { rm } from "node:fs/promises";
import type { SourceRecord } from "../../domain/document.js";
import type { GraphStore } from "../../domain/graph-store.js";
import type { Job } from "../../domain/job.js";
import { ingest } from "../../pipeline.js";
import { writeDeadLetters } from "../../write/dead-letter.js";
import type { LazyStages } from "../lazy-stages.js";
import type { IngestingStages } from "../stages.js";
import type { JobFolders } from "./job-folders.js";
import type { JobRecord } from "./job-record.js";
import { jobRecords, type NcbiAccess } from "./job-records.js";

export interface JobMeans {
  readonly store: GraphStore;
  /** Opened by the first document that needs them. */
  readonly models: LazyStages;
  readonly folders: JobFolders;
  readonly ncbi: NcbiAccess;
  readonly log: (line: string) => void;
}

export type JobCounts = Pick<
  Job,
  "read" | "written" | "unchanged" | "withdrawn" | "failed" | "total" | "triplesAppeared"
>;

/**
 * Takes a job's records through the pipeline. Ends early, without an error, after `signal`.
 *
 * @param tell takes what has changed of the counts
 */
export async function runJob(
  record: JobRecord,
  means: JobMeans,
  signal: AbortSignal,
  tell: (counts: Partial<JobCounts>) => void,
): Promise<void> {
  const { store, folders } = means;
  const again = record.work === "failures";
  const failures = folders.failures(record.id);
  if (!again) await rm(failures, { force: true });
  const deadLetters = writeDeadLetters(failures, again);
  let [read, failed, appeared, complete] = [0, 0, 0, false];
  const records = jobRecords({ ...means, record, signal, onTotal: (total) => tell({ total }) });
  try {
    await ingest({
      records: counted(records),
      stages: "deletions" in record.task ? noStages : stagesWhenNeeded(means.models),
      store,
      signal,
      onFailure: async (failure) => {
        await deadLetters.add(failure);
        failed += 1;
        tell({ failed });
      },
      onProgress: ({ written, unchanged, withdrawn }) => tell({ written, unchanged, withdrawn }),
      onWritten: (changes) => {
        for (const change of changes) appeared += change.appeared.length;
        tell({ triplesAppeared: appeared });
      },
    });
    complete = !signal.aborted;
  } finally {
    await deadLetters.close(complete);
  }

  async function* counted(source: AsyncIterable<SourceRecord>): AsyncGenerator<SourceRecord> {
    for await (const item of source) {
      read += 1;
      tell({ read });
      yield item;
    }
    tell({ total: read });
  }
}

function stagesWhenNeeded(models: LazyStages): IngestingStages<unknown> {
  type Opened = IngestingStages<unknown>;
  const opened = (): Promise<Opened> => models.stages() as Promise<Opened>;
  return {
    versions: models.versions(),
    encode: async (documents) => (await opened()).encode(documents),
    link: async (documents) => (await opened()).link(documents),
    relate: async (documents, options) => (await opened()).relate(documents, options),
    relink: async (documents) => (await models.linking()).relink(documents),
  };
}

/** Documents that go are not read, so a server without models can take them away. */
const noStages: IngestingStages<never> = {
  versions: { extractor: "", terminology: "", fingerprint: "" },
  encode: async () => [],
  link: async () => [],
  relate: async () => [],
  relink: async () => [],
};
