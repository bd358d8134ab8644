import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { beginIngest } from "./begin-ingest.js";
import { ingestPapers } from "./ingest-papers.js";
import { isTold, litweave, messageOf } from "./programs.js";
import { type ClimbOptions, distinct, type Outcome, type Rung } from "./rung.js";
import { faultsAt } from "./undisturbed.js";

export const readOnly: Rung = {
  name: "read-only",
  what: "a store folder that can only be read: it is asked, checked, served and written to",
  times: 3,
  timesInTests: 0,
  climb,
};

async function climb({ times, folder, ground }: ClimbOptions): Promise<Outcome> {
  const [seen, faults]: [string[], string[]] = [[], []];
  for (let time = 0; time < times; time++) {
    const graph = join(folder, String(time));
    mkdirSync(graph);
    await ingestPapers(graph, ground.papers);
    const release = makeReadOnly(graph);
    try {
      for (const command of [["status"], ["verify"]]) {
        const ended = await litweave([...command, "--store", graph]).ended;
        if (ended.exitCode !== 0) faults.push(`${command[0]}: ${messageOf(ended)}`);
      }
      faults.push(...(await asked(graph)));
      const written = await beginIngest(graph, ground).ended;
      if (written.exitCode !== 0)
        faults.push(`what is there already wants no writing: ${messageOf(written)}`);
      const refused = await litweave(["ingest", "samples/example.txt", "--store", graph]).ended;
      seen.push(messageOf(refused).replaceAll(graph, "…"));
      if (!isTold(refused)) faults.push(`it was not told plainly: ${refused.errors}`);
    } finally {
      release();
    }
    faults.push(...(await faultsAt(graph, ground.undisturbed)));
  }
  return {
    done: `${times} times status, verify, serve with a question, ingest of what is there, ingest of something new`,
    seen: distinct(seen),
    faults,
  };
}

/** By a mount, since root may write whatever the modes say; by the modes for everybody else. */
function makeReadOnly(folder: string): () => void {
  if (spawnSync("mount", ["--bind", folder, folder]).status === 0) {
    execFileSync("mount", ["-o", "remount,ro,bind", folder]);
    return () => void execFileSync("umount", ["-l", folder]);
  }
  chmodSync(join(folder, "graph.db"), 0o444);
  chmodSync(folder, 0o555);
  return () => {
    chmodSync(folder, 0o755);
    chmodSync(join(folder, "graph.db"), 0o644);
  };
}

/** What is wrong with the answers of a server over the folder. */
async function asked(graph: string): Promise<readonly string[]> {
  const server = litweave(["serve", "--store", graph, "--port", "0"]);
  try {
    const url = /at (http:\S+)/u.exec(await server.saying(/Open http|litweave: /u))?.[1];
    if (url === undefined) return [`serve: ${messageOf(await server.kill())}`];
    const answer = await fetch(new URL("/graphql", url), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ triples(first: 1) { totalCount } }" }),
    });
    const { data } = (await answer.json()) as {
      readonly data?: { readonly triples?: { readonly totalCount?: number } };
    };
    return (data?.triples?.totalCount ?? 0) > 0 ? [] : [`serve answered ${JSON.stringify(data)}`];
  } finally {
    server.process.kill("SIGTERM");
    await server.ended;
  }
}
