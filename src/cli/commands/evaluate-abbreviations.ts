import { readFile } from "node:fs/promises";
import { Command } from "commander";
import { LitweaveError } from "../../domain/errors.js";
import {
  type AbbreviationError,
  type AbbreviationEvaluation,
  evaluateAbbreviations,
} from "../../evaluate/abbreviations/evaluate-abbreviations.js";
import { readPairs } from "../../evaluate/abbreviations/read-pairs.js";
import { findAbbreviations } from "../../link/abbreviations.js";
import { type ExampleFlags, withExamples } from "../evaluate/flags.js";
import { countsLine, range, rounded, scoreHead, scoreRow } from "../evaluate/tables.js";
import type { Context } from "../program.js";
import { withJson } from "./options.js";

export function evaluateAbbreviationsCommand({ terminal }: Context): Command {
  const command = new Command("abbreviations")
    .description(
      "Precision, recall and F1 of abbreviations: short form and long form must both equal the corpus'.",
    )
    .argument("<file>", "MED1250's format: PMID, title, abstract, then lines of two blanks and short|long")
    .addHelpText(
      "after",
      [
        "",
        "Scored as Ab3P is (Sohn et al. 2008). The halves are every other document, from the first and from the second.",
        "",
        "Examples:",
        "  litweave evaluate abbreviations MED1250_labeled",
        "  litweave evaluate abbreviations MED1250_labeled --examples 100 --json",
      ].join("\n"),
    );
  withJson(withExamples(command, "errors"));
  return command.action(async (file: string, { examples }: ExampleFlags) => {
    const content = await readFile(file, "utf8").catch((cause: unknown) => {
      throw new LitweaveError("NOT_FOUND", `${file} cannot be opened`, { hint: "check the path", cause });
    });
    const evaluation = evaluateAbbreviations(readPairs(content, file), findAbbreviations);
    terminal.print(describe(file, evaluation, examples));
    const { errors, ...scores } = evaluation;
    terminal.printJson(
      rounded({
        task: "abbreviations",
        file,
        unit: "percent",
        ...scores,
        errors: kindsOf(errors),
        worst: errors.slice(0, examples),
      }),
    );
  });
}

function kindsOf(errors: readonly AbbreviationError[]): Readonly<Record<AbbreviationError["kind"], number>> {
  const counts = { "long form": 0, missed: 0, spurious: 0 };
  for (const { kind } of errors) counts[kind] += 1;
  return counts;
}

function describe(file: string, evaluation: AbbreviationEvaluation, examples: number): string {
  const { documents, halves, errors, f1Interval } = evaluation;
  return [
    `${file}: ${documents} documents`,
    scoreHead,
    scoreRow("all", evaluation, `F1 95 %: ${range(f1Interval)}`),
    scoreRow("  documents 1, 3, 5 …", halves[0]),
    scoreRow("  documents 2, 4, 6 …", halves[1]),
    `Errors: ${countsLine(kindsOf(errors))}`,
    ...errors.slice(0, examples).map(errorLine),
  ].join("\n");
}

function errorLine({ kind, documentId, short, long, found }: AbbreviationError): string {
  return `  ${kind.padEnd(9)} ${documentId}  ${short} = ${long}${found === undefined ? "" : `; found ${found}`}`;
}
