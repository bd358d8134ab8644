import { join } from "node:path";
import { Command, Option } from "commander";
import { documentText } from "../../domain/document.js";
import { LitweaveError } from "../../domain/errors.js";
import type { GoldDocument } from "../../domain/gold.js";
import { type EntityType, entityTypes } from "../../domain/mention.js";
import { requireFolds } from "../../evaluate/folds.js";
import { compareNer } from "../../evaluate/ner/compare.js";
import { annotatedTypes, evaluateNer } from "../../evaluate/ner/evaluate-ner.js";
import { layPredictions } from "../../evaluate/ner/predictions.js";
import type { TypedSpan } from "../../evaluate/ner/spans.js";
import { findMentions, knownMentions } from "../evaluate/find-mentions.js";
import { type ExampleFlags, wholeNumber, withExamples, withExtractor } from "../evaluate/flags.js";
import { nerReport } from "../evaluate/ner-report.js";
import { readPredictions, savingPredictions } from "../evaluate/predictions.js";
import { corpusName, readCorpus } from "../evaluate/read-corpus.js";
import { rounded } from "../evaluate/tables.js";
import type { Context } from "../program.js";
import { type ModelFlags, withGuideline, withJson, withModels } from "./options.js";

interface NerFlags extends ModelFlags, ExampleFlags {
  readonly type?: EntityType;
  readonly model?: string;
  readonly guideline?: string;
  readonly folds?: number;
  readonly savePredictions?: string;
  readonly against?: string;
}

export function evaluateNerCommand({ config, terminal }: Context): Command {
  const command = new Command("ner")
    .description("Precision, recall and F1 of mentions: type, start and end must all agree with the corpus.")
    .argument("<file>", "PubTator, BioC or CoNLL columns (token, tab, B/I/O), plain or gzipped")
    .addOption(
      new Option("--type <type>", "score this type only; CoNLL columns need it").choices(entityTypes),
    )
    .addOption(
      new Option("--folds <number>", "score as many parts of the documents too").argParser(wholeNumber(2)),
    )
    .option("--save-predictions <file>", "write what was found, in PubTator format")
    .option(
      "--against <file>",
      "predictions to compare with, for the same documents: PubTator, BioC or CoNLL columns",
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
        "  litweave evaluate ner BC2GM/test.tsv --type Gene --folds 5 --json",
        "  litweave evaluate ner test.pubtator --model older --save-predictions older.pubtator",
        "  litweave evaluate ner test.pubtator --against older.pubtator",
      ].join("\n"),
    );
  withJson(withExamples(withModels(withGuideline(withExtractor(command)), config), "wordings of errors"));
  return command.action(async (file: string, flags: NerFlags) => {
    const { type, guideline, folds, examples, against, savePredictions } = flags;
    const model = flags.model ?? join(flags.models, "joint");
    const corpus = await readCorpus(file, type);
    const types = type ? [type] : annotatedTypes(corpus.map((gold) => ({ gold: knownMentions(gold) })));
    if (types.length === 0) {
      throw new LitweaveError("BAD_INPUT", `${file} annotates no type that the program knows`, {
        hint: `known are ${entityTypes.join(", ")}`,
      });
    }
    // What does not fit is told before the model runs.
    if (folds !== undefined) requireFolds(corpus.length, folds);
    const others =
      against === undefined ? undefined : await othersOf(corpus, against, corpusName(file), type);
    const progress = terminal.progress("evaluate");
    const documents = await savingPredictions(savePredictions, () =>
      findMentions(corpus, model, {
        device: flags.device,
        workers: flags.encoders,
        guideline,
        log: (line) => terminal.log(line),
        onProgress: (done) => progress.update(done, corpus.length, `${done} documents`),
      }),
    ).finally(() => progress.stop());
    const evaluation = evaluateNer(documents, { types, examples, ...(folds === undefined ? {} : { folds }) });
    const comparison = others && {
      file: against!,
      ...compareNer(
        documents.map((document, index) => ({ ...document, other: others[index]! })),
        types,
      ),
    };
    terminal.print(nerReport(file, evaluation, comparison));
    const { exact, ...rest } = evaluation;
    terminal.printJson(
      rounded({
        task: "ner",
        file,
        model,
        ...(guideline === undefined ? {} : { guideline }),
        unit: "percent",
        ...exact,
        ...rest,
        ...(comparison ? { against: comparison } : {}),
      }),
    );
  });
}

/** What other predictions hold for each document of the corpus. */
async function othersOf(
  corpus: readonly GoldDocument[],
  path: string,
  name: string,
  type: EntityType | undefined,
): Promise<readonly (readonly TypedSpan[])[]> {
  const texts = corpus.map(({ document }) => ({ id: document.id, text: documentText(document) }));
  return layPredictions(texts, await readPredictions(path, { name, type }), path);
}
