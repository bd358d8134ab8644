import { setTimeout as sleep } from "node:timers/promises";
import { beginIngest, timed } from "./begin-ingest.js";
import { emptied, startOwnNeo4j } from "./neo4j-ground.js";
import { countsOf, isTold, messageOf, type Program } from "./programs.js";
import { startProxy, type Wire } from "./proxy.js";
import { type ClimbOptions, distinct, type Outcome, type Rung } from "./rung.js";
import { faultsAt } from "./undisturbed.js";

/** Bolt's message that commits, as it goes over the wire: a chunk of two bytes, a structure without fields, the end of the message. */
const commit = Buffer.from([0x00, 0x02, 0xb0, 0x12, 0x00, 0x00]);
/** The server says how long the driver may wait for a sign of life: two of these. Its default is a minute. */
const signOfLifeS = 2;

interface Weather {
  readonly name: string;
  /** Makes it while the program writes; `wholeMs` is how long it takes undisturbed. */
  readonly make: (proxy: Wire, program: Program, wholeMs: number) => Promise<void>;
}

const weathers: readonly Weather[] = [
  {
    name: "every connection cut at random moments, five times",
    make: async (proxy, _program, wholeMs) => {
      for (let cut = 0; cut < 5; cut++) {
        await sleep((Math.random() * wholeMs) / 3);
        proxy.cut();
      }
    },
  },
  {
    name: "cut before a commit reaches the server",
    make: async (proxy, program) => once(proxy.cutBefore(commit), program),
  },
  { name: "a commit's answer lost", make: async (proxy, program) => once(proxy.loseAnswer(commit), program) },
  { name: "200 ms each way", make: async (proxy) => proxy.delay(200) },
  {
    name: "ends heard of 2 s late, with cuts",
    make: async (proxy, _program, wholeMs) => {
      proxy.closeSlowly(2_000);
      await sleep(Math.random() * wholeMs);
      proxy.cut();
    },
  },
  {
    name: "silence: connections stay open and nothing passes",
    make: async (proxy, _program, wholeMs) => {
      await sleep(0.7 * Math.random() * wholeMs);
      proxy.silence();
      await sleep(1_000);
      proxy.heal();
    },
  },
];

export const network: Rung = {
  name: "network",
  what: `the network between a writer and Neo4j, by a proxy of our own: ${weathers.map(({ name }) => name).join("; ")}`,
  times: 5 * weathers.length,
  timesInTests: 0,
  climb,
};

async function climb({ times, ground }: ClimbOptions): Promise<Outcome> {
  const server = await startOwnNeo4j({ settings: [`server.bolt.connection_keep_alive=${signOfLifeS}s`] });
  const [seen, faults]: [string[], string[]] = [[], []];
  const tally = new Map<string, number>();
  let again = 0;
  try {
    const port = Number(new URL(server.url).port);
    const begin = (through: number) => beginIngest(`bolt://127.0.0.1:${through}`, ground);
    const { wholeMs } = await timed(begin(port));
    for (let time = 0; time < times; time++) {
      const { name, make } = weathers[time % weathers.length]!;
      await emptied(server);
      const proxy = await startProxy(port);
      try {
        const program = begin(proxy.port);
        await program.saying(/^ready$/mu);
        await make(proxy, program, wholeMs);
        const ended = await program.ended;
        if (ended.exitCode === 0) {
          tally.set(name, (tally.get(name) ?? 0) + countsOf(ended).retries);
        } else {
          seen.push(`${name}: ${messageOf(ended).replaceAll(/127\.0\.0\.1:\d+/gu, "…")}`);
          if (!isTold(ended)) faults.push(`${name}: it was not told plainly: ${ended.errors}`);
          again++;
          await begin(port).ended;
        }
      } finally {
        await proxy.stop();
      }
      faults.push(...(await faultsAt(server.url, ground.undisturbed)).map((fault) => `${name}: ${fault}`));
    }
  } finally {
    await server.stop();
  }
  const retried = [...tally]
    .filter(([, retries]) => retries > 0)
    .map(([name, retries]) => `${name}: ${retries}`);
  return {
    done: `${times} runs, of which ${again} gave up and were run again; writes done again: ${retried.join(", ")}`,
    seen: distinct(seen),
    faults,
  };
}

/** Waits for it, unless the program ends first. */
async function once(happened: Promise<void>, program: Program): Promise<void> {
  await Promise.race([happened, program.ended]);
}
