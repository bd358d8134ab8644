import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beginIngest } from "./begin-ingest.js";
import { ingestPapers } from "./ingest-papers.js";
import { litweave, messageOf } from "./programs.js";
import { type ClimbOptions, distinct, type Outcome, type Rung } from "./rung.js";
import { faultsAt } from "./undisturbed.js";

/** Of the JavaScript heap: with the least the program is hardly loaded, with the most a run goes well. */
const [leastMib, mostMib] = [12, 60];

export const memory: Rung = {
  name: "memory",
  what: `out of memory: a process that ingests with ${leastMib} to ${mostMib} MiB of heap; kill −9 of the processes that read for a server while they answer, as the system does when memory runs out`,
  times: 12,
  timesInTests: 1,
  climb,
};

async function climb({ times, folder, ground }: ClimbOptions): Promise<Outcome> {
  const [seen, faults]: [string[], string[]] = [[], []];
  let died = 0;
  for (let time = 0; time < times; time++) {
    const graph = join(folder, String(time));
    const mib = Math.round(leastMib + ((mostMib - leastMib) * time) / Math.max(1, times - 1));
    const ended = await beginIngest(graph, ground, { node: [`--max-old-space-size=${mib}`] }).ended;
    if (ended.exitCode !== 0) {
      died++;
      const said = /^FATAL ERROR: .*$/mu.exec(ended.errors)?.[0];
      if (said === undefined) faults.push(`it did not say what happened: ${ended.errors}`);
      else seen.push(said);
    }
    await ingestPapers(graph, ground.papers);
    faults.push(...(await faultsAt(graph, ground.undisturbed)));
    if (time > 0) rmSync(graph, { recursive: true, force: true });
  }
  const served = await readersUnderPressure(join(folder, "0"));
  seen.push(...served.seen);
  faults.push(...served.faults, ...(await faultsAt(join(folder, "0"), ground.undisturbed)));
  return {
    done: `${times} runs, of which ${died} died and were run again; a server whose readers were killed ${questions} times, which answered again with new ones`,
    seen: distinct(seen),
    faults,
  };
}

/** Questions to the server, and how long after each its readers are killed at most. */
const [questions, longestMs] = [20, 60];
const heavy =
  "{ triples(first: 50) { totalCount edges { node { evidence(first: 20) { edges { node { sentences { text } } } } } } } }";

async function readersUnderPressure(graph: string) {
  const [seen, faults]: [string[], string[]] = [[], []];
  const server = litweave(["serve", "--store", graph, "--port", "0"]);
  const url = /at (http:\S+)/u.exec(await server.saying(/Open http|litweave: /u))?.[1];
  if (url === undefined) return { seen, faults: [`serve: ${messageOf(await server.kill())}`] };
  try {
    for (let question = 0; question < questions; question++) {
      const answer = asked(url, heavy);
      await sleep(Math.random() * longestMs);
      for (const pid of childrenOf(server.pid)) process.kill(pid, "SIGKILL");
      for (const { message, extensions } of (await answer).errors ?? []) {
        seen.push(`${message.replaceAll(graph, "…")} — ${extensions.hint}`);
      }
    }
    const { errors } = await asked(url, heavy);
    if (errors) faults.push(`the server did not answer again: ${JSON.stringify(errors)}`);
    if (server.process.exitCode !== null) faults.push("the server ended with its readers");
  } finally {
    server.process.kill("SIGTERM");
    await server.ended;
  }
  return { seen, faults };
}

interface Answer {
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly hint?: string } }[];
}

async function asked(url: string, query: string): Promise<Answer> {
  const answer = await fetch(new URL("/graphql", url), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  return (await answer.json()) as Answer;
}

function childrenOf(pid: number): readonly number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")
    .trim()
    .split(" ")
    .filter(Boolean)
    .map(Number);
}
