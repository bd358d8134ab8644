import { join } from "node:path";
import { Command, Option } from "commander";
import { LitweaveError } from "../../domain/errors.js";
import { type EntityType, entityTypes } from "../../domain/mention.js";
import { annotatedTypes, evaluateNer, type NerEvaluation } from "../../evaluate/ner/evaluate-ner.js";
import type { ErrorExample } from "../../evaluate/ner/examples.js";
import { findMentions } from "../evaluate/find-mentions.js";
import { type ExampleFlags, withExamples, withExtractor } from "../evaluate/flags.js";
import { readCorpus } from "../evaluate/read-corpus.js";
import { countsLine, range, rounded, scoreHead, scoreRow } from "../evaluate/tables.js";
import type { Context } from "../program.js";
import { type ModelFlags, withJson, withModels } from "./options.js";

interface NerFlags extends ModelFlags, ExampleFlags {
  readonly type?: EntityType;
  readonly model?: string;
}

export function evaluateNerCommand({ config, terminal }: Context): Command {
  const command = new Command("ner")
    .description("Precision, recall and F1 of mentions: type, start and end must all agree with the corpus.")
    .argument("<file>", "PubTator, BioC or CoNLL columns (token, tab, B/I/O), plain or gzipped")
    .addOption(
      new Option("--type <type>", "score this type only; CoNLL columns need it").choices(entityTypes),
    )
    .addHelpText(
      "after",
      [
        "",
        "Types of corpora are matched to ours: NCBI-disease's four classes of mention and BioRED's",
        "DiseaseOrPhenotypicFeature count as Disease, ChemicalEntity as Chemical, and so on.",
        "Figures are percentages; intervals are 95 % bootstrap intervals over documents.",
        "",
        "Examples:",
        "  litweave evaluate ner CDR_TestSet.PubTator.txt --type Disease",
        "  litweave evaluate ner BC2GM/test.tsv --type Gene --json",
      ].join("\n"),
    );
  withJson(withExamples(withModels(withExtractor(command), config), "wordings of errors"));
  return command.action(async (file: string, flags: NerFlags) => {
    const model = flags.model ?? join(flags.models, "joint");
    const corpus = await readCorpus(file, flags.type);
    const progress = terminal.progress("evaluate");
    const documents = await findMentions(corpus, model, {
      device: flags.device,
      log: (line) => terminal.log(line),
      onProgress: (done) => progress.update(done, corpus.length, `${done} documents`),
    }).finally(() => progress.stop());
    const types = flags.type ? [flags.type] : annotatedTypes(documents);
    if (types.length === 0) {
      throw new LitweaveError("BAD_INPUT", `${file} annotates no type that the program knows`, {
        hint: `known are ${entityTypes.join(", ")}`,
      });
    }
    const evaluation = evaluateNer(documents, { types, examples: flags.examples });
    terminal.print(describe(file, evaluation));
    const { exact, ...rest } = evaluation;
    terminal.printJson(rounded({ task: "ner", file, model, unit: "percent", ...exact, ...rest }));
  });
}

function describe(file: string, evaluation: NerEvaluation): string {
  const { documents, types, exact, relaxed, intervals, byType, errors, worst } = evaluation;
  const rows = types.length > 1 ? types.map((type) => scoreRow(type, byType[type]!.exact)) : [];
  return [
    `${file}: ${documents} documents, ${types.join(", ")}`,
    scoreHead,
    ...rows,
    scoreRow(types.length > 1 ? "all types" : types[0]!, exact, `F1 95 %: ${range(intervals.f1)}`),
    scoreRow("  overlap is enough", relaxed),
    `Errors: ${countsLine(errors)}`,
    ...(worst.length > 0 ? ["Costliest wordings:", ...worst.map(exampleLine)] : []),
  ].join("\n");
}

function exampleLine({ kind, count, gold, found, documentId, context }: ErrorExample): string {
  const parts = [
    gold ? `gold ${gold.type} “${gold.text}”` : "",
    found ? `found ${found.type} “${found.text}” (${found.score.toFixed(2)})` : "",
  ];
  const what = parts.filter((part) => part !== "").join(", ");
  return `  ${String(count).padStart(3)} × ${kind.padEnd(9)} ${what}\n          ${documentId}: ${context}`;
}
