import { Command, Option } from "commander";
import { LitweaveError } from "../../domain/errors.js";
import { mostJobBytes, type Sent, sendJob } from "../../queue/publisher.js";
import { readRecords } from "../../read/records.js";
import { type SourceFormat, sourceFormats } from "../../read/source-format.js";
import { writeDeadLetters } from "../../write/dead-letter.js";
import { exitCodes } from "../exit.js";
import type { Context } from "../program.js";
import { carryRecords } from "../queue/carry-records.js";
import { openNamedQueue, type QueueFlags, wholeNumber, withQueue } from "../queue/queue-flags.js";
import { splitFiles } from "../queue/split-files.js";
import { withJson } from "./options.js";

interface EnqueueFlags extends QueueFlags {
  readonly from?: SourceFormat;
  readonly records: number;
  readonly wholeFiles?: boolean;
  readonly carry?: boolean;
  readonly again?: boolean;
  readonly deadLetter: string;
}

/** At two cores' pace some twelve seconds: little is done twice when a worker is lost, and a file is opened seldom. */
const usualRecords = 500;

export function enqueueCommand(context: Context): Command {
  const { config, terminal, outcome } = context;
  const command = new Command("enqueue")
    .description("Splits documents into jobs for workers (litweave work). Enqueueing again adds nothing.")
    .argument("<files...>", "files or folders, plain or gzipped; - reads standard input, with --carry")
    .addOption(new Option("--from <format>", "format, when it should not be guessed").choices(sourceFormats))
    .addOption(wholeNumber("--records <number>", "records of a job", usualRecords, 1, 1_000_000))
    .addOption(new Option("--whole-files", "one job a file, which is not looked into").conflicts("carry"))
    .option("--carry", "jobs hold the records themselves, for workers that do not see the files")
    .option("--again", "also what is done already")
    .option(
      "--dead-letter <file>",
      "with --carry: where records are kept that are too large for the queue",
      "dead-letter.jsonl",
    )
    .addHelpText(
      "after",
      [
        "",
        "Examples:",
        "  litweave enqueue /data/baseline/ --queue nats://queue:4222",
        "  litweave enqueue papers.jsonl --carry --queue tls://queue:4222/papers",
        "",
        "Exit codes: 0 all done, 1 failed, 2 wrong usage, 3 done but some records were too large.",
      ].join("\n"),
    );
  withJson(withQueue(command, config));
  return command.action(async (files: readonly string[], flags: EnqueueFlags) => {
    const { from, records, wholeFiles, carry, again } = flags;
    const format = from ? { from } : {};
    const queue = await openNamedQueue(flags, config, true);
    const deadLetters = writeDeadLetters(flags.deadLetter);
    let tooLarge = 0;
    const jobs = carry
      ? carryRecords(readRecords(files, format), {
          records,
          mostBytes: mostJobBytes(queue),
          onFailure: async (failure) => {
            tooLarge += 1;
            await deadLetters.add(failure);
          },
        })
      : splitFiles(files, { ...format, ...(!wholeFiles && { records }) });
    const sent: Record<Sent, number> = { added: 0, waiting: 0, done: 0, failed: 0 };
    const progress = terminal.progress("enqueue");
    const stopping = new AbortController();
    const stop = () => stopping.abort();
    process.once("SIGINT", stop).once("SIGTERM", stop);
    try {
      for await (const job of jobs) {
        sent[await sendJob(queue, job, again)] += 1;
        progress.update(0, 0, `${sent.added} jobs added`);
        if (stopping.signal.aborted) {
          throw new LitweaveError("CANCELLED", "stopped before the end of the input", {
            hint: "the same command again sends the rest",
          });
        }
      }
    } finally {
      process.off("SIGINT", stop).off("SIGTERM", stop);
      progress.stop();
      await deadLetters.close(true);
      await queue.close();
    }
    const known = sent.waiting + sent.done + sent.failed;
    terminal.print(
      [
        `${sent.added} jobs added to ${queue.shown}.`,
        ...(known > 0
          ? [
              `${sent.done} were done already, ${sent.waiting} were waiting, ${sent.failed} have failed for good.`,
            ]
          : []),
        ...(tooLarge > 0
          ? [`${tooLarge} records are too large for the queue; they are in ${flags.deadLetter}.`]
          : []),
      ].join("\n"),
    );
    terminal.printJson({ ...sent, tooLarge, ...(tooLarge > 0 && { deadLetter: flags.deadLetter }) });
    if (tooLarge > 0) outcome.exitCode = exitCodes.someRecordsFailed;
  });
}
