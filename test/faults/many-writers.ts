import { rmSync } from "node:fs";
import { join } from "node:path";
import { beginIngest } from "./begin-ingest.js";
import { emptied, startOwnNeo4j } from "./neo4j-ground.js";
import { countsOf, isTold, messageOf } from "./programs.js";
import { type ClimbOptions, distinct, type Ground, type Outcome, type Rung } from "./rung.js";
import { faultsAt } from "./undisturbed.js";

const writers = 16;

export const manyWriters: Rung = {
  name: "many-writers",
  what: `${writers} processes that ingest the same documents into one folder at once`,
  times: 5,
  timesInTests: 0,
  async climb({ times, folder, ground }: ClimbOptions): Promise<Outcome> {
    const tally = newTally();
    for (let time = 0; time < times; time++) {
      const graph = join(folder, String(time));
      await together(graph, ground, tally);
      tally.faults.push(...(await faultsAt(graph, ground.undisturbed)));
      rmSync(graph, { recursive: true, force: true });
    }
    return outcomeOf(times, tally);
  },
};

export const manyNeo4jWriters: Rung = {
  name: "many-writers-neo4j",
  what: `${writers} processes that ingest the same documents into one Neo4j at once`,
  times: 3,
  timesInTests: 0,
  async climb({ times, ground }: ClimbOptions): Promise<Outcome> {
    const server = await startOwnNeo4j({ memoryMib: { heap: 1024, pages: 256 } });
    const tally = newTally();
    try {
      for (let time = 0; time < times; time++) {
        await emptied(server);
        await together(server.url, ground, tally);
        tally.faults.push(...(await faultsAt(server.url, ground.undisturbed)));
      }
    } finally {
      await server.stop();
    }
    return outcomeOf(times, tally);
  },
};

interface Tally {
  ended: number;
  written: number;
  retries: number;
  readonly seen: string[];
  readonly faults: string[];
}

function newTally(): Tally {
  return { ended: 0, written: 0, retries: 0, seen: [], faults: [] };
}

/** All at once; who gave up is run again when the others are done, as the message says. */
async function together(location: string, ground: Ground, tally: Tally): Promise<void> {
  const all = await Promise.all(Array.from({ length: writers }, () => beginIngest(location, ground).ended));
  for (const ended of all) {
    if (ended.exitCode === 0) {
      const { written, retries } = countsOf(ended);
      tally.ended++;
      tally.written += written;
      tally.retries += retries;
      continue;
    }
    tally.seen.push(messageOf(ended).replaceAll(location, "…"));
    if (!isTold(ended)) tally.faults.push(`it was not told plainly: ${ended.errors}`);
    const again = await beginIngest(location, ground).ended;
    if (again.exitCode !== 0) tally.faults.push(`the run afterwards failed: ${again.errors}`);
  }
}

function outcomeOf(times: number, { ended, written, retries, seen, faults }: Tally): Outcome {
  const done = `${times} times ${writers} processes: ${ended} of them ended well, ${times * writers - ended} were refused; ${written} deliveries written, ${retries} writes done again`;
  return { done, seen: distinct(seen), faults };
}
