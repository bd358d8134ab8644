/**
 * What a page about a concept takes to answer (the concept, its 20 strongest triples, 3 pieces of evidence each) for many clients that each ask
 * one question after the other, as papers speak of concepts (Zipf): our API over the embedded store and over Neo4j, and `@neo4j/graphql`
 * over the same Neo4j.
 *
 * `npx tsx bench/api.ts [--sizes 10000,100000,1000000] [--clients 64] [--seconds 10] [--rounds 3] [--only embedded,embedded-afresh,neo4j,neo4j-afresh,library] [--shelf FOLDER] [--page]`;
 * with `--page` the figures go to docs/benchmarks.md. The graphs are those of bench/graph.ts.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createReadStream, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { libraryQuestion } from "./api-library.js";
import { type ClosedRun, closedLoop, openLoop, roundAndRound } from "./api-load.js";
import { fill, openStocked, type Stocked, type StoreKind } from "./graph-stock.js";
import { machine, table, writeBlock } from "./page.js";
import { cpuMs } from "./process-cpu.js";
import { spread } from "./spread.js";
import { conceptAt, namedCategories, rankAt } from "./zipf-concepts.js";

const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "10000,100000,1000000" },
    clients: { type: "string", default: "64" },
    seconds: { type: "string", default: "10" },
    rounds: { type: "string", default: "3" },
    only: { type: "string", default: "embedded,embedded-afresh,neo4j,neo4j-afresh,library" },
    shelf: { type: "string", default: join(tmpdir(), "litweave-graph-bench") },
    page: { type: "boolean", default: false },
  },
});
const sizes = values.sizes.split(",").map(Number);
const [clients, seconds, rounds] = [values.clients, values.seconds, values.rounds].map(Number) as [
  number,
  number,
  number,
];
const targets = ["embedded", "embedded-afresh", "neo4j", "neo4j-afresh", "library"] as const;
type Target = (typeof targets)[number];
const wanted = targets.filter((target) => values.only.split(",").includes(target));
const storeOf = (target: Target): StoreKind => (target.startsWith("embedded") ? "embedded" : "neo4j");
const kinds = new Set(wanted.map(storeOf));
const names: Readonly<Record<Target, string>> = {
  embedded: "Litweave, embedded store",
  "embedded-afresh": "the same, no answer kept",
  neo4j: "Litweave, Neo4j",
  "neo4j-afresh": "the same, no answer kept",
  library: "`@neo4j/graphql`, the same Neo4j",
};

const ourQuestion = `query Page($id: CURIE!) {
  concept(id: $id) {
    id name category documents
    triples(first: 20) { edges { node {
      id predicate belief documents
      subject { id name }
      object { id name }
      evidence(first: 3) { edges { node { id polarity certainty score sentences { text } document { id } } } }
    } } }
  }
}`;

/** Different questions that are asked round and round. */
const questions = 20_000;
/** Concepts of each category that papers of a graph of this size speak of. */
const spokenOf = (size: number) => Math.round(size / 10);

function bodies(target: Target, size: number): readonly string[] {
  const query = target === "library" ? libraryQuestion : ourQuestion;
  // By golden ratio, the same for all: evenly spread shares in an order without a pattern.
  return Array.from({ length: questions }, (_, at) => {
    const category = namedCategories[at % namedCategories.length]!;
    const share = (at * 0.6180339887498949) % 1;
    return JSON.stringify({
      query,
      variables: { id: conceptAt(category, rankAt(share, category, spokenOf(size))).id },
    });
  });
}

interface Run extends ClosedRun {
  /** CPU time of an answer, of the server's process and of the database's. */
  readonly serverMs: number;
  readonly databaseMs: number;
  /** Asked at half the rate, whoever asks. */
  readonly openP50: number;
  readonly openP99: number;
}

async function startTarget(
  target: Target,
  location: string,
): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const server = target === "library" ? "library" : target.endsWith("afresh") ? "afresh" : "litweave";
  const child = fork(join(import.meta.dirname, "api-server.ts"), [server, location]);
  const [url] = (await Promise.race([
    once(child, "message"),
    once(child, "exit").then(() => Promise.reject(new Error(`the server of ${names[target]} ended`))),
  ])) as [string];
  return { child, url };
}

/** That an answer has what the question asks for, and how many triples and pieces of evidence. */
async function look(url: string, body: string): Promise<string> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  const text = await response.text();
  if (!response.ok || text.includes('"errors"')) throw new Error(text.slice(0, 2_000));
  const times = (word: RegExp) => [...text.matchAll(word)].length;
  return `${times(/"belief"/gu)} triples, ${times(/"polarity"/gu)} pieces of evidence`;
}

/** A server that has been up for a while has its graph in the system's cache; what one disk takes to fill that says nothing about a server. */
async function readThrough(folder: string): Promise<void> {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile())
      for await (const _ of createReadStream(join(entry.parentPath, entry.name), { highWaterMark: 2 ** 22 }));
  }
}

async function runOnce(target: Target, size: number, { location, pid }: Stocked): Promise<Run> {
  await readThrough(join(values.shelf, `${storeOf(target)}-${size}`));
  const { child, url } = await startTarget(target, location);
  const asked = bodies(target, size);
  const next = roundAndRound(asked);
  const seen = await look(url, asked[0]!);
  // Compiled, planned and cached.
  await closedLoop(url, next, clients, Math.max(3, seconds / 2));
  const processes = [child.pid!, ...(pid === undefined ? [] : [pid])];
  const before = processes.map(cpuMs);
  const closed = await closedLoop(url, next, clients, seconds);
  const [serverMs, databaseMs = 0] = processes.map((id, at) => (cpuMs(id) - before[at]!) / closed.answered);
  const open = await openLoop(url, next, closed.perSecond / 2, seconds);
  child.disconnect();
  await once(child, "exit");
  const run = { ...closed, serverMs: serverMs!, databaseMs, openP50: open.p50, openP99: open.p99 };
  console.error(
    `${size} ${target}: ${run.perSecond.toFixed(0)}/s, p50 ${run.p50} ms, p99 ${run.p99} ms, CPU ${serverMs!.toFixed(1)} + ${databaseMs.toFixed(1)} ms, at half of it p50 ${open.p50.toFixed(1)} ms, p99 ${open.p99.toFixed(1)} ms (${seen})`,
  );
  return run;
}

async function measure(size: number): Promise<readonly (readonly (string | number)[])[]> {
  const graphs = new Map<StoreKind, Stocked>();
  for (const kind of kinds) graphs.set(kind, await openStocked(kind, size, values.shelf));
  const runs = new Map<Target, Run[]>(wanted.map((target) => [target, []]));
  try {
    // A database compiles what it runs often, for minutes: nobody is to be measured by what another's questions warmed.
    for (const target of wanted) {
      if (storeOf(target) === "neo4j") await runOnce(target, size, graphs.get("neo4j")!);
    }
    // Round by round, each target in turn, another first each time, so that what disturbs the machine disturbs all alike.
    for (let round = 0; round < rounds; round++) {
      for (const [at] of wanted.entries()) {
        const target = wanted[(at + round) % wanted.length]!;
        runs.get(target)!.push(await runOnce(target, size, graphs.get(storeOf(target))!));
      }
    }
  } finally {
    for (const graph of graphs.values()) await graph.close();
  }
  const middle = (target: Target, of: keyof Run) => spread(runs.get(target)!.map((run) => run[of])).median;
  const base = wanted.includes("library") ? middle("library", "perSecond") : undefined;
  return wanted.map((target) => [
    size.toLocaleString("en"),
    names[target],
    middle(target, "perSecond").toFixed(0),
    base === undefined ? "" : `${(middle(target, "perSecond") / base).toFixed(1)} ×`,
    middle(target, "p50").toFixed(0),
    middle(target, "p99").toFixed(0),
    `${middle(target, "serverMs").toFixed(1)} + ${middle(target, "databaseMs").toFixed(1)}`,
    middle(target, "openP50").toFixed(1),
    middle(target, "openP99").toFixed(1),
    middle(target, "kib").toFixed(1),
  ]);
}

const where = machine();
// What stands on the shelf, filled or imported, is left as it is.
for (const kind of kinds) await fill(kind, sizes, values.shelf);
const rows: (readonly (string | number)[])[] = [];
for (const size of sizes) rows.push(...(await measure(size)));
const lines = [
  `\`npx tsx bench/api.ts --sizes ${values.sizes} --clients ${clients} --seconds ${seconds} --rounds ${rounds}${values.page ? " --page" : ""}\` on ${where}. Medians of ${rounds} rounds; server, database and the ${clients} clients share the machine. Half the rate: asked at random times, half as often as the ${clients} clients were answered.`,
  "",
  ...table([
    [
      "triples",
      "server",
      "requests a second",
      "beside `@neo4j/graphql`",
      "p50, ms",
      "p99, ms",
      "CPU an answer, server + database, ms",
      "at half the rate: p50, ms",
      "p99, ms",
      "KiB an answer",
    ],
    ...rows,
  ]),
];
console.log(lines.join("\n"));
if (values.page) writeBlock("api", lines);
