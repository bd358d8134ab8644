import { join } from "node:path";
import { Command, Option } from "commander";
import { startServer } from "../../api/server.js";
import { parsePort } from "../../config.js";
import { lazyAnnotator } from "../../pipeline/annotator.js";
import { openStore } from "../../store/open-store.js";
import type { Context } from "../program.js";
import { servingOptions } from "../serving.js";
import {
  type ModelFlags,
  type RelationFlags,
  relationOptions,
  type StoreFlags,
  stageOptions,
  withMinScore,
  withModels,
  withRelations,
  withStore,
} from "./options.js";

/** Where the build puts the explorer, seen from the sources and from what they are compiled to. */
const explorer = join(import.meta.dirname, "..", "..", "..", "dist", "web");

interface ServeFlags extends StoreFlags, ModelFlags, RelationFlags {
  readonly port: number;
  readonly host: string;
}

export function serveCommand({ config, terminal }: Context): Command {
  const command = new Command("serve")
    .description(
      "Serves a graph: the explorer for browsers, GraphQL for programs. Loads models only when annotate or link is asked.",
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
  withModels(withStore(command, config), config);
  withRelations(withMinScore(command, config));
  return command.action(async (flags: ServeFlags) => {
    const options = servingOptions(config, flags.host, terminal);
    const store = await openStore(flags.store, { ...config.neo4j, create: false });
    const annotator = lazyAnnotator({ ...stageOptions(flags, terminal), ...relationOptions(flags) });
    const log = (line: string) => terminal.log(line);
    try {
      const address = { port: flags.port, host: flags.host };
      const server = await startServer({
        store,
        annotator,
        log,
        ...address,
        options: { ...options, explorer },
      });
      terminal.print(`Litweave serves ${store.location} at ${server.url}`);
      await stopSignal();
      terminal.log("Stopping.");
      await server.close();
    } finally {
      await annotator.close();
      await store.close();
    }
  });
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", () => resolve()).once("SIGTERM", () => resolve());
  });
}
