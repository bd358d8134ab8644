import type { GraphStore } from "../../domain/graph-store.js";
import type { LazyStages } from "../../pipeline/lazy-stages.js";
import { ingest } from "../../pipeline.js";
import type { WorkOptions } from "../../queue/worker.js";
import { jobReader } from "./job-records.js";

/** Jobs through the pipeline into a store, as `ingest` would have their records. The models are opened by the first. */
export function jobRunner(store: GraphStore, models: LazyStages): WorkOptions["run"] {
  const read = jobReader();
  return async (job, signal, keep) => {
    const stages = await models.stages();
    const report = await ingest({ records: read(job), stages, store, signal, onFailure: keep });
    const { documents, written, unchanged, withdrawn, failed } = report;
    return { documents, written, unchanged, withdrawn, failed, ended: signal.aborted };
  };
}
