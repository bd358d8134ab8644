/**
 * What a document costs as the graph grows, ordinary papers and papers about a triple that very many speak of, in both stores; Neo4j's
 * write rate beside that of a bare UNWIND … MERGE of the same rows; several writers at once; a graph loaded into Neo4j by export and
 * import beside what is written live.
 *
 * `npx tsx bench/graph.ts [costs|merge|writers|load …] [--store embedded|neo4j] [--sizes 10000,100000] [--rounds 7] [--shelf FOLDER] [--page]`;
 * with `--page` the figures go to docs/benchmarks.md. Graphs stay in the shelf, and a fill that was broken off goes on there.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startNeo4j } from "../test/neo4j/server.js";
import { embeddedWorkbench, neo4jWorkbench, type Work } from "../test/semantics/work.js";
import { load } from "./graph-load.js";
import { mergePairs, type Pair } from "./graph-merge.js";
import { acts, documentKinds, type Sample, sample, work } from "./graph-samples.js";
import { batchSize, fill, openStocked, type Stocked, type StoreKind, storeKinds } from "./graph-stock.js";
import { type Writing, writeTogether } from "./graph-writers.js";
import { machine, table, writeBlock } from "./page.js";
import { spread, tellSpread } from "./spread.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    store: { type: "string" },
    sizes: { type: "string", default: "10000,100000,1000000" },
    rounds: { type: "string", default: "7" },
    shelf: { type: "string", default: join(tmpdir(), "litweave-graph-bench") },
    page: { type: "boolean", default: false },
  },
});
const sizes = values.sizes.split(",").map(Number);
const rounds = Number(values.rounds);
const parts = positionals.length > 0 ? positionals : ["costs", "merge", "writers", "load"];
const stores = storeKinds.filter((kind) => values.store === undefined || values.store === kind);
/** About as many as make 10^4 triples. */
const mergedPapers = 4_000;
const where = machine();
const command = `\`npx tsx bench/graph.ts ${process.argv
  .slice(2)
  .filter((word, at, all) => word !== "--shelf" && all[at - 1] !== "--shelf")
  .join(" ")}\` on ${where}`;

function tell(block: string, lines: readonly string[]): void {
  console.log(`${lines.join("\n")}\n`);
  if (values.page) writeBlock(block, lines);
}

async function costs(kind: StoreKind): Promise<void> {
  await fill(kind, sizes, values.shelf);
  const graphs: Stocked[] = [];
  try {
    for (const size of sizes) graphs.push(await openStocked(kind, size, values.shelf));
    const samples: Sample[] = [];
    for await (const one of sample(graphs, rounds)) samples.push(one);
    const works: (readonly [number, ReadonlyMap<string, Work>])[] = [];
    for (const graph of graphs) {
      const bench =
        kind === "embedded" ? embeddedWorkbench(graph.location) : neo4jWorkbench(graph.location, "", "");
      works.push([graph.size, await work(graph, await bench)]);
    }
    const counts = await Promise.all(graphs.map(({ store }) => store.counts()));
    const held = counts.map(({ triples, documents, concepts, evidence }) =>
      [triples, documents, concepts, evidence].map((count) => count.toLocaleString("en")),
    );
    tell(`graph-${kind}`, [
      `${command}; batches of ${batchSize}, ${rounds} rounds, in each of which all sizes take their turn.`,
      "",
      ...table([["triples", "documents", "concepts", "pieces of evidence"], ...held]),
      "",
      "Milliseconds a document, median (quartiles); *beside* is what it costs beside the smallest graph in the same round:",
      "",
      ...table(timeRows(samples, kind)),
      "",
      ...curve(samples),
      "",
      `The same by the engine's own count, ${kind === "embedded" ? "steps of SQLite's virtual machine" : "hits of Neo4j's store"} a document:`,
      "",
      ...table(workRows(works)),
    ]);
  } finally {
    for (const graph of graphs) await graph.close();
  }
}

function timeRows(samples: readonly Sample[], kind: StoreKind): readonly (readonly string[])[] {
  const heads = sizes.flatMap((size, at) => [
    `${size.toLocaleString("en")} triples`,
    ...(at > 0 ? ["beside"] : []),
  ]);
  // In the embedded store the work is this process's own, and its time on the processor does not depend on who else is there.
  const clocks = kind === "embedded" ? (["ms", "cpuMs"] as const) : (["ms"] as const);
  const rows = documentKinds.flatMap((document) =>
    acts.flatMap((act) =>
      clocks.map((clock) => {
        const of = (size: number) =>
          samples.filter((one) => one.size === size && one.document === document && one.act === act);
        const first = of(sizes[0]!);
        const cells = sizes.flatMap((size, at) => {
          const here = of(size);
          const beside = here.map((one, index) => one[clock] / first[index]![clock]);
          return [
            tellSpread(here.map((one) => one[clock])),
            ...(at > 0 ? [spread(beside).median.toFixed(2)] : []),
          ];
        });
        return [document, clock === "ms" ? act : `${act}, processor`, ...cells];
      }),
    ),
  );
  return [["document", "act", ...heads], ...rows];
}

function workRows(
  works: readonly (readonly [number, ReadonlyMap<string, Work>])[],
): readonly (readonly string[])[] {
  const rows = [...works[0]![1].keys()].map((key) => {
    const first = works[0]![1].get(key)!;
    return [
      ...key.split(" "),
      ...works.flatMap(([, of], at) => {
        const { steps } = of.get(key)!;
        return [(steps / batchSize).toFixed(0), ...(at > 0 ? [(steps / first.steps).toFixed(2)] : [])];
      }),
    ];
  });
  const heads = works.flatMap(([size], at) => [
    `${size.toLocaleString("en")} triples`,
    ...(at > 0 ? ["beside"] : []),
  ]);
  return [["document", "act", ...heads], ...rows];
}

/** Medians of all sizes as lines, which pages that know Mermaid draw. */
function curve(samples: readonly Sample[]): readonly string[] {
  const lines = documentKinds.flatMap((document) =>
    acts.map((act) => {
      const medians = sizes.map((size) => {
        const here = samples.filter(
          (one) => one.size === size && one.document === document && one.act === act,
        );
        return spread(here.map(({ ms }) => ms)).median;
      });
      return { name: `${document}, ${act}`, medians };
    }),
  );
  const top = Math.ceil(Math.max(...lines.flatMap(({ medians }) => medians)));
  const names = sizes.map((size) => `"${size.toLocaleString("en")}"`).join(", ");
  return [
    "```mermaid",
    "xychart-beta",
    '  title "A document, by the size of the graph"',
    `  x-axis "triples" [${names}]`,
    `  y-axis "ms" 0 --> ${top}`,
    ...lines.map(
      ({ name, medians }) => `  line "${name}" [${medians.map((ms) => ms.toFixed(2)).join(", ")}]`,
    ),
    "```",
  ];
}

async function merge(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), "litweave-merge-"));
  const server = await startNeo4j({ home, memoryMib: { heap: 1024, pages: 512 } });
  if (!server) throw new Error("there is no Neo4j: it takes Java 17 or newer and Maven");
  try {
    const pairs: Pair[] = [];
    for await (const pair of mergePairs(server, mergedPapers)) pairs.push(pair);
    // The first tenth finds nothing planned and nothing compiled.
    const told = pairs.slice(pairs.length / 10);
    const rows = told.reduce((sum, pair) => sum + pair.rows, 0);
    const rate = (took: number) => Math.round((1_000 * rows) / took).toLocaleString("en");
    const [ours, bare] = [told.map(({ oursMs }) => oursMs), told.map(({ bareMs }) => bareMs)];
    const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
    tell("graph-merge", [
      `${command}; ${mergedPapers} new papers into an empty graph, each batch of ${batchSize} as the store writes it and then as bare \`UNWIND … MERGE\`.`,
      "",
      ...table([
        ["", "the store", "bare MERGE", "share of the bare rate"],
        [
          "ms a batch, median (quartiles)",
          tellSpread(ours, 0),
          tellSpread(bare, 0),
          tellSpread(told.map(({ oursMs, bareMs }) => bareMs / oursMs)),
        ],
        [
          "nodes and relationships a second",
          rate(sum(ours)),
          rate(sum(bare)),
          (sum(bare) / sum(ours)).toFixed(2),
        ],
      ]),
    ]);
  } finally {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

async function loading(): Promise<void> {
  const size = sizes.at(-1)!;
  const told = await load(size, values.shelf);
  const { documents, triples, evidence } = told.counts;
  const rate = (seconds: number) => Math.round(documents / seconds).toLocaleString("en");
  const live = told.liveDocumentsPerSecond;
  const row = (name: string, seconds: number) => [
    name,
    `${seconds.toFixed(1)} s`,
    rate(seconds),
    `${(documents / seconds / live).toFixed(1)} ×`,
  ];
  tell("graph-load", [
    `${command}; ${documents.toLocaleString("en")} documents, ${triples.toLocaleString("en")} triples, ${evidence.toLocaleString("en")} pieces of evidence.`,
    "",
    ...table([
      ["", "took", "documents a second", "of the live rate"],
      row("`neo4j-admin` alone", told.adminSeconds),
      row("export, then `neo4j-admin`", told.exportSeconds + told.adminSeconds),
      row(
        "with the first opening, which builds the indexes",
        told.exportSeconds + told.adminSeconds + told.openingSeconds,
      ),
      [
        `written live to the loaded graph, batches of ${batchSize}`,
        "",
        Math.round(live).toLocaleString("en"),
        "1 ×",
      ],
    ]),
  ]);
}

async function writers(): Promise<void> {
  await fill("neo4j", sizes.slice(0, 1), values.shelf);
  const graph = await openStocked("neo4j", sizes[0]!, values.shelf);
  try {
    const counts = [1, 2, 4];
    const runs: Writing[] = [];
    for (let round = -1; round < rounds; round++) {
      for (const count of counts) {
        const run = await writeTogether(graph, count, { user: "", password: "" });
        if (round >= 0) runs.push(run);
      }
    }
    const of = (count: number) => runs.filter((run) => run.writers === count);
    const alone = of(1);
    tell("graph-writers", [
      `${command}; new papers in batches of ${batchSize} into a graph of ${sizes[0]!.toLocaleString("en")} triples, ${rounds} rounds, in each of which all take their turn.`,
      "",
      ...table([
        ["writers", "papers a second", "beside one writer", "transactions", "run again"],
        ...counts.map((count) => [
          count,
          tellSpread(
            of(count).map((run) => run.papersPerSecond),
            0,
          ),
          spread(of(count).map((run, at) => run.papersPerSecond / alone[at]!.papersPerSecond)).median.toFixed(
            2,
          ),
          of(count).reduce((sum, run) => sum + run.batches, 0),
          of(count).reduce((sum, run) => sum + run.retries, 0),
        ]),
      ]),
    ]);
  } finally {
    await graph.close();
  }
}

for (const part of parts) {
  if (part === "costs") for (const kind of stores) await costs(kind);
  else if (part === "merge" && stores.includes("neo4j")) await merge();
  else if (part === "writers" && stores.includes("neo4j")) await writers();
  else if (part === "load" && stores.includes("neo4j")) await loading();
}
