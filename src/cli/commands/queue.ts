import { Command } from "commander";
import type { Context } from "../program.js";
import { queueFailedCommand } from "./queue-failed.js";
import { queuePurgeCommand } from "./queue-purge.js";
import { queueRetryCommand } from "./queue-retry.js";
import { queueStatusCommand } from "./queue-status.js";

export function queueCommand(context: Context): Command {
  const command = new Command("queue").description(
    "Shows how far the jobs of a queue are and what failed, tries that again, takes a queue away.",
  );
  for (const part of [queueStatusCommand, queueFailedCommand, queueRetryCommand, queuePurgeCommand]) {
    command.addCommand(part(context).exitOverride());
  }
  return command;
}
