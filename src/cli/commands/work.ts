import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import type { GraphStore } from "../../domain/graph-store.js";
import { whileLocked } from "../../follow/lock.js";
import type { LazyStages } from "../../pipeline/lazy-stages.js";
import type { Queue } from "../../queue/connection.js";
import { startHeartbeat } from "../../queue/heartbeat.js";
import { work } from "../../queue/worker.js";
import { exitCodes } from "../exit.js";
import { openForWriting, type WritingFlags, withWriting } from "../ingesting.js";
import type { Context } from "../program.js";
import { jobRunner } from "../queue/job-runner.js";
import { openNamedQueue, type QueueFlags, wholeNumber, withQueue } from "../queue/queue-flags.js";
import { createTally } from "../queue/tally.js";

interface WorkFlags extends WritingFlags, QueueFlags {
  readonly atOnce: number;
  readonly tries: number;
  readonly silence: number;
  readonly untilEmpty?: boolean;
}

const backoffMs = [5_000, 30_000, 120_000];

export function workCommand(context: Context): Command {
  const { config } = context;
  const command = new Command("work")
    .description(
      "Takes jobs from a queue (litweave enqueue) and writes what their documents say into a graph. Any number of workers share a queue.",
    )
    .addOption(
      wholeNumber("--at-once <jobs>", "jobs in hand: while one is written, the next is encoded", 2, 1, 64),
    )
    .addOption(wholeNumber("--tries <number>", "tries of a job before it is given up", 4, 1, 100))
    .addOption(
      wholeNumber(
        "--silence <seconds>",
        "after which the job of a lost worker is given to another; holds for all workers of the queue",
        30,
        1,
        3_600,
      ),
    )
    .option("--until-empty", "ends when all jobs are done, rather than wait for more")
    .addHelpText(
      "after",
      [
        "",
        "Examples:",
        "  litweave work --queue nats://queue:4222 --store bolt://graph:7687",
        "  litweave work --queue nats://localhost:4222 --store ./graph --until-empty",
        "",
        "An embedded store takes one worker. SIGINT and SIGTERM give back what is not done after the documents under way.",
        "Exit codes: 0 stopped or all done, 1 failed, 2 wrong usage, 3 done but this worker met jobs or records that failed.",
      ].join("\n"),
    );
  withWriting(withQueue(command, config), config);
  return command.action(async (flags: WorkFlags) => {
    const queue = await openNamedQueue(flags, config, true);
    try {
      const { store, models } = await openForWriting(flags, context, true);
      try {
        const act = () => workOn(queue, store, models, flags, context);
        // Several writers of one file would wait for each other; a server is there for many.
        if (flags.store.includes("://")) await act();
        else await whileLocked(join(flags.store, "work.lock"), `worker over ${flags.store}`, act);
      } finally {
        await models.close();
        await store.close();
      }
    } finally {
      await queue.close();
    }
  });
}

async function workOn(
  queue: Queue,
  store: GraphStore,
  models: LazyStages,
  { atOnce, tries, silence, untilEmpty = false }: WorkFlags,
  { terminal, outcome }: Context,
): Promise<void> {
  const worker = `${hostname().replace(/[^A-Za-z0-9-]/gu, "-")}-${process.pid}-${randomBytes(3).toString("hex")}`;
  const log = (line: string) => terminal.log(line);
  const tally = createTally(worker, models.versions().fingerprint);
  const progress = terminal.progress("work");
  const stopping = new AbortController();
  const stop = () => {
    log("Stopping after the documents under way; the rest is given back to the queue.");
    stopping.abort();
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  const heart = startHeartbeat(queue, worker, tally.state);
  try {
    // Before a job is in hand: models that cannot be opened hold none up.
    await models.stages();
    log(`Working on ${queue.shown} as ${worker}, into ${store.location}.`);
    await work({
      queue,
      worker,
      run: jobRunner(store, models),
      atOnce,
      tries,
      silenceMs: 1000 * silence,
      backoffMs,
      untilEmpty,
      signal: stopping.signal,
      log,
      onTaken: tally.taken,
      onLeft: (job, left) => {
        tally.left(job, left);
        progress.update(0, 0, tally.line());
      },
      onGivenUp: tally.givenUp,
    });
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
    progress.stop();
    await heart.stop();
  }
  const { triples, evidence } = await store.counts();
  const counts = { ...tally.counts(), triples, evidence };
  terminal.print(
    [
      `${counts.jobs} jobs with ${counts.documents} documents in ${counts.seconds.toFixed(1)} s:`,
      `  ${counts.written} written, ${counts.unchanged} unchanged, ${counts.withdrawn} withdrawn, ${counts.failed} failed.`,
      `The graph holds ${triples} triples with ${evidence} pieces of evidence.`,
      ...(counts.failed + counts.givenUp > 0
        ? [`What failed stands in the queue with its reason: litweave queue failed --queue ${queue.shown}`]
        : []),
    ].join("\n"),
  );
  terminal.printJson(counts);
  if (counts.failed + counts.givenUp > 0) outcome.exitCode = exitCodes.someRecordsFailed;
}
