import { Command } from "commander";
import { openStore } from "../../store/open-store.js";
import { exitCodes } from "../exit.js";
import type { Context } from "../program.js";
import { type StoreFlags, withJson, withStore } from "./options.js";

export function verifyCommand({ config, terminal, outcome }: Context): Command {
  const command = new Command("verify")
    .description(
      "Checks a graph's invariants: aggregates equal a recount, nothing is orphaned, spans fit their text.",
    )
    .option("--repair", "recount what is wrong and drop what nothing supports")
    .addHelpText(
      "after",
      "\nExamples:\n  litweave verify --store ./graph\n  litweave verify --store ./graph --repair",
    );
  withJson(withStore(command, config));
  return command.action(async (flags: StoreFlags & { readonly repair?: boolean }) => {
    const store = await openStore(flags.store, { ...config.neo4j, create: false });
    try {
      let found = 0;
      let repaired = 0;
      for await (const finding of store.verify({ repair: flags.repair ?? false })) {
        found += 1;
        if (finding.repaired) repaired += 1;
        terminal.print(
          `${finding.invariant}  ${finding.subject}  ${finding.message}${finding.repaired ? " (repaired)" : ""}`,
        );
      }
      terminal.print(found === 0 ? "Every invariant holds." : `${found} findings, ${repaired} repaired.`);
      terminal.printJson({ findings: found, repaired });
      if (found > repaired) outcome.exitCode = exitCodes.failed;
    } finally {
      await store.close();
    }
  });
}
