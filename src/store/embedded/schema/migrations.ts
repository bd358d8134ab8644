import type { Connection } from "../connection.js";
import { upgradeEvidence } from "../upgrade-evidence.js";
import { graphSchema } from "./0001-graph.js";
import { processingSchema } from "./0003-processing.js";

/** Numbered from 1, forward only: a released migration is never changed, a later one follows it. Each runs inside a transaction. */
export const migrations: readonly ((connection: Connection) => void)[] = [
  (connection) => connection.script(graphSchema),
  upgradeEvidence,
  (connection) => connection.script(processingSchema),
];
