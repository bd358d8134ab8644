import { join } from "node:path";
import type { Config } from "../config.js";

/**
 * Where `update` and `watch` remember what they have done: in the folder of an embedded store, so that it goes where the store
 * goes; for a Neo4j server in a folder of its own, named after the URL.
 */
export function stateFolder(store: string, { state }: Pick<Config, "state">): string {
  if (!store.includes("://")) return store;
  const place = store.replace(/^[^:]*:\/\//u, "").replace(/[^A-Za-z0-9.-]+/gu, "-");
  return join(state, place.replace(/^-+|-+$/gu, ""));
}
