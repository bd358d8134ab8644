import { Command } from "commander";
import type { Context } from "../program.js";
import { evaluateAbbreviationsCommand } from "./evaluate-abbreviations.js";
import { evaluateAssertionCommand } from "./evaluate-assertion.js";
import { evaluateLinkingCommand } from "./evaluate-linking.js";
import { evaluateNerCommand } from "./evaluate-ner.js";
import { evaluateProbesCommand } from "./evaluate-probes.js";
import { evaluateRelationsCommand } from "./evaluate-relations.js";

export function evaluateCommand(context: Context): Command {
  const command = new Command("evaluate").description(
    "Scores the models on an annotated corpus, with intervals, kinds of errors and the costliest examples.",
  );
  for (const part of [
    evaluateNerCommand,
    evaluateLinkingCommand,
    evaluateRelationsCommand,
    evaluateAssertionCommand,
    evaluateAbbreviationsCommand,
    evaluateProbesCommand,
  ]) {
    command.addCommand(part(context).exitOverride());
  }
  return command;
}
