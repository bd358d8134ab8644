import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openStore } from "../../src/store/open-store.js";
import { endlessStore } from "../store/endless-store.js";
import { describeBrokenOff } from "./broken-off.js";

/** The processes that read `file`, by their arguments. */
function readersOf(file: string): readonly number[] {
  const listed = execFileSync("ps", ["-A", "-o", "pid=,args="], { encoding: "utf8" }).split("\n");
  return listed
    .filter((line) => line.includes("reader-process") && line.includes(file))
    .map(Number.parseFloat);
}

// The real Neo4j is held to the same by test/store/neo4j.test.ts, which has a server.
describeBrokenOff(async () => {
  const folder = mkdtempSync(join(tmpdir(), "litweave-broken-off-"));
  const file = await endlessStore(folder);
  const store = await openStore(folder, { create: false, readers: 1 });
  return {
    store,
    async begun() {
      const pids = readersOf(file);
      if (pids.length !== 1) throw new Error(`not one reader, but ${pids.length}`);
      // It is asked in the same moment as the service is.
      await sleep(500);
      return async () => !readersOf(file).includes(pids[0]!);
    },
    async close() {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}, 1_500);
