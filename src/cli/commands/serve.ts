import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Command, Option } from "commander";
import { startServer } from "../../api/server.js";
import { parsePort } from "../../config.js";
import { annotatorOver } from "../../pipeline/annotator.js";
import { createIngestor } from "../../pipeline/jobs/ingestor.js";
import { lazyStages } from "../../pipeline/lazy-stages.js";
import { openGraph } from "../open-graph.js";
import type { Context } from "../program.js";
import { servingOptions } from "../serving.js";
import { stateFolder } from "../state-folder.js";
import {
  type ModelFlags,
  type RelationFlags,
  relationOptions,
  type StoreFlags,
  stageOptions,
  withMinScore,
  withModels,
  withProvisional,
  withRelations,
  withStore,
} from "./options.js";

/** Where the build puts the explorer, seen from the sources and from what they are compiled to. */
const explorer = join(import.meta.dirname, "..", "..", "..", "dist", "web");

/** Processes that answer long questions about an embedded store: two at least, so that one long question leaves a way for others. */
const readers = Math.max(2, Math.min(4, availableParallelism()));

interface ServeFlags extends StoreFlags, ModelFlags, RelationFlags {
  readonly port: number;
  readonly host: string;
  readonly provisional: boolean;
}

export function serveCommand({ config, terminal }: Context): Command {
  const command = new Command("serve")
    .description(
      "Serves a graph: the explorer for browsers, GraphQL for programs; and writes into it what it is sent. Loads models only when they are needed.",
    )
    .addOption(
      new Option("--port <number>", "LITWEAVE_PORT; 0 takes a free one")
        .default(config.port)
        .argParser((text) => parsePort(text, "--port")),
    )
    .option("--host <address>", "address to bind; LITWEAVE_HOST", config.host)
    .addHelpText(
      "after",
      "\nExamples:\n  litweave serve --store ./graph\n  litweave serve --store bolt://localhost:7687 --port 8080",
    );
  withModels(withProvisional(withStore(command, config), config), config);
  withRelations(withMinScore(command, config));
  return command.action(async (flags: ServeFlags) => {
    const options = servingOptions(config, flags.host, terminal);
    const store = await openGraph(flags.store, { config, terminal }, { readers });
    const { provisional, port, host } = flags;
    const models = lazyStages({ ...stageOptions(flags, terminal), ...relationOptions(flags), provisional });
    const annotator = annotatorOver(models);
    const log = (line: string) => terminal.log(line);
    const folder = join(stateFolder(flags.store, config), "jobs");
    const ingestor = createIngestor({ folder, store, models, ncbi: config.ncbi, log });
    try {
      const server = await startServer({
        store,
        annotator,
        ingestor,
        log,
        port,
        host,
        options: { ...options, explorer },
      });
      // A graph can be served all the same while another server runs its jobs.
      await ingestor.resume().catch((error: unknown) => log(String(error)));
      terminal.print(`Litweave serves ${store.location} at ${server.url}`);
      terminal.print(`Open ${new URL("/", server.url)} in a browser.`);
      await stopSignal();
      terminal.log("Stopping.");
      await Promise.all([server.close(), ingestor.close()]);
    } finally {
      await ingestor.close();
      await models.close();
      await store.close();
    }
  });
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", () => resolve()).once("SIGTERM", () => resolve());
  });
}
