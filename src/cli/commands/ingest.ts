import { Command, Option } from "commander";
import { readRecords } from "../../read/records.js";
import { type SourceFormat, sourceFormats } from "../../read/source-format.js";
import { type IngestingFlags, whileIngesting, withIngesting } from "../ingesting.js";
import type { Context } from "../program.js";

interface IngestFlags extends IngestingFlags {
  readonly from?: SourceFormat;
}

export function ingestCommand(context: Context): Command {
  const command = new Command("ingest")
    .description(
      "Reads documents, extracts and links what they say, and writes it into a graph. Running it again changes nothing.",
    )
    .argument(
      "<files...>",
      "files or folders, plain or gzipped; - reads standard input; a dead-letter file retries its records",
    )
    .addOption(new Option("--from <format>", "format, when it should not be guessed").choices(sourceFormats))
    .addHelpText(
      "after",
      [
        "",
        "Examples:",
        "  litweave ingest pubmed24n0001.xml.gz --store ./graph",
        "  litweave ingest updates/ --store bolt://localhost:7687 --json",
        "  litweave ingest graph/dead-letter.jsonl --store ./graph",
        "",
        "Exit codes: 0 all done, 1 failed, 2 wrong usage, 3 done but some records failed.",
      ].join("\n"),
    );
  withIngesting(command, context.config);
  return command.action((files: readonly string[], flags: IngestFlags) =>
    whileIngesting(
      flags,
      context,
      async ({ ingest, conclude, checkEnded }) => {
        const size = { read: 0, total: 0 };
        const records = readRecords(files, {
          ...(flags.from ? { from: flags.from } : {}),
          onBytes: (read, total) => Object.assign(size, { read, total }),
        });
        await ingest(records, { size });
        await conclude();
        checkEnded();
      },
      { files },
    ),
  );
}
