import { setTimeout as sleep } from "node:timers/promises";
import { Command } from "commander";
import { queueProgress } from "../../queue/progress.js";
import type { Context } from "../program.js";
import { paceText, progressLines } from "../queue/progress-lines.js";
import { openNamedQueue, type QueueFlags, withQueue } from "../queue/queue-flags.js";
import { withJson } from "./options.js";

interface StatusFlags extends QueueFlags {
  readonly follow?: boolean;
}

const followMs = 2_000;

export function queueStatusCommand({ config, terminal }: Context): Command {
  const command = new Command("status")
    .description(
      "Jobs done, in hand and waiting, documents a second, the time left, and who works; from any machine.",
    )
    .option("--follow", "shows it until all jobs are done")
    .addHelpText(
      "after",
      "\nExamples:\n  litweave queue status --queue nats://queue:4222\n  litweave queue status --follow",
    );
  withJson(withQueue(command, config));
  return command.action(async (flags: StatusFlags) => {
    const queue = await openNamedQueue(flags, config, false);
    const bar = terminal.progress("jobs");
    try {
      let progress = await queueProgress(queue);
      while (flags.follow && progress.waiting + progress.inHand > 0) {
        const { done, waiting, inHand, failedJobs } = progress;
        bar.update(done + failedJobs, done + failedJobs + waiting + inHand, paceText(progress));
        await sleep(followMs);
        progress = await queueProgress(queue);
      }
      bar.stop();
      terminal.print(progressLines(queue.shown, progress).join("\n"));
      terminal.printJson({ queue: queue.shown, ...progress });
    } finally {
      bar.stop();
      await queue.close();
    }
  });
}
