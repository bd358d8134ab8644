import { rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beginIngest } from "./begin-ingest.js";
import { isTold, messageOf } from "./programs.js";
import { type ClimbOptions, distinct, type Outcome, type Rung } from "./rung.js";
import { faultsAt } from "./undisturbed.js";

const preload = pathToFileURL(join(import.meta.dirname, "set-clock.mjs")).href;
const dayMs = 86_400_000;
/** Where the clock is set to, again and again, from what it was at the beginning. */
const jumps: readonly number[] = [-3_600_000, 3_600_000, -20 * 365 * dayMs, 20 * 365 * dayMs];

export const clock: Rung = {
  name: "clock",
  what: "the clock set back and forth by an hour and by twenty years, every few milliseconds, for two processes that ingest the same into one folder, each waiting for the other",
  times: 12,
  timesInTests: 1,
  climb,
};

async function climb({ times, folder, ground }: ClimbOptions): Promise<Outcome> {
  const [seen, faults]: [string[], string[]] = [[], []];
  for (let time = 0; time < times; time++) {
    const graph = join(folder, String(time));
    const env = { LITWEAVE_FAULTS_JUMP_MS: String(jumps[time % jumps.length]) };
    const both = [1, 2].map(() => beginIngest(graph, ground, { env, node: ["--import", preload] }));
    for (const ended of await Promise.all(both.map(({ ended }) => ended))) {
      if (ended.exitCode === 0) continue;
      seen.push(messageOf(ended).replaceAll(folder, "…"));
      if (!isTold(ended)) faults.push(`it was not told plainly: ${ended.errors}`);
    }
    faults.push(...(await faultsAt(graph, ground.undisturbed)));
    rmSync(graph, { recursive: true, force: true });
  }
  return { done: `${times} pairs of processes under clocks that jump`, seen: distinct(seen), faults };
}
