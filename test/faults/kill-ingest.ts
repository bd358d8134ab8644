import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beginIngest, timed } from "./begin-ingest.js";
import { ingestPapers } from "./ingest-papers.js";
import type { ClimbOptions, Outcome, Rung } from "./rung.js";
import { documentsAt, faultsAt, findingsAt } from "./undisturbed.js";

/** Every so many times, the run that goes on is killed as well. */
const twiceEach = 4;

/** Models take seconds to load and the moments that matter are others: what they read is known beforehand, all else is the real pipeline. */
export const killIngest: Rung = {
  name: "kill-ingest",
  what: "kill −9 of a process that ingests into a folder, at random moments; then the same again",
  times: 100,
  timesInTests: 2,
  climb,
};

async function climb({ times, folder, ground }: ClimbOptions): Promise<Outcome> {
  const { readyMs, wholeMs } = await timed(beginIngest(join(folder, "timed"), ground));
  const faults: string[] = [];
  const places = { "before the first commit": 0, between: 0, "after the last": 0 };
  let kills = 0;
  for (let time = 0; time < times; time++) {
    const graph = join(folder, String(time));
    for (let life = 0; life < (time % twiceEach === twiceEach - 1 ? 2 : 1); life++) {
      const program = beginIngest(graph, ground);
      await sleep(0.8 * readyMs + Math.random() * (0.2 * readyMs + wholeMs));
      await program.kill();
      kills++;
    }
    const documents = await documentsAt(graph);
    places[
      documents === 0
        ? "before the first commit"
        : documents < ground.documents
          ? "between"
          : "after the last"
    ]++;
    if (documents > 0)
      faults.push(...(await findingsAt(graph)).map((finding) => `after the kill: ${finding}`));
    await ingestPapers(graph, ground.papers);
    faults.push(...(await faultsAt(graph, ground.undisturbed)));
    rmSync(graph, { recursive: true, force: true });
  }
  const where = Object.entries(places).map(([place, count]) => `${count} ${place}`);
  return {
    done: `${kills} kills in ${times} graphs of ${ground.undisturbed.length} rows: ${where.join(", ")}`,
    seen: ["nothing: the process is gone. The next run goes on by itself"],
    faults,
  };
}
