/**
 * Ingests files into a store with what was read out of them before; everything but the models is the real pipeline. Says `ready` when it
 * begins and its report when it is done. `ingesting.ts STORE READ FILE…`
 */
import { setTimeout as sleep } from "node:timers/promises";
import { reportError } from "../../src/cli/exit.js";
import { openTerminal } from "../../src/cli/terminal.js";
import { ingestPapers } from "./ingest-papers.js";

const [location = "", read = "", ...files] = process.argv.slice(2);
const terminal = openTerminal(true);
try {
  const report = await ingestPapers(location, { read, files }, async () => {
    process.stdout.write("ready\n");
    await sleep(Number(process.env.LITWEAVE_FAULTS_PAUSE_MS ?? 0));
  });
  terminal.printJson(report);
} catch (error) {
  process.exitCode = reportError(error, terminal);
}
