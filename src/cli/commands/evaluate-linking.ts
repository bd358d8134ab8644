import { readFile } from "node:fs/promises";
import { Command, Option } from "commander";
import { type Category, categories } from "../../domain/concept.js";
import { LitweaveError } from "../../domain/errors.js";
import type { GoldDocument } from "../../domain/gold.js";
import { compareLinking, type LinkingComparison } from "../../evaluate/linking/compare.js";
import { evaluateLinking, type LinkedCase } from "../../evaluate/linking/evaluate-linking.js";
import { evaluateNil } from "../../evaluate/linking/nil.js";
import { layLinks, predictionsOf } from "../../evaluate/linking/predictions.js";
import { type IdsOf, mostRanks, rankOf } from "../../evaluate/linking/rank.js";
import { openLinking } from "../../pipeline/open-stages.js";
import { dictionaryOf } from "../evaluate/dictionary.js";
import { reportEndToEnd } from "../evaluate/end-to-end-report.js";
import { type ExampleFlags, wholeNumber, withExamples } from "../evaluate/flags.js";
import { linkGoldMentions } from "../evaluate/link-mentions.js";
import { linkingReport, type NilReport } from "../evaluate/linking-report.js";
import { savingText } from "../evaluate/predictions.js";
import { readCorpus } from "../evaluate/read-corpus.js";
import { rounded } from "../evaluate/tables.js";
import { type TakeOutOptions, takeConceptsOut } from "../evaluate/take-out.js";
import { familiarityOf, trainingOf } from "../evaluate/training-names.js";
import type { Context } from "../program.js";
import { type ModelFlags, stageOptions, withJson, withModels } from "./options.js";

interface LinkingFlags extends ModelFlags, ExampleFlags {
  readonly category?: Category;
  readonly names?: readonly string[];
  readonly training?: readonly string[];
  /** Folds, or true where none are named. */
  readonly nil?: number | true;
  readonly savePredictions?: string;
  readonly against?: string;
  readonly endToEnd?: boolean;
}

export function evaluateLinkingCommand({ config, terminal }: Context): Command {
  const command = new Command("linking")
    .description(
      "Acc@1, Acc@5 and Acc@20 of the linker on the corpus' own mentions, NIL, and why links are wrong.",
    )
    .argument(
      "<file>",
      "PubTator or BioC, plain or gzipped, or a folder in BioSyn's layout (.txt and .concept)",
    )
    .addOption(new Option("--category <category>", "score this category only").choices(categories))
    .option(
      "--names <files...>",
      "corpora whose mentions are laid over the dictionary, as BioSyn does with train and dev",
    )
    .option(
      "--training <files...>",
      "corpora that tell mentions apart: name seen, concept seen, neither (default: those of --names)",
    )
    .addOption(
      new Option(
        "--nil [folds]",
        "take the gold concepts out of the dictionary, one of so many parts at a time (2), and score NIL",
      ).argParser(wholeNumber(2)),
    )
    .option("--save-predictions <file>", "write the candidates of each mention as BioSyn does (JSON)")
    .option("--against <file>", "predictions of another run over the same mentions to compare with")
    .option("--end-to-end", "find the mentions too: F1 of mention and id, and of a document's ids")
    .addHelpText(
      "after",
      [
        "",
        "Every mention with an id counts. As in BioSyn, a candidate is right when it means any of the gold ids (D1|D2,",
        "D1+D2), and of a mention that is split into parts every part must be right; OMIM numbers and withdrawn ids",
        "count as the concept they now belong to. Figures are percentages; intervals are 95 % bootstrap intervals.",
        "",
        "Examples:",
        "  litweave evaluate linking CDR_TestSet.PubTator.txt --category Disease --nil",
        "  litweave evaluate linking test/ --category Disease --names traindev/ --json",
        "  litweave evaluate linking test/ --terminology medic/ --save-predictions medic.json",
        "  litweave evaluate linking test/ --against medic.json",
        "  litweave evaluate linking Dev.PubTator --end-to-end",
      ].join("\n"),
    );
  withJson(withExamples(withModels(command, config), "wrong wordings"));
  return command.action(async (file: string, flags: LinkingFlags) => {
    const { against, savePredictions } = flags;
    const corpus = await readCorpus(file);
    if (flags.endToEnd) return reportEndToEnd(file, corpus, stageOptions(flags, terminal), terminal);
    const known = await readCorpora(flags.names ?? []);
    const told = flags.training ? await readCorpora(flags.training) : known;
    const other = against === undefined ? undefined : await textOf(against);
    const opened = await openLinking({
      ...stageOptions(flags, terminal),
      linkSettings: { candidatesPerPart: mostRanks },
    });
    const progress = terminal.progress("evaluate");
    try {
      const concept = (id: string) => opened.linker.concept(id);
      const added = trainingOf(known, dictionaryOf(concept)).names;
      const dictionary = dictionaryOf(concept, added);
      const linker = added.length > 0 ? await opened.linker.withNames(added) : opened.linker;
      const asked = { ...(flags.category ? { category: flags.category } : {}), dictionary };
      const run = () =>
        linkGoldMentions(corpus, {
          ...asked,
          linkDocuments: (batch) => linker.linkDocuments(batch),
          ...(told.length > 0 ? { familiarityOf: familiarityOf(trainingOf(told, dictionary)) } : {}),
          onProgress: (done) => progress.update(done, corpus.length, `${done} documents`),
        });
      const { cases, ...left } = await savingText(
        savePredictions,
        run,
        ({ cases: linked }) => `${JSON.stringify(predictionsOf(linked, dictionary.idsOf), undefined, 1)}\n`,
      );
      if (cases.length === 0) {
        throw new LitweaveError(
          "BAD_INPUT",
          `${file} has no mention with an id${flags.category ? ` of ${flags.category}` : ""}`,
        );
      }
      const comparison =
        other === undefined
          ? undefined
          : { file: against!, ...compared(cases, layLinks(cases, other, against!), dictionary.idsOf) };
      const nil =
        flags.nil === undefined
          ? undefined
          : await nilReport(corpus, cases, {
              ...asked,
              linker,
              folds: flags.nil === true ? 2 : flags.nil,
              onProgress: (done, of) => progress.update(done, of, `${done} documents without their concepts`),
            });
      const evaluation = evaluateLinking(cases, { knowledge: dictionary, examples: flags.examples });
      progress.stop();
      terminal.print(
        [
          `${file}: ${evaluation.documents} documents, ${opened.terminology}, ${added.length} names added`,
          ...linkingReport(evaluation, comparison, nil),
          `Not scored: ${left.withoutConcept} mentions without a concept. Ids that the dictionary does not hold: ${left.outsideDictionary}.`,
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
          ...(nil ? { nil } : {}),
          ...(comparison ? { against: comparison } : {}),
        }),
      );
    } finally {
      progress.stop();
      await opened.close();
    }
  });
}

function compared(cases: readonly LinkedCase[], there: readonly boolean[], idsOf: IdsOf): LinkingComparison {
  return compareLinking(
    cases.map(({ documentId, category, gold, parts }, index) => ({
      documentId,
      category,
      here: rankOf(gold, parts, idsOf) === 1,
      there: there[index]!,
    })),
  );
}

async function nilReport(
  corpus: readonly GoldDocument[],
  links: readonly LinkedCase[],
  options: TakeOutOptions,
): Promise<NilReport> {
  const { cases, ...rest } = await takeConceptsOut(corpus, links, options);
  return { folds: options.folds, ...rest, ...evaluateNil(cases) };
}

async function readCorpora(paths: readonly string[]) {
  return (await Promise.all(paths.map((path) => readCorpus(path)))).flat();
}

function textOf(path: string): Promise<string> {
  return readFile(path, "utf8").catch((cause: unknown) => {
    throw new LitweaveError("NOT_FOUND", `${path} cannot be opened`, { hint: "check the path", cause });
  });
}
