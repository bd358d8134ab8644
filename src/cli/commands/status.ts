import { Command } from "commander";
import { readBacklog } from "../../follow/backlog.js";
import { readWatchRecord } from "../../follow/folder/watch-record.js";
import { runningIn } from "../../follow/running.js";
import { readUpdateState } from "../../follow/update-state.js";
import { openStore } from "../../store/open-store.js";
import { defaultDeadLetter } from "../ingesting.js";
import { keptCurrent } from "../kept-current.js";
import type { Context } from "../program.js";
import { programVersion } from "../program-version.js";
import { stateFolder } from "../state-folder.js";
import { countDeadLetters } from "../status/dead-letters.js";
import { type Status, statusLines } from "../status/status-lines.js";
import { type StoreFlags, withJson, withStore } from "./options.js";

export function statusCommand({ config, terminal }: Context): Command {
  const command = new Command("status")
    .description("What a store holds, how current it is, what waits and what failed.")
    .option(
      "--dead-letter <file>",
      "where records that failed are kept (default: dead-letter.jsonl beside the store)",
    )
    .addHelpText(
      "after",
      "\nExamples:\n  litweave status --store ./graph\n  litweave status --store bolt://localhost:7687 --json",
    );
  withJson(withStore(command, config));
  return command.action(async (flags: StoreFlags & { readonly deadLetter?: string }) => {
    const store = await openStore(flags.store, { ...config.neo4j, create: false });
    try {
      const folder = stateFolder(flags.store, config);
      const [updates, watched] = [await readUpdateState(folder), await readWatchRecord(folder)];
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
      };
      terminal.print(statusLines(status).join("\n"));
      terminal.printJson(status);
    } finally {
      await store.close();
    }
  });
}
