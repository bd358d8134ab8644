import { Command } from "commander";
import { openStore } from "../../store/open-store.js";
import { keptCurrent, keptCurrentLines } from "../kept-current.js";
import type { Context } from "../program.js";
import { stateFolder } from "../state-folder.js";
import { type StoreFlags, withJson, withStore } from "./options.js";

export function statusCommand({ config, terminal }: Context): Command {
  const command = new Command("status")
    .description("What a store holds.")
    .addHelpText(
      "after",
      "\nExamples:\n  litweave status --store ./graph\n  litweave status --store bolt://localhost:7687 --json",
    );
  withJson(withStore(command, config));
  return command.action(async (flags: StoreFlags) => {
    const store = await openStore(flags.store, { ...config.neo4j, create: false });
    try {
      const counts = await store.counts();
      const current = await keptCurrent(stateFolder(flags.store, config));
      terminal.printJson({ store: store.location, kind: store.kind, ...counts, ...current });
      terminal.print(`${store.location} (${store.kind})`);
      for (const [name, count] of Object.entries(counts)) {
        terminal.print(`  ${name.padEnd(10)} ${count.toLocaleString("en")}`);
      }
      for (const line of keptCurrentLines(current)) terminal.print(line);
    } finally {
      await store.close();
    }
  });
}
