import { join } from "node:path";
import { Command, Option } from "commander";
import { LitweaveError } from "../../domain/errors.js";
import { openStages } from "../../pipeline/open-stages.js";
import type { Report } from "../../pipeline/report.js";
import { ingest } from "../../pipeline.js";
import { readRecords } from "../../read/records.js";
import { type SourceFormat, sourceFormats } from "../../read/source-format.js";
import { openStore } from "../../store/open-store.js";
import { writeDeadLetters } from "../../write/dead-letter.js";
import { exitCodes } from "../exit.js";
import type { Context } from "../program.js";
import type { Terminal } from "../terminal.js";
import {
  type ModelFlags,
  type RelationFlags,
  relationOptions,
  type StoreFlags,
  stageOptions,
  withJson,
  withMinScore,
  withModels,
  withProvisional,
  withRelations,
  withStore,
} from "./options.js";

interface IngestFlags extends StoreFlags, ModelFlags, RelationFlags {
  readonly from?: SourceFormat;
  readonly deadLetter?: string;
  readonly provisional: boolean;
}

export function ingestCommand({ config, terminal, outcome }: Context): Command {
  const command = new Command("ingest")
    .description(
      "Reads documents, extracts and links what they say, and writes it into a graph. Running it again changes nothing.",
    )
    .argument(
      "<files...>",
      "files or folders, plain or gzipped; - reads standard input; a dead-letter file retries its records",
    )
    .addOption(new Option("--from <format>", "format, when it should not be guessed").choices(sourceFormats))
    .option(
      "--dead-letter <file>",
      "where records that fail are kept (default: dead-letter.jsonl beside the store)",
    )
    .addHelpText(
      "after",
      [
        "",
        "Examples:",
        "  litweave ingest pubmed24n0001.xml.gz --store ./graph",
        "  litweave ingest updates/ --store bolt://localhost:7687 --json",
        "  litweave ingest graph/dead-letter.jsonl --store ./graph",
        "",
        "Exit codes: 0 all done, 1 failed, 2 wrong usage, 3 done but some records failed.",
      ].join("\n"),
    );
  withModels(withProvisional(withStore(command, config), config), config);
  withJson(withRelations(withMinScore(command, config)));
  return command.action(async (files: readonly string[], flags: IngestFlags) => {
    const store = await openStore(flags.store, config.neo4j);
    const deadLetters = writeDeadLetters(flags.deadLetter ?? defaultDeadLetter(flags.store));
    const stopping = new AbortController();
    const stop = () => {
      terminal.log("Stopping after the documents under way; run the same command again to go on.");
      stopping.abort();
    };
    process.once("SIGINT", stop).once("SIGTERM", stop);
    try {
      const stages = await openStages({
        ...stageOptions(flags, terminal),
        ...relationOptions(flags),
        provisional: flags.provisional,
      });
      const progress = terminal.progress("ingest");
      const size = { read: 0, total: 0 };
      try {
        const report = await ingest({
          records: readRecords(files, {
            ...(flags.from ? { from: flags.from } : {}),
            onBytes: (read, total) => Object.assign(size, { read, total }),
          }),
          stages,
          store,
          signal: stopping.signal,
          onFailure: (failure) => deadLetters.add(failure),
          onProgress: (report) => progress.update(size.read, size.total, summary(report)),
        });
        progress.stop();
        conclude(report, deadLetters.path, terminal);
        if (stopping.signal.aborted)
          throw new LitweaveError("CANCELLED", "stopped before the end of the input");
        if (report.failed > 0) outcome.exitCode = exitCodes.someRecordsFailed;
      } finally {
        progress.stop();
        await stages.close();
      }
    } finally {
      process.off("SIGINT", stop).off("SIGTERM", stop);
      await deadLetters.close();
      await store.close();
    }
  });
}

function defaultDeadLetter(store: string): string {
  return store.includes("://") ? "dead-letter.jsonl" : join(store, "dead-letter.jsonl");
}

function rate(report: Report): string {
  return (report.documents / Math.max(report.seconds, 0.001)).toFixed(1);
}

function summary(report: Report): string {
  return `${report.documents} documents, ${report.written} written, ${report.failed} failed, ${rate(report)}/s`;
}

function conclude(report: Report, deadLetter: string, terminal: Terminal): void {
  const { documents, written, unchanged, withdrawn, failed, triples, evidence, seconds } = report;
  terminal.print(
    [
      `${documents} documents in ${seconds.toFixed(1)} s (${rate(report)}/s):`,
      `  ${written} written, ${unchanged} unchanged, ${withdrawn} withdrawn, ${failed} failed.`,
      `The graph holds ${triples} triples with ${evidence} pieces of evidence.`,
      ...(failed > 0
        ? [`The failed records and their reasons are in ${deadLetter}; ingest takes that file again.`]
        : []),
    ].join("\n"),
  );
  terminal.printJson({
    documents,
    written,
    unchanged,
    withdrawn,
    failed,
    triples,
    evidence,
    seconds,
    ...(failed > 0 ? { deadLetter } : {}),
  });
}
