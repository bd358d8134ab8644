import { join } from "node:path";
import { Command, Option } from "commander";
import { LitweaveError } from "../../domain/errors.js";
import { foldScores } from "../../evaluate/folds.js";
import { compareRelations } from "../../evaluate/relations/compare.js";
import { evaluateRelations, headlineOf } from "../../evaluate/relations/evaluate-relations.js";
import { countsAt, type RelatedDocument } from "../../evaluate/relations/facts.js";
import { predictionLines } from "../../evaluate/relations/predictions.js";
import { openLinking } from "../../pipeline/open-stages.js";
import { type ExampleFlags, probability, withExamples, withExtractor } from "../evaluate/flags.js";
import { savingText } from "../evaluate/predictions.js";
import { answerByRule, answersIn, askModel, type PartAnswers } from "../evaluate/relation-answers.js";
import { linkedTexts } from "../evaluate/relation-end-to-end.js";
import { type CorpusPart, idInFold, pathOfFold, readParts } from "../evaluate/relation-parts.js";
import { relationReport } from "../evaluate/relation-report.js";
import { rounded } from "../evaluate/tables.js";
import type { Context } from "../program.js";
import type { Terminal } from "../terminal.js";
import { type ModelFlags, stageOptions, withJson, withModels, withRelations } from "./options.js";

const methods = ["model", "co-occurrence", "triggers"] as const;

interface RelationFlags extends ModelFlags, ExampleFlags {
  readonly model?: string;
  readonly method: (typeof methods)[number];
  readonly labels?: string;
  readonly minScore?: number;
  readonly operatingPoint?: boolean;
  readonly relations: readonly string[];
  readonly endToEnd?: boolean;
  readonly predictions?: string;
  readonly savePredictions?: string;
  readonly against?: string;
}

export function evaluateRelationsCommand({ config, terminal }: Context): Command {
  const command = new Command("relations")
    .description(
      "Precision, recall and F1 of relations between the corpus' own entities: pair, label, novelty.",
    )
    .argument(
      "<files...>",
      "PubTator or BioC with relations (BioRED, BC5CDR); ChemProt's or DrugProt's abstracts or folder; DDI-2013 XML or folder; DiMB-RE; anonymised sentences with labels (GAD, EU-ADR, BLUE), or a folder of folds of them",
    )
    .addOption(
      new Option("--method <method>", "what answers: the model, or a baseline")
        .choices(methods)
        .default("model"),
    )
    .option("--labels <group>", "the model's labels to ask for (default: those that fit the corpus best)")
    .option(
      "--min-score <probability>",
      "least probability of a relation (default: the model's own, for the best F1)",
      probability,
    )
    .option(
      "--operating-point",
      "state what `litweave ingest` would by default: labels that are surely right",
    )
    .option("--end-to-end", "find and link the entities too: relations between concepts, from the text alone")
    .option("--predictions <file>", "score these predictions (JSON lines) in place of a method's answers")
    .option("--save-predictions <file>", "write the answers as JSON lines")
    .option("--against <file>", "predictions of another run over the same documents to compare with")
    .addHelpText(
      "after",
      [
        "",
        "precision, recall and f1 are those of pairs of concepts; in corpora whose relations hold between mentions (ChemProt,",
        "DrugProt, DDI, GAD, EU-ADR, DiMB-RE) micro averages over the labels. All levels stand under pair, type and novelty.",
        "For a folder of folds (1/test.tsv, 2/test.tsv, …), {fold} in the name of a file of predictions is the fold's number.",
        "Figures are percentages; intervals are 95 % bootstrap intervals over documents.",
        "",
        "Examples:",
        "  litweave evaluate relations Dev.PubTator",
        "  litweave evaluate relations CDR_TestSet.PubTator.txt --method triggers --save-predictions triggers.jsonl",
        "  litweave evaluate relations CDR_TestSet.PubTator.txt --against triggers.jsonl --json",
        "  litweave evaluate relations chemprot_test_abstracts_gs.tsv",
        "  litweave evaluate relations gad/ --predictions 'svm-gad/{fold}.jsonl'",
        "  litweave evaluate relations Dev.PubTator --operating-point",
        "  litweave evaluate relations Dev.PubTator --end-to-end --min-score 0.7",
      ].join("\n"),
    );
  withRelations(command);
  withJson(withExamples(withModels(withExtractor(command), config), "errors, the surest first,"));
  return command.action(async (files: readonly string[], flags: RelationFlags) => {
    refuseConflicts(flags);
    const { savePredictions, against } = flags;
    const parts = await readParts(files);
    // What does not fit is told before the model runs.
    const others = against === undefined ? undefined : await answersIn(against, parts);
    const answered = await saving(savePredictions, parts, () => answer(parts, flags, terminal));
    const documents = pooled(parts, answered);
    const evaluation = evaluateRelations(documents, { examples: flags.examples });
    const folds = foldsOf(parts, answered);
    const comparison = others && {
      file: against!,
      ...compareRelations(pooled(parts, others).map((other, index) => ({ ...documents[index]!, other }))),
    };
    const relations = documents.reduce((sum, { gold }) => sum + gold.length, 0);
    terminal.print(
      [
        `${files.join(", ")}: ${documents.length} documents, ${relations} relations; ${answered.source}`,
        ...relationReport({ evaluation, ...(folds && { folds }), ...(comparison && { comparison }) }),
      ].join("\n"),
    );
    const { precision, recall, f1 } = evaluation[evaluation.headline];
    terminal.printJson(
      rounded({
        task: flags.endToEnd ? "relations-end-to-end" : "relations",
        file: files.join(", "),
        unit: "percent",
        ...answered.asked,
        precision,
        recall,
        f1,
        ...evaluation,
        ...(folds && { folds }),
        ...(comparison && { against: comparison }),
      }),
    );
  });
}

/** @throws LitweaveError `USAGE` for flags that exclude each other */
function refuseConflicts({
  method,
  predictions,
  endToEnd,
  labels,
  minScore,
  operatingPoint,
  against,
  savePredictions,
}: RelationFlags) {
  const refuse = (what: string, hint: string): never => {
    throw new LitweaveError("USAGE", what, { hint });
  };
  if (predictions !== undefined && (method !== "model" || endToEnd || savePredictions !== undefined)) {
    refuse("--predictions are scored as they are", "leave out --method, --end-to-end and --save-predictions");
  }
  if (method !== "model" && (endToEnd || operatingPoint || labels !== undefined || minScore !== undefined)) {
    refuse(
      `--method ${method} asks no model`,
      "leave out --end-to-end, --labels, --min-score and --operating-point",
    );
  }
  if (operatingPoint && (minScore !== undefined || predictions !== undefined)) {
    refuse("--operating-point is the model's own", "leave out --min-score and --predictions");
  }
  if (endToEnd && (against !== undefined || savePredictions !== undefined)) {
    refuse(
      "predictions are kept between the corpus' own entities",
      "leave out --against and --save-predictions",
    );
  }
}

async function answer(
  parts: readonly CorpusPart[],
  { method, predictions, endToEnd, ...flags }: RelationFlags,
  terminal: Terminal,
): Promise<PartAnswers> {
  if (predictions !== undefined) return answersIn(predictions, parts, flags.minScore);
  if (method !== "model") return answerByRule(method, parts);
  if (endToEnd && parts.some(({ corpus }) => corpus.some(({ mentionLevel }) => mentionLevel))) {
    throw new LitweaveError("USAGE", "this corpus relates mentions, which have no concepts to find", {
      hint: "give a corpus with relations between concepts, such as BioRED or BC5CDR",
    });
  }
  const model = flags.model ?? join(flags.models, "joint");
  const linking = endToEnd ? await openLinking(stageOptions(flags, terminal)) : undefined;
  const progress = terminal.progress("evaluate");
  const total = parts.reduce((sum, { corpus }) => sum + corpus.length, 0);
  try {
    return await askModel(model, parts, {
      device: flags.device,
      workers: flags.encoders,
      log: (line) => terminal.log(line),
      ...(flags.labels === undefined ? {} : { labels: flags.labels }),
      ...(flags.minScore === undefined ? {} : { minScore: flags.minScore }),
      operatingPoint: flags.operatingPoint ?? false,
      relations: flags.relations,
      ...(linking && { textsOf: linkedTexts(model, linking) }),
      onProgress: (done) => progress.update(done, total, `${done} documents`),
    });
  } finally {
    progress.stop();
    await linking?.close();
  }
}

/** Writes the answers of every part, where a path is given; all places are tried before the model runs. */
function saving(
  path: string | undefined,
  parts: readonly CorpusPart[],
  run: () => Promise<PartAnswers>,
): Promise<PartAnswers> {
  if (path === undefined) return run();
  return parts.reduceRight<() => Promise<PartAnswers>>(
    (inner, { fold }, index) =>
      () =>
        savingText(pathOfFold(path, fold), inner, (answers) => predictionLines(answers.parts[index]!)),
    run,
  )();
}

function pooled(parts: readonly CorpusPart[], answers: PartAnswers): readonly RelatedDocument[] {
  return answers.parts.flatMap((documents, index) =>
    documents.map((document) => ({ ...document, id: idInFold(document.id, parts[index]!.fold) })),
  );
}

function foldsOf(parts: readonly CorpusPart[], answers: PartAnswers) {
  const names = parts.flatMap(({ fold }) => fold ?? []);
  if (names.length === 0) return undefined;
  const level = headlineOf(answers.parts.flat());
  return {
    names,
    ...foldScores(answers.parts.map((documents) => documents.map((document) => countsAt(document, level)))),
  };
}
