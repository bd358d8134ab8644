import { Command, Option } from "commander";
import { type Category, categories } from "../../domain/concept.js";
import { LitweaveError } from "../../domain/errors.js";
import {
  type Accuracy,
  evaluateLinking,
  type LinkingEvaluation,
} from "../../evaluate/linking/evaluate-linking.js";
import type { LinkingExample } from "../../evaluate/linking/examples.js";
import { openLinking } from "../../pipeline/open-stages.js";
import { dictionaryOf } from "../evaluate/dictionary.js";
import { type ExampleFlags, withExamples } from "../evaluate/flags.js";
import { linkGoldMentions } from "../evaluate/link-mentions.js";
import { readCorpus } from "../evaluate/read-corpus.js";
import { countsLine, percent, range, rounded } from "../evaluate/tables.js";
import { trainingNames } from "../evaluate/training-names.js";
import type { Context } from "../program.js";
import { type ModelFlags, stageOptions, withJson, withModels } from "./options.js";

interface LinkingFlags extends ModelFlags, ExampleFlags {
  readonly category?: Category;
  readonly names?: readonly string[];
}

export function evaluateLinkingCommand({ config, terminal }: Context): Command {
  const command = new Command("linking")
    .description("Acc@1 and Acc@5 of the linker on the corpus' own mentions.")
    .argument(
      "<file>",
      "PubTator or BioC, plain or gzipped, or a folder in BioSyn's layout (.txt and .concept)",
    )
    .addOption(new Option("--category <category>", "score this category only").choices(categories))
    .option(
      "--names <files...>",
      "corpora whose mentions are laid over the dictionary, as BioSyn does with train and dev",
    )
    .addHelpText(
      "after",
      [
        "",
        "Every mention with an id counts. As in BioSyn, a candidate is right when it means any of the gold ids (D1|D2,",
        "D1+D2), and of a mention that is split into parts every part must be right; OMIM numbers and withdrawn ids",
        "count as the concept they now belong to. Figures are percentages; intervals are 95 % bootstrap intervals.",
        "",
        "Examples:",
        "  litweave evaluate linking CDR_TestSet.PubTator.txt --category Disease",
        "  litweave evaluate linking test/ --category Disease --names traindev/ --json",
      ].join("\n"),
    );
  withJson(withExamples(withModels(command, config), "wrong wordings"));
  return command.action(async (file: string, flags: LinkingFlags) => {
    const corpus = await readCorpus(file);
    const training = (await Promise.all((flags.names ?? []).map((path) => readCorpus(path)))).flat();
    const opened = await openLinking(stageOptions(flags, terminal));
    const progress = terminal.progress("evaluate");
    try {
      const dictionary = dictionaryOf(opened.linker.concept);
      const added = categories.flatMap((category) => trainingNames(training, category, dictionary));
      const linker = added.length > 0 ? await opened.linker.withNames(added) : opened.linker;
      const { cases, ...left } = await linkGoldMentions(corpus, {
        ...(flags.category ? { category: flags.category } : {}),
        linkDocuments: (batch) => linker.linkDocuments(batch),
        dictionary,
        added,
        onProgress: (done) => progress.update(done, corpus.length, `${done} documents`),
      });
      if (cases.length === 0) {
        throw new LitweaveError(
          "BAD_INPUT",
          `${file} has no mention with an id${flags.category ? ` of ${flags.category}` : ""}`,
        );
      }
      const evaluation = evaluateLinking(cases, { idsOf: dictionary.idsOf, examples: flags.examples });
      progress.stop();
      terminal.print(
        [
          `${file}: ${evaluation.documents} documents, ${opened.terminology}, ${added.length} names added`,
          ...describe(evaluation),
          `Not scored: ${left.withoutConcept} mentions without a concept. Ids that the dictionary does not hold: ${left.outsideDictionary}.`,
          ...(evaluation.worst.length > 0
            ? ["Costliest wordings:", ...evaluation.worst.map(exampleLine)]
            : []),
        ].join("\n"),
      );
      terminal.printJson(
        rounded({
          task: "linking",
          file,
          terminology: opened.terminology,
          unit: "percent",
          namesAdded: added.length,
          ...left,
          ...evaluation,
        }),
      );
    } finally {
      progress.stop();
      await opened.close();
    }
  });
}

function describe(evaluation: LinkingEvaluation): readonly string[] {
  const { intervals, byCategory, composite, seen, unseen, decisions } = evaluation;
  const parts = Object.entries(byCategory);
  return [
    `  ${"".padEnd(22)}    Acc@1    Acc@5      MRR  mentions`,
    ...(parts.length > 1 ? parts.map(([category, accuracy]) => row(category, accuracy)) : []),
    row(parts.length > 1 ? "all categories" : parts[0]![0], evaluation),
    ...(composite.mentions > 0 ? [row("  several concepts", composite)] : []),
    ...(seen && unseen ? [row("  name added", seen), row("  name not added", unseen)] : []),
    `95 %: Acc@1 ${range(intervals.acc1)}, Acc@5 ${range(intervals.acc5)}`,
    `Decisions: ${countsLine(decisions)}`,
  ];
}

function row(label: string, { acc1, acc5, mrr, mentions }: Accuracy): string {
  const figures = [acc1, acc5, mrr].map((value) => percent(value).padStart(9)).join("");
  return `  ${label.padEnd(22)}${figures}${String(mentions).padStart(10)}`;
}

function exampleLine({ text, count, gold, first, rank, nil, documentId }: LinkingExample): string {
  const answer = first
    ? `${first.id} ${first.name}${first.matchedName === first.name ? "" : ` (as “${first.matchedName}”)`} ${first.score.total.toFixed(2)}`
    : "no candidate";
  const place = rank === undefined ? "gold not among the candidates" : `gold at ${rank}`;
  return `  ${String(count).padStart(3)} × “${text}” ${gold.join(", ")} → ${answer}${nil ? `, NIL: ${nil}` : ""}; ${place} (${documentId})`;
}
