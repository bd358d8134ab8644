import { clock } from "./clock.js";
import { deliveries } from "./deliveries.js";
import { diskFull } from "./disk-full.js";
import { handles } from "./handles.js";
import { killIngest } from "./kill-ingest.js";
import { killNeo4j } from "./kill-neo4j.js";
import { killProgram } from "./kill-program.js";
import { manyNeo4jWriters, manyWriters } from "./many-writers.js";
import { memory } from "./memory.js";
import { network } from "./network.js";
import { queue } from "./queue.js";
import { readOnly } from "./read-only.js";
import type { Rung } from "./rung.js";

/** Every rung, in the order in which they are climbed. */
export const ladder: readonly Rung[] = [
  killIngest,
  killProgram,
  killNeo4j,
  diskFull,
  readOnly,
  network,
  clock,
  deliveries,
  manyWriters,
  manyNeo4jWriters,
  handles,
  memory,
  queue,
];
