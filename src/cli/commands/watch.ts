import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import { Command, Option } from "commander";
import { LitweaveError } from "../../domain/errors.js";
import { systemClock } from "../../follow/clock.js";
import { newFiles } from "../../follow/folder/new-files.js";
import { readWatchRecord } from "../../follow/folder/watch-record.js";
import { whileLocked } from "../../follow/lock.js";
import { type SourceFormat, sourceFormats } from "../../read/source-format.js";
import { type IngestingFlags, whileIngesting, withIngesting } from "../ingesting.js";
import type { Context } from "../program.js";
import { stateFolder } from "../state-folder.js";
import { ingestFiles } from "../watch-groups.js";

interface WatchFlags extends IngestingFlags {
  readonly from?: SourceFormat;
  readonly once?: boolean;
  /** Seconds. */
  readonly interval: number;
  /** Seconds. */
  readonly settle: number;
}

export function watchCommand(context: Context): Command {
  const { config, terminal } = context;
  const command = new Command("watch")
    .description(
      "Ingests the files of a folder, those that are there and those that come, each once, as soon as they are whole.",
    )
    .argument("<folder>", "is looked at again and again; folders in it are not")
    .option("--once", "one look, then the end: for cron")
    .addOption(seconds("--interval", "between two looks", 10))
    .addOption(seconds("--settle", "that a file must have stayed as it is to count as whole", 5))
    .addOption(new Option("--from <format>", "format, when it should not be guessed").choices(sourceFormats))
    .addHelpText(
      "after",
      [
        "",
        "Examples:",
        "  litweave watch incoming/ --store ./graph",
        "  litweave watch incoming/ --once --store bolt://localhost:7687",
        "",
        "SIGINT and SIGTERM end it after the documents under way.",
        "Exit codes: 0 stopped or all done, 1 failed, 2 wrong usage, 3 done but some records failed.",
      ].join("\n"),
    );
  withIngesting(command, config);
  return command.action((given: string, flags: WatchFlags) => {
    const folder = resolve(given);
    const state = stateFolder(flags.store, config);
    const { from, once, interval, settle } = flags;
    const log = (line: string) => terminal.log(line);
    return whileIngesting(flags, context, (ingesting) =>
      whileLocked(join(state, `watch-${shortHash(folder)}.lock`), `watch of ${folder}`, async () => {
        const record = await readWatchRecord(state);
        if (record.damaged > 0) {
          log(`${record.damaged} lines of what is remembered are damaged; their files are ingested again.`);
        }
        if (!once) log(`Watching ${folder}.`);
        let files = 0;
        for await (const fresh of newFiles({
          folder,
          record,
          settleMs: 1000 * settle,
          ...(!once && { intervalMs: 1000 * interval }),
          except: resolve(ingesting.deadLetter),
          clock: systemClock,
          signal: ingesting.signal,
          log,
        })) {
          files += await ingestFiles(fresh, { ingesting, record, folder, log, ...(from && { from }) });
        }
        await ingesting.conclude({ folder, files });
        if (once) ingesting.checkEnded();
      }),
    );
  });
}

function seconds(flag: string, what: string, usual: number): Option {
  return new Option(`${flag} <seconds>`, `seconds ${what}`).default(usual).argParser((text) => {
    const value = Number(text);
    if (text.trim() !== "" && value >= 0 && value <= 86_400) return value;
    throw new LitweaveError("USAGE", `${flag} is “${text}”`, { hint: "give seconds, from 0 to 86400" });
  });
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
