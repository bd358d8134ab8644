import { LitweaveError } from "../domain/errors.js";
import { type EmbeddedOptions, openEmbeddedStore } from "./embedded/embedded-store.js";
import type { StoredGraph } from "./graph-parts.js";
import type { Neo4jOptions } from "./neo4j/graph-database.js";
import { openNeo4jStore } from "./neo4j/neo4j-store.js";

export type StoreOptions = EmbeddedOptions & Neo4jOptions;

const url = /^(neo4j|bolt)(\+s|\+ssc)?:\/\//u;

/**
 * Opens a graph: a `neo4j://` or `bolt://` URL is a Neo4j server, anything else a folder of the embedded store.
 *
 * @throws LitweaveError `USAGE` for another kind of URL or a password inside it, and what the adapters throw
 */
export async function openStore(location: string, options: StoreOptions = {}): Promise<StoredGraph> {
  const anyUrl = /^[a-z][a-z0-9+.-]*:\/\//iu.test(location);
  if (anyUrl && /^[^/]*\/\/[^/]*@/u.test(location)) {
    throw new LitweaveError("USAGE", "the store's URL holds a user or a password", {
      hint: "write the URL without them and give user and password apart, where no log shows them",
    });
  }
  if (url.test(location)) return openNeo4jStore(location, options);
  if (anyUrl) {
    throw new LitweaveError("USAGE", `“${location}” names no store`, {
      hint: "give a folder, or a neo4j:// or bolt:// URL",
    });
  }
  return openEmbeddedStore(location, options);
}
