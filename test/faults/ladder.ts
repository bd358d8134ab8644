import { diskFull } from "./disk-full.js";
import { killIngest } from "./kill-ingest.js";
import { killNeo4j } from "./kill-neo4j.js";
import { network } from "./network.js";
import { readOnly } from "./read-only.js";
import type { Rung } from "./rung.js";

/** Every rung, in the order in which they are climbed. */
export const ladder: readonly Rung[] = [killIngest, killNeo4j, network, diskFull, readOnly];
