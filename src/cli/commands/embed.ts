import { join } from "node:path";
import { Command } from "commander";
import { LitweaveError } from "../../domain/errors.js";
import { openNameThreads } from "../../encode/name-threads.js";
import { embedConcepts } from "../../pipeline/embed-concepts.js";
import { openGraph } from "../open-graph.js";
import type { Context } from "../program.js";
import { type StoreFlags, withJson, withStore } from "./options.js";

export function embedCommand({ config, terminal }: Context): Command {
  const command = new Command("embed")
    .description(
      "Gives the concepts of a Neo4j store the vectors of their names, where they are missing, so that Cypher finds concepts alike in meaning.",
    )
    .option("--models <folder>", "folder with the model names; LITWEAVE_MODELS", config.models)
    .addHelpText(
      "after",
      [
        "",
        "Run it after ingest: it embeds new and renamed concepts only, and goes on where it was stopped.",
        "Another name encoder's vectors are replaced.",
        "",
        "Examples:",
        "  litweave embed --store bolt://localhost:7687",
        "  litweave ingest updates/ --store bolt://localhost:7687 && litweave embed --store bolt://localhost:7687",
      ].join("\n"),
    );
  withJson(withStore(command, config));
  return command.action(async (flags: StoreFlags & { readonly models: string }) => {
    const store = await openGraph(flags.store, { config, terminal });
    const stopping = new AbortController();
    const stop = () => stopping.abort();
    process.once("SIGINT", stop).once("SIGTERM", stop);
    const progress = terminal.progress("embed");
    try {
      if (!store.vectors) {
        throw new LitweaveError(
          "USAGE",
          `the embedded store at ${store.location} keeps no vectors of names`,
          {
            hint: "ask the API for a concept's `similar`, which reads the terminology's, or name a bolt:// URL",
          },
        );
      }
      const names = await openNameThreads(join(flags.models, "names"));
      try {
        const report = await embedConcepts({
          vectors: store.vectors,
          names,
          signal: stopping.signal,
          onProgress: (done, total) => progress.update(done, total, `${done} of ${total} names`),
        });
        const { embedded, unchanged, skipped, seconds } = report;
        terminal.print(
          `${embedded} names embedded in ${seconds.toFixed(1)} s, ${unchanged} unchanged, ${skipped} skipped.`,
        );
        terminal.printJson(report);
      } finally {
        await names.close();
      }
    } finally {
      progress.stop();
      process.off("SIGINT", stop).off("SIGTERM", stop);
      await store.close();
    }
  });
}
