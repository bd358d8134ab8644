import { Command } from "commander";
import { openStore } from "../../store/open-store.js";
import type { Context } from "../program.js";
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
      terminal.printJson({ store: store.location, kind: store.kind, ...counts });
      terminal.print(`${store.location} (${store.kind})`);
      for (const [name, count] of Object.entries(counts)) {
        terminal.print(`  ${name.padEnd(10)} ${count.toLocaleString("en")}`);
      }
    } finally {
      await store.close();
    }
  });
}
