import { join } from "node:path";
import { Command, Option } from "commander";
import { systemClock } from "../../follow/clock.js";
import { usualPatience } from "../../follow/http/patience.js";
import { whileLocked } from "../../follow/lock.js";
import { whileIngesting, withIngesting } from "../ingesting.js";
import type { Context } from "../program.js";
import { stateFolder } from "../state-folder.js";
import { updateFromEutils } from "../update/from-eutils.js";
import { updateFromPubmed } from "../update/from-pubmed.js";
import { parseFileNumber, type UpdateFlags, updateTask } from "../update/update-flags.js";

export function updateCommand(context: Context): Command {
  const { config, terminal } = context;
  const command = new Command("update")
    .description(
      "Fetches from PubMed what is new and writes it into a graph: all that PubMed publishes, what a query finds, or single records.",
    )
    .option("--pubmed", "PubMed's daily update files, from where the store stands, each verified")
    .option("--baseline", "with --pubmed: the yearly baseline in place of the update files")
    .addOption(
      new Option("--from <number>", "with --pubmed: begin at this file, whatever is done").argParser(
        parseFileNumber,
      ),
    )
    .option("--query <words>", "what this query finds at PubMed, by NCBI's E-utilities")
    .option("--since <day>", "with --query: only records from this day on; last: since the query's last run")
    .addOption(
      new Option("--date <type>", "what --since counts by: mdat, the last change, or edat, the entry")
        .choices(["mdat", "edat"])
        .default("mdat"),
    )
    .option("--pmids <list>", "these PMIDs, apart by commas, or a file of them")
    .option("--base-url <address>", "another server with the same paths as NCBI's")
    .addHelpText(
      "after",
      [
        "",
        "Examples:",
        "  litweave update --pubmed --baseline --store ./graph",
        "  litweave update --pubmed --store ./graph",
        '  litweave update --query "isoniazid AND liver" --since last --store ./graph',
        "  litweave update --pmids 31000001,31000002 --store ./graph",
        "",
        "NCBI_API_KEY allows ten requests a second in place of three; NCBI_EMAIL tells NCBI whom to write to.",
        "Exit codes: 0 all done, 1 failed, 2 wrong usage, 3 done but some records failed.",
      ].join("\n"),
    );
  withIngesting(command, config);
  return command.action((flags: UpdateFlags) => {
    const task = updateTask(flags);
    const folder = stateFolder(flags.store, config);
    return whileIngesting(flags, context, (ingesting) =>
      whileLocked(join(folder, "update.lock"), `update of ${flags.store}`, async () => {
        const patience = {
          ...usualPatience,
          clock: systemClock,
          signal: ingesting.signal,
          log: (line: string) => terminal.log(line),
        };
        const outcome =
          task.kind === "pubmed"
            ? await updateFromPubmed(ingesting, task, folder, patience)
            : await updateFromEutils(ingesting, task, folder, patience, config.ncbi);
        await ingesting.conclude(outcome);
        ingesting.checkEnded();
      }),
    );
  });
}
