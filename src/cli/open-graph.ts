import type { StoredGraph } from "../store/graph-parts.js";
import { openStore, type StoreOptions } from "../store/open-store.js";
import type { Context } from "./program.js";

/** The graph that a command's `--store` names, as the configuration says. One that is not there is made where `create` asks for it. */
export function openGraph(
  location: string,
  { config, terminal }: Pick<Context, "config" | "terminal">,
  options: Pick<StoreOptions, "create" | "readers"> = {},
): Promise<StoredGraph> {
  return openStore(location, {
    ...config.neo4j,
    create: false,
    log: (line) => terminal.log(line),
    ...options,
  });
}
