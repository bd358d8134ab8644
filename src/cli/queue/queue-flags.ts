import type { Command } from "commander";
import { Option } from "commander";
import type { Config } from "../../config.js";
import { LitweaveError } from "../../domain/errors.js";
import { openQueue, type Queue } from "../../queue/connection.js";

export interface QueueFlags {
  readonly queue?: string;
}

export function withQueue(command: Command, config: Config): Command {
  return command.option(
    "--queue <url>",
    "work queue on NATS JetStream: nats:// or tls://, hosts, and after a slash the queue's name; LITWEAVE_QUEUE. Credentials are settings of `queue`",
    config.queue.url,
  );
}

/** @throws LitweaveError `USAGE` when no queue is named */
export function openNamedQueue({ queue }: QueueFlags, config: Config, create: boolean): Promise<Queue> {
  if (queue === undefined) {
    throw new LitweaveError("USAGE", "no queue is named", {
      hint: "give --queue nats://HOST:4222, or set LITWEAVE_QUEUE or queue.url",
    });
  }
  const { url: _, ...access } = config.queue;
  return openQueue(queue, { ...access, create });
}

/** A flag that takes a whole number. */
export function wholeNumber(flag: string, means: string, usual: number, least: number, most: number): Option {
  return new Option(flag, means).default(usual).argParser((text) => {
    const value = Number(text);
    if (/^\d+$/u.test(text) && value >= least && value <= most) return value;
    const [name] = flag.split(" ");
    throw new LitweaveError("USAGE", `${name} is “${text}”`, {
      hint: `give a whole number from ${least} to ${most}`,
    });
  });
}
