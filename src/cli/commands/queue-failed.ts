import { Command } from "commander";
import { type DeadLetter, deadLetters } from "../../queue/dead-letters.js";
import { writeDeadLetters } from "../../write/dead-letter.js";
import type { Context } from "../program.js";
import { openNamedQueue, type QueueFlags, withQueue } from "../queue/queue-flags.js";
import { withJson } from "./options.js";

interface FailedFlags extends QueueFlags {
  readonly out?: string;
}

export function queueFailedCommand({ config, terminal }: Context): Command {
  const command = new Command("failed")
    .description("Jobs and records that failed for good, each with its reason.")
    .option("--out <file>", "also writes the records into a dead-letter file, which ingest takes")
    .addHelpText(
      "after",
      "\nExamples:\n  litweave queue failed --queue nats://queue:4222\n  litweave queue failed --out dead-letter.jsonl",
    );
  withJson(withQueue(command, config));
  return command.action(async (flags: FailedFlags) => {
    const queue = await openNamedQueue(flags, config, false);
    const out = flags.out === undefined ? undefined : writeDeadLetters(flags.out);
    const failed: object[] = [];
    try {
      for await (const letter of deadLetters(queue)) {
        terminal.print(letterLines(letter).join("\n"));
        failed.push(shownLetter(letter));
        if (letter.kind === "record") await out?.add(letter.failure);
      }
    } finally {
      await out?.close(true);
      await queue.close();
    }
    if (failed.length === 0) terminal.print("Nothing has failed.");
    terminal.printJson({ failed });
  });
}

function letterLines(letter: DeadLetter): readonly string[] {
  if (letter.kind === "job") {
    const { id, label, code, message, hint, tries, worker, at } = letter;
    return [
      `job ${id}: ${label}`,
      `  ${code} after ${tries} tries, at ${at} by ${worker}: ${message}`,
      ...(hint ? [`  ${hint}`] : []),
    ];
  }
  const { file, record, documentId, field, stage, reason, hint } = letter.failure;
  const about = [documentId, field && `field ${field}`].filter(Boolean).join(", ");
  return [
    `record ${letter.id}: ${file}, record ${record}${about && ` (${about})`}`,
    `  ${stage}: ${reason}`,
    ...(hint ? [`  ${hint}`] : []),
  ];
}

/** Without the texts of the records, which `--out` writes. */
function shownLetter(letter: DeadLetter): object {
  if (letter.kind === "record") {
    const { source: _, ...failure } = letter.failure;
    return { kind: letter.kind, id: letter.id, at: letter.at, ...failure };
  }
  const { job, seq: _, ...rest } = letter;
  return { ...rest, ...(job?.kind === "files" && { files: job.parts }) };
}
