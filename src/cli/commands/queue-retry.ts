import { Command } from "commander";
import { LitweaveError } from "../../domain/errors.js";
import { deadLetters, forgetLetter, retryLetter } from "../../queue/dead-letters.js";
import type { Context } from "../program.js";
import { openNamedQueue, type QueueFlags, withQueue } from "../queue/queue-flags.js";
import { withJson } from "./options.js";

interface RetryFlags extends QueueFlags {
  readonly drop?: boolean;
}

export function queueRetryCommand({ config, terminal }: Context): Command {
  const command = new Command("retry")
    .description("Puts jobs and records that failed for good back into the queue.")
    .argument("[ids...]", "as litweave queue failed shows them (default: all)")
    .option("--drop", "forgets them instead")
    .addHelpText(
      "after",
      "\nExamples:\n  litweave queue retry --queue nats://queue:4222\n  litweave queue retry 3f0c9d… --drop",
    );
  withJson(withQueue(command, config));
  return command.action(async (ids: readonly string[], flags: RetryFlags) => {
    const queue = await openNamedQueue(flags, config, false);
    const left = new Set(ids);
    let count = 0;
    try {
      for await (const letter of deadLetters(queue)) {
        if (ids.length > 0 && !left.delete(letter.id)) continue;
        await (flags.drop ? forgetLetter(queue, letter) : retryLetter(queue, letter));
        count += 1;
      }
    } finally {
      await queue.close();
    }
    terminal.print(flags.drop ? `${count} forgotten.` : `${count} put back into ${queue.shown}.`);
    terminal.printJson({ [flags.drop ? "dropped" : "retried"]: count });
    if (left.size > 0) {
      throw new LitweaveError("NOT_FOUND", `nothing that failed has the id ${[...left].join(", ")}`, {
        hint: "litweave queue failed shows the ids",
      });
    }
  });
}
