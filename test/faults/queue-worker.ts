/** Takes jobs from a queue until it is empty, with what was read out of their documents before. `queue-worker.ts QUEUE STORE READ` */
import { reportError } from "../../src/cli/exit.js";
import { jobReader } from "../../src/cli/queue/job-records.js";
import { openTerminal } from "../../src/cli/terminal.js";
import { ingest } from "../../src/pipeline.js";
import { openQueue } from "../../src/queue/connection.js";
import { work } from "../../src/queue/worker.js";
import { openStore } from "../../src/store/open-store.js";
import { stagesOf } from "./papers.js";

const [url = "", location = "", read = ""] = process.argv.slice(2);
const terminal = openTerminal(true);
try {
  const [stages, store, queue] = [stagesOf(read), await openStore(location), await openQueue(url)];
  const records = jobReader();
  try {
    await work({
      queue,
      worker: `worker-${process.pid}`,
      run: async (job, signal, keep) => {
        const report = await ingest({ records: records(job), stages, store, signal, onFailure: keep });
        const { documents, written, unchanged, withdrawn, failed } = report;
        return { documents, written, unchanged, withdrawn, failed, ended: signal.aborted };
      },
      atOnce: 2,
      tries: 100,
      silenceMs: 2_000,
      backoffMs: [100],
      untilEmpty: true,
      signal: new AbortController().signal,
      log: (line) => terminal.log(line),
      onTaken: () => process.stdout.write("taken\n"),
    });
  } finally {
    await queue.close();
    await store.close();
  }
} catch (error) {
  process.exitCode = reportError(error, terminal);
}
