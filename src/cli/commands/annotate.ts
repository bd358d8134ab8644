import { Command, Option } from "commander";
import type { RecordFailure, SourceRecord } from "../../domain/document.js";
import { openStages } from "../../pipeline/open-stages.js";
import { grouped } from "../../pipeline/queue.js";
import { annotate } from "../../pipeline.js";
import { type InputFormat, inputFormats, readRecords } from "../../read/read-records.js";
import { type OutputFormat, outputFormats, writeAnnotations } from "../../write/write-annotations.js";
import { exitCodes } from "../exit.js";
import type { Context } from "../program.js";
import { type ModelFlags, stageOptions, withModels } from "./options.js";

interface AnnotateFlags extends ModelFlags {
  readonly from?: InputFormat;
  readonly to: OutputFormat;
}

const batchDocuments = 64;

export function annotateCommand({ config, terminal, outcome }: Context): Command {
  const command = new Command("annotate")
    .description("Writes mentions, links and relations of documents to standard output, without a store.")
    .argument("<files...>", "files or folders, plain or gzipped; - reads standard input")
    .addOption(new Option("--from <format>", "format, when it should not be guessed").choices(inputFormats))
    .addOption(new Option("--to <format>", "format of the answer").choices(outputFormats).default("pubtator"))
    .addHelpText(
      "after",
      "\nExamples:\n  litweave annotate paper.txt --from text\n  litweave annotate set.xml --to bioc-json > set.json",
    );
  withModels(command, config);
  return command.action(async (files: readonly string[], flags: AnnotateFlags) => {
    const stages = await openStages(stageOptions(flags, terminal));
    const writer = writeAnnotations(flags.to);
    try {
      process.stdout.write(writer.head);
      const records = readRecords(files, flags.from ? { from: flags.from } : {});
      for await (const group of grouped(records, batchDocuments, () => 1)) {
        for (const failure of group.flatMap(failureOf)) {
          outcome.exitCode = exitCodes.someRecordsFailed;
          terminal.log(`${failure.file}, record ${failure.record}: ${failure.reason}`);
        }
        const documents = group.flatMap((record) => (record.kind === "document" ? [record.document] : []));
        for (const annotated of await annotate(documents, stages))
          process.stdout.write(writer.document(annotated));
      }
      process.stdout.write(writer.tail);
    } finally {
      await stages.close();
    }
  });
}

function failureOf(record: SourceRecord): readonly RecordFailure[] {
  return record.kind === "failure" ? [record.failure] : [];
}
