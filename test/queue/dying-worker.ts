/** Takes one job, writes it into the store given, and is gone before it can acknowledge; see workers.test.ts. */
import { jobRunner } from "../../src/cli/queue/job-runner.js";
import { lazyStages } from "../../src/pipeline/lazy-stages.js";
import { openQueue } from "../../src/queue/connection.js";
import { openStore } from "../../src/store/open-store.js";
import { modelOptions } from "../models.js";
import { workOff } from "./working.js";

const [url = "", folder = ""] = process.argv.slice(2);
const run = jobRunner(await openStore(folder), lazyStages(modelOptions));
await workOff(await openQueue(url), async (job, signal, keep) => {
  const done = await run(job, signal, keep);
  process.kill(process.pid, "SIGKILL");
  return done;
});
