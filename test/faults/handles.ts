import { execFileSync } from "node:child_process";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beginIngest } from "./begin-ingest.js";
import { ingestPapers } from "./ingest-papers.js";
import { isTold, litweave, messageOf, type Program } from "./programs.js";
import { type ClimbOptions, distinct, type Outcome, type Rung } from "./rung.js";
import { faultsAt } from "./undisturbed.js";

/** Node itself starts with fewer than the first; with the last a run goes well. */
const [fewest, most] = [18, 44];
/** What a server at rest may have besides its clients. */
const spare = 6;
const clients = 40;

export const handles: Rung = {
  name: "handles",
  what: `no more file handles: a process that ingests with ${fewest} to ${most}; a server with ${spare} more than it has at rest and ${clients} clients, which then leave`,
  times: 20,
  timesInTests: 2,
  climb,
};

async function climb({ times, folder, ground }: ClimbOptions): Promise<Outcome> {
  const [seen, faults]: [string[], string[]] = [[], []];
  let [refused, unborn] = [0, 0];
  for (let time = 0; time < times; time++) {
    const graph = join(folder, String(time));
    const limit = Math.round(fewest + ((most - fewest) * time) / Math.max(1, times - 1));
    const program = beginIngest(graph, ground, { under: ["prlimit", `--nofile=${limit}`] });
    const ended = await program.ended;
    if (ended.exitCode !== 0 && isTold(ended)) {
      refused++;
      seen.push(messageOf(ended).replaceAll(folder, "…"));
    } else if (ended.exitCode !== 0 && ended.output.includes("ready")) {
      faults.push(`with ${limit} handles it was not told plainly: ${ended.errors}`);
    } else if (ended.exitCode !== 0) unborn++;
    await ingestPapers(graph, ground.papers);
    faults.push(...(await faultsAt(graph, ground.undisturbed)));
  }
  faults.push(...(await serverUnderPressure(join(folder, "0"))));
  return {
    done: `${times} runs: ${refused} told and stopped, ${unborn} could not load the program, ${times - refused - unborn} had enough; one server with ${clients} clients, which answers again when they leave`,
    seen: distinct(seen),
    faults,
  };
}

async function serverUnderPressure(graph: string): Promise<readonly string[]> {
  const server = litweave(["serve", "--store", graph, "--port", "0"]);
  const url = /at (http:\S+)/u.exec(await server.saying(/Open http|litweave: /u))?.[1];
  if (url === undefined) return [`serve: ${messageOf(await server.kill())}`];
  const held: Socket[] = [];
  try {
    const first = await answered(url, 10_000);
    limitHandles(server, handlesOf(server) + spare);
    const { hostname, port } = new URL(url);
    for (let client = 0; client < clients; client++) {
      const socket = connect(Number(port), hostname);
      socket.on("error", () => undefined);
      held.push(socket);
    }
    await sleep(1_000);
    const lives = server.process.exitCode === null;
    for (const socket of held) socket.destroy();
    await sleep(1_000);
    const again = await answered(url, 30_000);
    return [
      ...(first ? [] : ["serve did not answer before"]),
      ...(lives ? [] : ["serve ended when handles ran out"]),
      ...(again ? [] : ["serve did not answer when its clients had left"]),
    ];
  } finally {
    for (const socket of held) socket.destroy();
    server.process.kill("SIGTERM");
    await server.ended;
  }
}

async function answered(url: string, withinMs: number): Promise<boolean> {
  const answer = await fetch(new URL("/ready", url), { signal: AbortSignal.timeout(withinMs) }).catch(
    () => undefined,
  );
  return answer?.ok ?? false;
}

function handlesOf({ pid }: Program): number {
  return execFileSync("ls", [`/proc/${pid}/fd`], { encoding: "utf8" })
    .trim()
    .split("\n").length;
}

function limitHandles({ pid }: Program, limit: number): void {
  execFileSync("prlimit", ["--pid", String(pid), `--nofile=${limit}:`]);
}
