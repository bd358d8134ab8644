import { join } from "node:path";
import { Command } from "commander";
import type { RelationError } from "../../evaluate/relations/errors.js";
import { evaluateRelations, type RelationEvaluation } from "../../evaluate/relations/evaluate-relations.js";
import type { RelationFact } from "../../evaluate/relations/facts.js";
import { findRelations } from "../evaluate/find-relations.js";
import { type ExampleFlags, probability, withExamples, withExtractor } from "../evaluate/flags.js";
import { readCorpus } from "../evaluate/read-corpus.js";
import { countsLine, range, rounded, scoreHead, scoreRow } from "../evaluate/tables.js";
import type { Context } from "../program.js";
import { type ModelFlags, withJson, withModels } from "./options.js";

interface RelationFlags extends ModelFlags, ExampleFlags {
  readonly model?: string;
  readonly minScore?: number;
}

export function evaluateRelationsCommand({ config, terminal }: Context): Command {
  const command = new Command("relations")
    .description(
      "Precision, recall and F1 of relations between the corpus' own entities: pair, label, novelty.",
    )
    .argument("<file>", "PubTator or BioC with relations (BioRED, BC5CDR), plain or gzipped")
    .option(
      "--min-score <probability>",
      "least probability of a relation (default: the model's own)",
      probability,
    )
    .addHelpText(
      "after",
      [
        "",
        "precision, recall and f1 are those of pairs; with the label and with novelty they stand under type and novelty.",
        "Figures are percentages; intervals are 95 % bootstrap intervals over documents.",
        "",
        "Examples:",
        "  litweave evaluate relations Dev.PubTator",
        "  litweave evaluate relations CDR_TestSet.PubTator.txt --json",
      ].join("\n"),
    );
  withJson(withExamples(withModels(withExtractor(command), config), "errors, the surest first,"));
  return command.action(async (file: string, flags: RelationFlags) => {
    const model = flags.model ?? join(flags.models, "joint");
    const corpus = await readCorpus(file);
    const progress = terminal.progress("evaluate");
    const { documents, group, threshold } = await findRelations(corpus, model, {
      device: flags.device,
      log: (line) => terminal.log(line),
      ...(flags.minScore === undefined ? {} : { minScore: flags.minScore }),
      onProgress: (done) => progress.update(done, corpus.length, `${done} documents`),
    }).finally(() => progress.stop());
    const evaluation = evaluateRelations(documents, { examples: flags.examples });
    const { precision, recall, f1 } = evaluation.pair;
    terminal.print(
      `${file}: ${documents.length} documents, labels ${group}, from ${threshold}\n${describe(evaluation)}`,
    );
    terminal.printJson(
      rounded({
        task: "relations",
        file,
        model,
        unit: "percent",
        group,
        threshold,
        precision,
        recall,
        f1,
        ...evaluation,
      }),
    );
  });
}

function describe({ pair, type, novelty, byLabel, errors, worst }: RelationEvaluation): string {
  return [
    scoreHead,
    scoreRow("pair", pair, `F1 95 %: ${range(pair.f1Interval)}`),
    scoreRow("pair + label", type, `F1 95 %: ${range(type.f1Interval)}`),
    ...(novelty
      ? [scoreRow("pair + label + novelty", novelty, `F1 95 %: ${range(novelty.f1Interval)}`)]
      : []),
    ...Object.entries(byLabel).map(([label, scores]) => scoreRow(`  ${label}`, scores)),
    `Errors: ${countsLine(errors)}`,
    ...(worst.length > 0 ? ["Surest errors:", ...worst.map(errorLine)] : []),
  ].join("\n");
}

function errorLine({ kind, documentId, gold, found }: RelationError): string {
  const said = (fact: RelationFact) =>
    `${fact.label}${fact.novel === undefined ? "" : fact.novel ? ", novel" : ", known"}`;
  const fact = (gold ?? found)!;
  const parts = [
    gold ? `gold ${said(gold)}` : "",
    found ? `found ${said(found)} (${found.score.toFixed(2)})` : "",
  ];
  const what = parts.filter((part) => part !== "").join("; ");
  return `  ${kind.padEnd(9)} ${documentId}  ${fact.subject} – ${fact.object}: ${what}`;
}
