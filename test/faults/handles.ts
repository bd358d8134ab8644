import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beginIngest } from "./begin-ingest.js";
import { ingestPapers } from "./ingest-papers.js";
import { isTold, litweave, messageOf, type Program } from "./programs.js";
import { type ClimbOptions, distinct, type Outcome, type Rung } from "./rung.js";
import { faultsAt } from "./undisturbed.js";

/** How many more than it has when its store is open a process may have. */
const mostSpare = 2;
/** What a server at rest may have besides its clients. */
const spare = 6;
const clients = 40;
/** For the limit to be set in. */
const pauseMs = 300;

export const handles: Rung = {
  name: "handles",
  what: `no more file handles: a process that ingests with 0 to ${mostSpare} more than it has when its store is open; a server with ${spare} more than it has at rest and ${clients} clients, which then leave`,
  times: 18,
  timesInTests: 1,
  climb,
};

async function climb({ times, folder, ground }: ClimbOptions): Promise<Outcome> {
  const [seen, faults]: [string[], string[]] = [[], []];
  let refused = 0;
  for (let time = 0; time < times; time++) {
    const graph = join(folder, String(time));
    const program = beginIngest(graph, ground, { env: { LITWEAVE_FAULTS_PAUSE_MS: String(pauseMs) } });
    await program.saying(/^ready$/mu);
    leaveHandles(program, time % (mostSpare + 1));
    const ended = await program.ended;
    if (ended.exitCode !== 0) {
      refused++;
      seen.push(
        messageOf(ended)
          .replaceAll(graph, "…")
          .replaceAll(/^\S+\.xml/gu, "….xml"),
      );
      if (!isTold(ended)) faults.push(`it was not told plainly: ${ended.errors}`);
    }
    await ingestPapers(graph, ground.papers);
    faults.push(...(await faultsAt(graph, ground.undisturbed)));
  }
  faults.push(...(await serverUnderPressure(join(folder, "0"))));
  return {
    done: `${times} runs, of which ${refused} had too few and were run again; one server with ${clients} clients, which answers again when they leave`,
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
    leaveHandles(server, spare);
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

/** Lets a process open so many more: handles are numbers below the limit, and those given back are given out again. */
function leaveHandles({ pid }: Program, more: number): void {
  const held = new Set(readdirSync(`/proc/${pid}/fd`).map(Number));
  let limit = 0;
  for (let free = 0; free < more || held.has(limit); limit++) if (!held.has(limit)) free++;
  execFileSync("prlimit", ["--pid", String(pid), `--nofile=${limit}:`]);
}
