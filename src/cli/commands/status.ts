import { Command } from "commander";
import { LitweaveError } from "../../domain/errors.js";
import type { Processing } from "../../domain/graph-store.js";
import { readBacklog } from "../../follow/backlog.js";
import { readWatchRecord } from "../../follow/folder/watch-record.js";
import { runningIn } from "../../follow/running.js";
import { readUpdateState } from "../../follow/update-state.js";
import { stageVersions } from "../../pipeline/stage-versions.js";
import { documentsIn, stalenessOf } from "../../pipeline/staleness.js";
import { defaultDeadLetter, type IngestingFlags, withIngesting } from "../ingesting.js";
import { keptCurrent } from "../kept-current.js";
import { openGraph } from "../open-graph.js";
import type { Context } from "../program.js";
import { programVersion } from "../program-version.js";
import { stateFolder } from "../state-folder.js";
import { countDeadLetters } from "../status/dead-letters.js";
import { type Status, statusLines } from "../status/status-lines.js";
import type { Terminal } from "../terminal.js";
import { relationOptions, stageOptions } from "./options.js";

export function statusCommand({ config, terminal }: Context): Command {
  const command = new Command("status")
    .description(
      "What a store holds, how current it is, what waits, what failed, and what is stale by the models, terminology and settings given.",
    )
    .addHelpText(
      "after",
      "\nExamples:\n  litweave status --store ./graph\n  litweave status --store bolt://localhost:7687 --json",
    );
  withIngesting(command, config);
  return command.action(async (flags: IngestingFlags) => {
    const store = await openGraph(flags.store, { config, terminal });
    try {
      const folder = stateFolder(flags.store, config);
      const [updates, watched] = [await readUpdateState(folder), await readWatchRecord(folder)];
      const processedBy = await store.processedBy();
      const letters = await countDeadLetters(flags.deadLetter ?? defaultDeadLetter(flags.store));
      const status: Status = {
        store: store.location,
        kind: store.kind,
        program: programVersion(),
        ...(await store.describe()),
        ...(await store.counts()),
        ...keptCurrent(updates, watched),
        running: await runningIn(folder),
        backlog: await readBacklog(folder, updates, watched),
        deadLetters: letters ?? null,
        processedBy,
        stale: staleBy(processedBy, flags, terminal),
      };
      terminal.print(statusLines(status).join("\n"));
      terminal.printJson(status);
    } finally {
      await store.close();
    }
  });
}

/** Null where the models cannot be found: the rest can be told without them. */
function staleBy(
  processedBy: readonly Processing[],
  flags: IngestingFlags,
  terminal: Terminal,
): Status["stale"] {
  try {
    const options = {
      ...stageOptions(flags, terminal),
      ...relationOptions(flags),
      provisional: flags.provisional,
    };
    const { extraction, linking } = stalenessOf(processedBy, stageVersions(options).fingerprint);
    return { extraction: documentsIn(extraction), linking: documentsIn(linking) };
  } catch (error) {
    if (!(error instanceof LitweaveError)) throw error;
    terminal.log(`What is stale cannot be told: ${error.message}`);
    return null;
  }
}
