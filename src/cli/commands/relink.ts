import { Command } from "commander";
import { relink } from "../../pipeline/renew.js";
import { documentsIn } from "../../pipeline/staleness.js";
import { type Ingesting, type IngestingFlags, whileIngesting, withIngesting } from "../ingesting.js";
import type { Context } from "../program.js";
import { concludeRenewal, findStale } from "../renewing.js";

export function relinkCommand(context: Context): Command {
  const { terminal } = context;
  const command = new Command("relink")
    .description(
      "Links the documents of a graph anew, where they are linked to another terminology. Only where a link changes is a text read again.",
    )
    .addHelpText(
      "after",
      [
        "",
        "Examples:",
        "  litweave relink --store ./graph --terminology my-mesh-2027",
        "  litweave relink --store bolt://localhost:7687 --terminology my-mesh-2027 --json",
        "",
        "Stopped, it goes on where it was when it is run again. What another extractor read is for litweave re-extract.",
        "Exit codes: 0 all done, 1 failed, 2 wrong usage, 3 done but some documents failed.",
      ].join("\n"),
    );
  withIngesting(command, context.config);
  return command.action((flags: IngestingFlags) => {
    const act = async (ingesting: Ingesting) => {
      const { linking } = await findStale(ingesting.store, ingesting.models);
      const total = documentsIn(linking);
      let linksChanged = 0;
      await ingesting.work(
        "relink",
        async (hooks) => {
          const outcome = await relink(hooks);
          linksChanged = outcome.linksChanged;
          return outcome.report;
        },
        (report) => ({ read: report.done, total }),
      );
      if (total > 0)
        terminal.print(`In ${linksChanged} documents a link changed, so their text was read again.`);
      await concludeRenewal(ingesting, terminal, { linksChanged });
    };
    return whileIngesting(flags, context, act, { create: false });
  });
}
