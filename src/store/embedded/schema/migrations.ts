import type { Connection } from "../connection.js";
import { graphSchema } from "./0001-graph.js";
import { placeEvidence } from "./0003-works.js";
import { processingSchema } from "./0004-processing.js";
import { keepHierarchy } from "./0005-hierarchy.js";
import { journalSchema } from "./0006-journal.js";
import { contestedSchema } from "./0007-contested.js";
import { noveltySchema } from "./0008-novelty.js";
import { packStoredMentions } from "./0009-packed-mentions.js";

/** What version 2 did, evidence weighed by its section, version 3 does with the rest of what it does to evidence. */
const foldedIntoNext = () => undefined;

/** Numbered from 1, forward only: a released migration is never changed, a later one follows it. Each runs inside a transaction. */
export const migrations: readonly ((connection: Connection) => void)[] = [
  (connection) => connection.script(graphSchema),
  foldedIntoNext,
  placeEvidence,
  (connection) => connection.script(processingSchema),
  keepHierarchy,
  (connection) => connection.script(journalSchema),
  (connection) => connection.script(contestedSchema),
  (connection) => connection.script(noveltySchema),
  packStoredMentions,
];
