import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type RunningNats, startNats } from "../nats/server.js";
import { litweave, messageOf, type Program, startScript } from "./programs.js";
import { startProxy, type Wire } from "./proxy.js";
import { type ClimbOptions, distinct, type Outcome, type Rung, Unavailable } from "./rung.js";
import { faultsAt } from "./undisturbed.js";

const acknowledgement = Buffer.from("+ACK");
/** What a few jobs take. */
const momentMs = 1_500;
/** Lives of a worker until the queue must be empty. */
const mostLives = 12;

interface Scene {
  readonly nats: RunningNats;
  readonly wire: Wire;
  readonly worker: Program;
}

interface Trouble {
  readonly name: string;
  readonly make: (scene: Scene) => Promise<unknown>;
}

const moment = () => sleep(Math.random() * momentMs);

const troubles: readonly Trouble[] = [
  { name: "kill −9 of the worker", make: ({ worker }) => moment().then(() => worker.kill()) },
  {
    name: "kill −9 of nats-server, which is started again",
    make: async ({ nats }) => {
      await moment();
      await nats.kill();
      await moment();
      await nats.restart();
    },
  },
  {
    name: "the network cut three times",
    make: async ({ wire }) => {
      for (let cut = 0; cut < 3; cut++) await moment().then(() => wire.cut());
    },
  },
  { name: "an acknowledgement lost", make: ({ wire }) => wire.cutBefore(acknowledgement) },
  { name: "the answer to an acknowledgement lost", make: ({ wire }) => wire.loseAnswer(acknowledgement) },
];

export const queue: Rung = {
  name: "queue",
  what: `a worker on NATS JetStream with every file queued twice, cut into other jobs the second time: ${troubles.map(({ name }) => name).join("; ")}`,
  times: 5 * troubles.length,
  timesInTests: 0,
  climb,
};

async function climb({ times, folder, ground }: ClimbOptions): Promise<Outcome> {
  const nats = await startNats();
  if (!nats) throw new Unavailable("no nats-server: it is on the PATH, or Go builds it");
  const [seen, faults]: [string[], string[]] = [[], []];
  let lives = 0;
  try {
    for (let time = 0; time < times; time++) {
      const { name, make } = troubles[time % troubles.length]!;
      const graph = join(folder, String(time));
      const at = (port: string | number) => `nats://127.0.0.1:${port}/faults-${process.pid}-${time}`;
      for (const records of ["12", "7"]) {
        const words = ["enqueue", ...ground.papers.files, "--records", records];
        const queued = await litweave([...words, "--queue", at(new URL(nats.url).port)]).ended;
        if (queued.exitCode !== 0) throw new Error(messageOf(queued));
      }
      const wire = await startProxy(Number(new URL(nats.url).port));
      try {
        const begin = () => startScript("queue-worker.ts", [at(wire.port), graph, ground.papers.read]);
        let worker = begin();
        await worker.saying(/^taken$/mu);
        // What it waits for may never come, where the queue is empty before.
        await Promise.race([make({ nats, wire, worker }), worker.ended]);
        for (let life = 1; ; life++) {
          lives++;
          const ended = await worker.ended;
          seen.push(...toldIn(ended.errors));
          if (ended.exitCode === 0) break;
          if (ended.signal !== null && (life > 1 || !name.endsWith("of the worker"))) {
            faults.push(`${name}: a worker came to no end and was stopped: ${ended.errors}`);
          }
          if (life === mostLives) {
            faults.push(`${name}: the queue was not empty after ${mostLives} workers: ${ended.errors}`);
            break;
          }
          worker = begin();
        }
      } finally {
        await wire.stop();
      }
      faults.push(...(await faultsAt(graph, ground.undisturbed)).map((fault) => `${name}: ${fault}`));
      rmSync(graph, { recursive: true, force: true });
    }
  } finally {
    await nats.stop();
  }
  return {
    done: `${times} queues, ${lives} workers until all of them were empty`,
    seen: distinct(seen),
    faults,
  };
}

/** What a worker said, without numbers and names that differ from run to run. */
function toldIn(errors: string): readonly string[] {
  return errors
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) =>
      line
        .replaceAll(/127\.0\.0\.1:\d+\S*/gu, "…")
        .replaceAll(/\/\S+\.xml(?:, records \d+ to \d+| and \d+ more)?/gu, "….xml")
        .trim(),
    );
}
