import { readFile } from "node:fs/promises";
import { Command } from "commander";
import { LitweaveError } from "../../domain/errors.js";
import {
  evaluateProbes,
  type ProbeError,
  type ProbeEvaluation,
  type ProbeScores,
} from "../../evaluate/probes/evaluate-probes.js";
import { readProbes } from "../../evaluate/probes/read-probes.js";
import { openLinking } from "../../pipeline/open-stages.js";
import { type ExampleFlags, withExamples } from "../evaluate/flags.js";
import { percent, rounded } from "../evaluate/tables.js";
import type { Context } from "../program.js";
import { type ModelFlags, stageOptions, withJson, withModels } from "./options.js";

export function evaluateProbesCommand({ config, terminal }: Context): Command {
  const command = new Command("probes")
    .description("Near misses: whether the linker tells a concept from the one whose name differs least.")
    .argument("<file>", "tab-separated: family, mention, category, id, name, notId, notName, so headed")
    .addHelpText(
      "after",
      [
        "",
        "Each mention is linked without a document. told: the concept stands before its near miss; Acc@1: it stands first.",
        "Figures are percentages.",
        "",
        "Examples:",
        "  litweave evaluate probes test/probes/near-miss.tsv",
        "  litweave evaluate probes test/probes/near-miss.tsv --examples 100 --json",
      ].join("\n"),
    );
  withJson(withExamples(withModels(command, config), "errors"));
  return command.action(async (file: string, flags: ExampleFlags & ModelFlags) => {
    const content = await readFile(file, "utf8").catch((cause: unknown) => {
      throw new LitweaveError("NOT_FOUND", `${file} cannot be opened`, { hint: "check the path", cause });
    });
    const probes = readProbes(content, file);
    const linking = await openLinking(stageOptions(flags, terminal));
    try {
      const known = probes.filter(
        ({ id, notId }) => linking.concepts.concept(id) && linking.concepts.concept(notId),
      );
      const links = await linking.wideLinker.linkNames(
        known.map(({ mention, category }) => ({ name: mention, category })),
      );
      const evaluation = evaluateProbes(
        known,
        links.map(({ candidates }) => candidates),
      );
      const outside = probes.length - known.length;
      terminal.print(describe(file, linking.terminology, outside, evaluation, flags.examples));
      const { errors, ...scores } = evaluation;
      terminal.printJson(
        rounded({
          task: "probes",
          file,
          terminology: linking.terminology,
          unit: "percent",
          outside,
          ...scores,
          worst: errors.slice(0, flags.examples),
        }),
      );
    } finally {
      await linking.close();
    }
  });
}

function describe(
  file: string,
  terminology: string,
  outside: number,
  evaluation: ProbeEvaluation,
  examples: number,
): string {
  const { byFamily, errors } = evaluation;
  return [
    `${file}: ${evaluation.probes} probes, ${terminology}${outside > 0 ? `; ${outside} left out, whose concepts it does not hold` : ""}`,
    `  ${"".padEnd(16)}     told    Acc@1   probes`,
    ...Object.entries(byFamily).map(([family, scores]) => row(family, scores)),
    row("all", evaluation),
    ...errors.slice(0, examples).map(errorLine),
  ].join("\n");
}

function row(label: string, { told, acc1, probes }: ProbeScores): string {
  return `  ${label.padEnd(16)}${percent(told).padStart(9)}${percent(acc1).padStart(9)}${String(probes).padStart(9)}`;
}

function errorLine({ kind, family, mention, name, notName, first }: ProbeError): string {
  const answer = first ? `${first.id} ${first.name} ${first.total.toFixed(2)}` : "no candidate";
  return `  ${kind.padEnd(12)} ${family}: “${mention}” = ${name}, not ${notName}; first ${answer}`;
}
