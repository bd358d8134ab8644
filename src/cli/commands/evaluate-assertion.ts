import { readFile } from "node:fs/promises";
import { Command, Option } from "commander";
import { LitweaveError } from "../../domain/errors.js";
import type { Predicate } from "../../domain/predicate.js";
import {
  type CueError,
  type CueEvaluation,
  evaluateCues,
  type KindEvaluation,
} from "../../evaluate/assertion/evaluate-cues.js";
import {
  evaluateFactuality,
  type FactualityError,
  type FactualityEvaluation,
} from "../../evaluate/assertion/evaluate-factuality.js";
import { type CueDocument, type Fold, foldOf, readBioScope } from "../../evaluate/assertion/read-bioscope.js";
import {
  type Factuality,
  type FactualityRelation,
  factualities,
  readFactuality,
} from "../../evaluate/assertion/read-factuality.js";
import { assertionOf } from "../../extract/assertion/assertion.js";
import { findCues, scopeOfCue } from "../../extract/assertion/find-cues.js";
import { parseXml, XmlError } from "../../read/xml-tree.js";
import { type ExampleFlags, withExamples } from "../evaluate/flags.js";
import { percent, range, rounded, scoreHead, scoreRow, table } from "../evaluate/tables.js";
import type { Context } from "../program.js";
import { withJson } from "./options.js";

interface AssertionFlags extends ExampleFlags {
  readonly fold: Fold;
}

export function evaluateAssertionCommand({ terminal }: Context): Command {
  const command = new Command("assertion")
    .description("Scores how denials, doubts and questions are told: cues with their scopes, or factuality.")
    .argument("<file>", "BioScope's XML (cues and scopes), or DiMB-RE's JSON lines (factuality)")
    .addOption(
      new Option("--fold <fold>", "of BioScope: every fifth document of the file is held out")
        .choices(["development", "held-out", "all"])
        .default("all"),
    )
    .addHelpText(
      "after",
      [
        "",
        "A cue is right when it covers the same words as one of the corpus. Scopes are those of the corpus' own cues;",
        "“with scope” asks that a found cue and its scope are both right. Factuality: Negated is negated, Unknown is a",
        "question, Factual all else. Intervals are 95 % bootstrap intervals over documents.",
        "",
        "Examples:",
        "  litweave evaluate assertion bioscope-abstracts.xml --fold held-out",
        "  litweave evaluate assertion dimb-re/test.json --examples 100 --json",
      ].join("\n"),
    );
  withJson(withExamples(command, "errors"));
  return command.action(async (file: string, { fold, examples }: AssertionFlags) => {
    const content = await readFile(file, "utf8").catch((cause: unknown) => {
      throw new LitweaveError("NOT_FOUND", `${file} cannot be opened`, { hint: "check the path", cause });
    });
    if (content.trimStart().startsWith("<")) {
      const documents = foldOf(readCues(content, file), fold);
      const { errors, ...scores } = evaluateCues(documents, { find: findCues, scope: scopeOfCue });
      const kinds = counted(errors.map(({ kind, of }) => `${of} ${kind}`));
      const worst = errors.slice(0, examples);
      terminal.print([`${file}, ${fold}:`, describeCues(scores, kinds), ...worst.map(cueLine)].join("\n"));
      terminal.printJson(
        rounded({ task: "assertion", file, fold, unit: "percent", ...scores, errors: kinds, worst }),
      );
    } else {
      const { errors, ...scores } = evaluateFactuality(readFactuality(content, file), factualityOf);
      const worst = errors.slice(0, examples);
      terminal.print([`${file}:`, describeFactuality(scores), ...worst.map(factualityLine)].join("\n"));
      terminal.printJson(rounded({ task: "assertion", file, unit: "percent", ...scores, worst }));
    }
  });
}

function readCues(content: string, file: string): readonly CueDocument[] {
  try {
    return readBioScope(parseXml(content), file);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw new LitweaveError("BAD_INPUT", `${file}: the XML cannot be read: ${error.message}`);
  }
}

/** DiMB-RE's labels as predicates, since a denied increase does not deny that something lowers. */
const predicateOf: Readonly<Record<string, Predicate>> = {
  INCREASES: "positively_correlated_with",
  DECREASES: "negatively_correlated_with",
  POS_ASSOCIATED_WITH: "positively_correlated_with",
  NEG_ASSOCIATED_WITH: "negatively_correlated_with",
  IMPROVES: "treats",
  PREVENTS: "treats",
  WORSENS: "causes",
  CAUSES: "causes",
};

function factualityOf({ text, subject, object, label }: FactualityRelation): Factuality {
  const carrying = { text, subjectSpans: [subject], objectSpans: [object] };
  const { polarity, certainty } = assertionOf(carrying, predicateOf[label] ?? "associated_with");
  if (polarity === "negated") return "Negated";
  return certainty === "question" ? "Unknown" : "Factual";
}

function counted(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of [...names].sort()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function describeCues(
  { documents, sentences, negation, speculation }: Omit<CueEvaluation, "errors">,
  kinds: Readonly<Record<string, number>>,
): string {
  const rows = (name: string, kind: KindEvaluation) => [
    scoreRow(`${name} cues`, kind.cues, `F1 95 %: ${range(kind.cues.f1Interval)}`),
    scoreRow("  words of cues", kind.cueWords),
    scoreRow(
      "  words of scopes",
      kind.scopeWords,
      `F1 95 %: ${range(kind.scopeWords.f1Interval)}; wholly right ${percent(kind.scopesRight)}`,
    ),
    scoreRow("  with scope", kind.cuesWithScopes),
  ];
  return [
    `${documents} documents, ${sentences} sentences`,
    scoreHead,
    ...rows("negation", negation),
    ...rows("speculation", speculation),
    `Errors: ${Object.entries(kinds)
      .map(([kind, count]) => `${count} ${kind}`)
      .join(", ")}`,
  ].join("\n");
}

function cueLine({ kind, of, documentId, cue, sentence, scopes }: CueError): string {
  const where = scopes ? `; gold “${scopes[0]}”, found “${scopes[1]}”` : `: ${sentence}`;
  return `  ${of} ${kind} ${documentId}  “${cue}”${where}`;
}

function describeFactuality(evaluation: Omit<FactualityEvaluation, "errors">): string {
  const { documents, relations, acrossSentences, macroF1, macroF1Interval, byValue, confusion } = evaluation;
  return [
    `${documents} documents, ${relations} relations within a sentence (${acrossSentences} across sentences left out)`,
    `macro-F1 ${percent(macroF1)} (95 %: ${range(macroF1Interval)}), accuracy ${percent(evaluation.accuracy)}`,
    scoreHead,
    ...factualities.map((value) => scoreRow(value, byValue[value])),
    ...table(
      ["gold \\ found", ...factualities],
      factualities.map((gold) => [gold, ...factualities.map((found) => String(confusion[gold][found]))]),
    ),
  ].join("\n");
}

function factualityLine({
  documentId,
  gold,
  found,
  label,
  subject,
  object,
  sentence,
}: FactualityError): string {
  return `  ${gold} → ${found} ${documentId}  ${subject} – ${label} – ${object}: ${sentence}`;
}
