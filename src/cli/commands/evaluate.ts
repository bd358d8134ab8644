import { Command } from "commander";
import type { Context } from "../program.js";
import { evaluateLinkingCommand } from "./evaluate-linking.js";
import { evaluateNerCommand } from "./evaluate-ner.js";
import { evaluateRelationsCommand } from "./evaluate-relations.js";

export function evaluateCommand(context: Context): Command {
  const command = new Command("evaluate").description(
    "Scores the models on an annotated corpus, with intervals, kinds of errors and the costliest examples.",
  );
  for (const part of [evaluateNerCommand, evaluateLinkingCommand, evaluateRelationsCommand]) {
    command.addCommand(part(context).exitOverride());
  }
  return command;
}
