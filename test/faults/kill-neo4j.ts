import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beginIngest, timed } from "./begin-ingest.js";
import { emptied, startOwnNeo4j } from "./neo4j-ground.js";
import { countsOf, type Ended, isTold, messageOf } from "./programs.js";
import { type ClimbOptions, distinct, type Outcome, type Rung } from "./rung.js";
import { faultsAt } from "./undisturbed.js";

/** Of those that are to give up before the server is back. */
const shortPatienceMs = 5_000;

export const killNeo4j: Rung = {
  name: "kill-neo4j",
  what: "kill −9 of the Neo4j server while a process writes into it, at random moments; it is started again, and the process goes on, or is run again where its patience was short",
  times: 12,
  timesInTests: 0,
  climb,
};

async function climb({ times, folder, ground }: ClimbOptions): Promise<Outcome> {
  const home = join(folder, "neo4j");
  let server = await startOwnNeo4j({ home });
  const ports = { bolt: Number(new URL(server.url).port), http: Number(new URL(server.browser!).port) };
  const url = server.url;
  const [seen, faults]: [string[], string[]] = [[], []];
  let [lived, gaveUp, finished, retries] = [0, 0, 0, 0];
  try {
    const { wholeMs } = await timed(beginIngest(url, ground));
    for (let time = 0; time < times; time++) {
      await emptied(server);
      const short = time % 2 === 1;
      const env = { ...(short && { LITWEAVE_FAULTS_RETRY_MS: String(shortPatienceMs) }) };
      const program = beginIngest(url, ground, { env });
      await program.saying(/^ready$/mu);
      await sleep(Math.random() * wholeMs);
      const over = program.process.exitCode !== null;
      process.kill(server.pid!, "SIGKILL");
      await server.stop();
      let ended: Ended | undefined = short ? await program.ended : undefined;
      server = await startOwnNeo4j({ home, ports });
      ended ??= await program.ended;
      if (ended.exitCode === 0) {
        if (over) finished++;
        else lived++;
        retries += countsOf(ended).retries;
      } else {
        gaveUp++;
        seen.push(messageOf(ended).replaceAll(url, "bolt://…"));
        if (!isTold(ended)) faults.push(`it was not told plainly: ${ended.errors}`);
        const again = await beginIngest(url, ground).ended;
        if (again.exitCode !== 0) faults.push(`the run afterwards failed: ${again.errors}`);
      }
      faults.push(...(await faultsAt(url, ground.undisturbed)));
    }
  } finally {
    await server.stop();
  }
  return {
    done: `${times} kills: ${lived} writers waited and went on, ${retries} writes were done again, ${gaveUp} gave up and were run again, ${finished} had just finished`,
    seen: distinct(seen),
    faults,
  };
}
