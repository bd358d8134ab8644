import { statSync } from "node:fs";
import { join } from "node:path";
import { databaseName } from "../../src/store/embedded/open-folder.js";
import { beginIngest } from "./begin-ingest.js";
import { ingestPapers } from "./ingest-papers.js";
import { limitedDisk } from "./limited-disk.js";
import { isTold, messageOf } from "./programs.js";
import { type ClimbOptions, distinct, type Outcome, type Rung } from "./rung.js";
import { faultsAt, findingsAt } from "./undisturbed.js";

/** A new store and its log begin with less. */
const leastKib = 64;

export const diskFull: Rung = {
  name: "disk-full",
  what: "a disk with room for a random part of the graph; then more room, and the same again",
  times: 20,
  timesInTests: 2,
  climb,
};

async function climb({ times, folder, ground }: ClimbOptions): Promise<Outcome> {
  const whole = join(folder, "whole");
  await ingestPapers(whole, ground.papers);
  const wholeKib = Math.ceil(statSync(join(whole, databaseName)).size / 1024);
  const [seen, faults]: [string[], string[]] = [[], []];
  let [full, kind] = [0, ""];
  for (let time = 0; time < times; time++) {
    const roomKib = Math.round(leastKib + Math.random() * (wholeKib - leastKib));
    const disk = limitedDisk(join(folder, `disk-${time}`), roomKib);
    kind = disk.kind;
    try {
      const graph = join(disk.folder, "graph");
      const ended = await beginIngest(graph, ground, { under: disk.under }).ended;
      if (ended.exitCode !== 0) {
        full++;
        seen.push(messageOf(ended).replaceAll(disk.folder, "…"));
        if (!isTold(ended)) faults.push(`it was not told plainly: ${ended.errors}`);
      }
      disk.makeRoom();
      if (ended.output.includes("ready")) faults.push(...(await findingsAt(graph)));
      await ingestPapers(graph, ground.papers);
      faults.push(...(await faultsAt(graph, ground.undisturbed)));
    } finally {
      disk.end();
    }
  }
  return {
    done: `${times} disks of ${leastKib} to ${wholeKib} KiB (${kind}), of which ${full} were too small`,
    seen: distinct(seen),
    faults,
  };
}
