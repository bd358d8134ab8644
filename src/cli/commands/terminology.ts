import { Command } from "commander";
import type { Context } from "../program.js";
import { terminologyBuildCommand } from "./terminology-build.js";
import { terminologyInfoCommand } from "./terminology-info.js";
import { terminologyListCommand } from "./terminology-list.js";
import { terminologySearchCommand } from "./terminology-search.js";

export function terminologyCommand(context: Context): Command {
  const command = new Command("terminology").description(
    "Makes terminologies from published files, and shows what there is in them.",
  );
  for (const part of [
    terminologyBuildCommand,
    terminologyListCommand,
    terminologyInfoCommand,
    terminologySearchCommand,
  ]) {
    command.addCommand(part(context).exitOverride());
  }
  return command;
}
