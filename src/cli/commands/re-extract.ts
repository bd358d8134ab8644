import { Command } from "commander";
import { reExtract } from "../../pipeline/renew.js";
import { documentsIn } from "../../pipeline/staleness.js";
import { type Ingesting, type IngestingFlags, whileIngesting, withIngesting } from "../ingesting.js";
import type { Context } from "../program.js";
import { concludeRenewal, findStale } from "../renewing.js";

export function reExtractCommand(context: Context): Command {
  const command = new Command("re-extract")
    .description(
      "Reads the documents of a graph anew, from the records that it holds, where another extractor or other settings read them.",
    )
    .addHelpText(
      "after",
      [
        "",
        "Examples:",
        "  litweave re-extract --store ./graph",
        "  litweave re-extract --store bolt://localhost:7687 --relations models/ddi --json",
        "",
        "Stopped, it goes on where it was when it is run again. What is only linked to another terminology is for litweave relink.",
        "Exit codes: 0 all done, 1 failed, 2 wrong usage, 3 done but some documents failed.",
      ].join("\n"),
    );
  withIngesting(command, context.config);
  return command.action((flags: IngestingFlags) => {
    const act = async (ingesting: Ingesting) => {
      const { extraction } = await findStale(ingesting.store, ingesting.models);
      const total = documentsIn(extraction);
      await ingesting.work("re-extract", reExtract, (report) => ({ read: report.done, total }));
      await concludeRenewal(ingesting, context.terminal);
    };
    return whileIngesting(flags, context, act, { create: false });
  });
}
