import { Command } from "commander";
import { LitweaveError } from "../../domain/errors.js";
import { queueProgress } from "../../queue/progress.js";
import { deleteStreams } from "../../queue/streams.js";
import type { Context } from "../program.js";
import { openNamedQueue, type QueueFlags, withQueue } from "../queue/queue-flags.js";
import { withJson } from "./options.js";

interface PurgeFlags extends QueueFlags {
  readonly force?: boolean;
}

export function queuePurgeCommand({ config, terminal }: Context): Command {
  const command = new Command("purge")
    .description(
      "Takes a queue away, with what it remembers of jobs that are done. Workers on it end; the graph stays.",
    )
    .option("--force", "also when there are jobs or failures in it, which are lost then")
    .addHelpText("after", "\nExamples:\n  litweave queue purge --queue nats://queue:4222/daily");
  withJson(withQueue(command, config));
  return command.action(async (flags: PurgeFlags) => {
    const queue = await openNamedQueue(flags, config, false);
    try {
      const { waiting, inHand, failedJobs, failedRecords } = await queueProgress(queue);
      const open = waiting + inHand + failedJobs + failedRecords;
      if (open > 0 && !flags.force) {
        throw new LitweaveError(
          "BAD_INPUT",
          `${queue.shown} holds ${waiting + inHand} jobs that are not done, ${failedJobs} jobs and ${failedRecords} records that failed`,
          { hint: "let workers end them and see litweave queue failed, or give --force" },
        );
      }
      await deleteStreams(queue.jsm, queue.names);
    } finally {
      await queue.close();
    }
    terminal.print(`${queue.shown} is gone.`);
    terminal.printJson({ purged: queue.shown });
  });
}
