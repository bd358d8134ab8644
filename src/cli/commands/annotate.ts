import { Command, Option } from "commander";
import type { AnnotatedDocument } from "../../domain/annotation.js";
import { LitweaveError } from "../../domain/errors.js";
import { lazily } from "../../pipeline/lazily.js";
import { openStages } from "../../pipeline/open-stages.js";
import { grouped } from "../../pipeline/queue.js";
import type { Stages } from "../../pipeline/stages.js";
import { annotate } from "../../pipeline.js";
import { readRecords } from "../../read/records.js";
import { type SourceFormat, sourceFormats } from "../../read/source-format.js";
import { type AnnotationFormat, annotationFormats, writeAnnotations } from "../../write/annotations.js";
import { exitCodes } from "../exit.js";
import type { Context } from "../program.js";
import {
  type ModelFlags,
  type RelationFlags,
  relationOptions,
  stageOptions,
  withGuideline,
  withMinScore,
  withModels,
  withProvisional,
  withRelations,
} from "./options.js";

interface AnnotateFlags extends ModelFlags, RelationFlags {
  readonly from?: SourceFormat;
  readonly to?: AnnotationFormat;
  readonly explain: boolean;
  readonly json: boolean;
  readonly guideline?: string;
  readonly provisional: boolean;
}

const batchDocuments = 64;

export function annotateCommand({ config, terminal, outcome }: Context): Command {
  const command = new Command("annotate")
    .description("Writes mentions, links and relations of documents to standard output, without a store.")
    .argument("<files...>", "files or folders, plain or gzipped; - reads standard input")
    .addOption(new Option("--from <format>", "format, when it should not be guessed").choices(sourceFormats))
    .addOption(
      new Option("--to <format>", "format of the answer; pubtator, or text with --explain").choices(
        annotationFormats,
      ),
    )
    .option(
      "--explain",
      "also say which words made each mention and relation (text, jsonl); several times slower",
      false,
    )
    .option("--json", "one JSON object a document: --to jsonl", false)
    .addHelpText(
      "after",
      "\nExamples:\n  litweave annotate paper.txt --from text\n  litweave annotate set.xml --to bioc-json > set.json\n  litweave annotate paper.txt --explain",
    );
  withModels(withProvisional(withGuideline(command), config), config);
  withRelations(withMinScore(command, config));
  return command.action(async (files: readonly string[], flags: AnnotateFlags) => {
    const { guideline, provisional } = flags;
    const to = formatOf(flags);
    const models = lazily(() =>
      openStages({
        ...stageOptions(flags, terminal),
        ...relationOptions(flags),
        provisional,
        ...(guideline === undefined ? {} : { guideline }),
      }),
    );
    try {
      for await (const piece of writeAnnotations(annotated(files, flags, models.get), to)) {
        process.stdout.write(piece);
      }
    } finally {
      if (models.opened) await (await models.opened).close();
    }
  });

  async function* annotated(
    files: readonly string[],
    { from, explain }: AnnotateFlags,
    stages: () => Promise<Stages>,
  ): AsyncGenerator<AnnotatedDocument> {
    for await (const group of grouped(readRecords(files, from ? { from } : {}), batchDocuments, () => 1)) {
      for (const record of group) {
        if (record.kind !== "failure") continue;
        const { file, record: number, reason } = record.failure;
        outcome.exitCode = exitCodes.someRecordsFailed;
        terminal.log(`${file}, record ${number}: ${reason}`);
      }
      yield* await annotate(
        group.flatMap((record) => (record.kind === "document" ? [record.document] : [])),
        await stages(),
        { explain },
      );
    }
  }
}

const explainable: readonly AnnotationFormat[] = ["text", "jsonl"];

function formatOf({ to, explain, json }: AnnotateFlags): AnnotationFormat {
  if (json && to !== undefined && to !== "jsonl") {
    throw new LitweaveError("USAGE", `--json writes jsonl, --to asks for ${to}`, {
      hint: "give one of the two",
    });
  }
  const format = json ? "jsonl" : (to ?? (explain ? "text" : "pubtator"));
  if (explain && !explainable.includes(format)) {
    throw new LitweaveError("USAGE", `${format} has no place for explanations`, {
      hint: `--explain goes with --to ${explainable.join(" or ")}`,
    });
  }
  return format;
}
