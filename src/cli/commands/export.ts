import { Command, Option } from "commander";
import { parseProbability } from "../../config.js";
import { LitweaveError } from "../../domain/errors.js";
import { type Predicate, predicateNames } from "../../domain/predicate.js";
import { exportForImport, exportGraph } from "../../pipeline/export-graph.js";
import type { WrittenFile } from "../../write/export-files.js";
import { type GraphFormatName, graphFormatNames, graphFormats } from "../../write/graph/formats.js";
import type { GraphFormat } from "../../write/graph/graph-format.js";
import { openGraph } from "../open-graph.js";
import type { Context } from "../program.js";
import { type StoreFlags, withJson, withStore } from "./options.js";

interface ExportFlags extends StoreFlags {
  readonly to: GraphFormatName | typeof neo4jImport;
  readonly out: string;
  readonly minBelief?: number;
  readonly predicate: readonly Predicate[];
  readonly gzip: boolean;
  readonly force: boolean;
}

/** Not a format of selections: it carries the whole of a graph, with what no reader sees. */
const neo4jImport = "neo4j-import";

export function exportCommand({ config, terminal }: Context): Command {
  const command = new Command("export")
    .description("Writes a graph into files that other programs read.")
    .addOption(
      new Option("--to <format>", "format").choices([...graphFormatNames, neo4jImport]).makeOptionMandatory(),
    )
    .requiredOption("--out <folder>", "where the files come to stand; made if need be")
    .addOption(
      new Option("--min-belief <probability>", "leave out triples that are believed less").argParser((text) =>
        parseProbability(text, "--min-belief"),
      ),
    )
    .addOption(
      new Option("--predicate <name>", "keep triples with this predicate; may be given again")
        .default([] as readonly Predicate[], "all")
        .argParser(withPredicate),
    )
    .option("--gzip", "compress each file", false)
    .option("--force", "write into a folder that holds other files, which stay", false)
    .addHelpText(
      "after",
      [
        "",
        "Examples:",
        "  litweave export --to kgx-jsonl --store ./graph --out ./kgx",
        "  litweave export --to csv --store ./graph --out ./tables --min-belief 0.5 --gzip",
        "  litweave export --to kgx-tsv --store bolt://localhost:7687 --out ./kgx --predicate treats --predicate causes",
        "  litweave export --to neo4j-import --store ./graph --out ./import   # the whole graph, for neo4j-admin",
      ].join("\n"),
    );
  withJson(withStore(command, config));
  return command.action(async (flags: ExportFlags) => {
    const { to, out: folder, minBelief, predicate, gzip, force } = flags;
    const format: GraphFormat | undefined = to === neo4jImport ? undefined : graphFormats[to];
    if (gzip && format?.packed) {
      throw new LitweaveError("USAGE", `${to} is compressed in itself`, { hint: "leave out --gzip" });
    }
    const selects = minBelief !== undefined || predicate.length > 0;
    if (!format && selects) {
      throw new LitweaveError("USAGE", `${to} writes the whole graph, so that updates can go on from it`, {
        hint: "leave out --min-belief and --predicate",
      });
    }
    const store = await openGraph(flags.store, { config, terminal });
    const stopping = new AbortController();
    const stop = () => stopping.abort();
    process.once("SIGINT", stop).once("SIGTERM", stop);
    const progress = terminal.progress("export");
    try {
      const started = performance.now();
      const options = {
        folder,
        gzip,
        force,
        signal: stopping.signal,
        onProgress: (done: number, total: number) => progress.update(done, total, `${done} of ${total}`),
      };
      const selection = { predicates: predicate, ...(minBelief !== undefined && { minBelief }) };
      const files = format
        ? await exportGraph({ ...options, store, format, selection })
        : await exportForImport({ ...options, store });
      progress.stop();
      const seconds = Math.round(performance.now() - started) / 1000;
      terminal.print([`${folder}:`, ...files.map(described)].join("\n"));
      terminal.printJson({ store: store.location, format: to, folder, files, seconds });
    } finally {
      progress.stop();
      process.off("SIGINT", stop).off("SIGTERM", stop);
      await store.close();
    }
  });
}

function withPredicate(text: string, before: readonly Predicate[]): readonly Predicate[] {
  const found = predicateNames.find((name) => name === text);
  if (found !== undefined) return [...before, found];
  throw new LitweaveError("USAGE", `--predicate is “${text}”, which is no predicate`, {
    hint: `it is one of ${predicateNames.join(", ")}`,
  });
}

function described({ name, records, bytes }: WrittenFile): string {
  return `  ${name.padEnd(20)} ${records.toLocaleString("en")} records, ${bytes.toLocaleString("en")} bytes`;
}
