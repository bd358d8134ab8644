/**
 * What it is worth to keep what was found for names: the papers of a graph are linked anew, in its order, with so many names kept, each number in
 * a process of its own; then what the last tenth of them cost.
 *
 * `npx tsx bench/known-names.ts --graph FOLDER [--documents 20000] [--kept 10000,50000] [--page]`; with `--page` the figures go to
 * docs/performance.md.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { readConfig } from "../src/config.js";
import type { ProcessedDocument } from "../src/domain/graph-store.js";
import { openLinking } from "../src/pipeline/open-stages.js";
import { withoutLinks } from "../src/pipeline/stages.js";
import { openStore } from "../src/store/open-store.js";
import { environment, machine, table, writeBlock } from "./page.js";

const { values } = parseArgs({
  options: {
    graph: { type: "string" },
    documents: { type: "string", default: "20000" },
    kept: { type: "string", default: "10000,50000" },
    page: { type: "boolean", default: false },
  },
});
const { graph } = values;
if (graph === undefined) throw new Error("--graph: the folder of which graph?");
const documents = Number(values.documents);
const batchDocuments = 64;

interface Cost {
  readonly documents: number;
  /** CPU time of all threads, of a document among the last tenth. */
  readonly msADocument: number;
  readonly mentions: number;
  readonly rssMib: number;
  /** What is left of JavaScript's heap after a collection. */
  readonly heapMib: number;
}

async function* batchesOf(place: string): AsyncGenerator<readonly ProcessedDocument[]> {
  const store = await openStore(place);
  let [batch, taken]: [ProcessedDocument[], number] = [[], 0];
  try {
    for (const { fingerprint } of await store.processedBy()) {
      for await (const document of store.documentsProcessedBy(fingerprint)) {
        if (taken === documents) break;
        taken += 1;
        batch.push(document);
        if (batch.length < batchDocuments) continue;
        yield batch;
        batch = [];
      }
    }
    if (batch.length > 0) yield batch;
  } finally {
    await store.close();
  }
}

async function costOf(place: string, keptNames: number): Promise<Cost> {
  const config = readConfig(process.env);
  const linking = await openLinking({ ...config, linkThreads: 0, linkSettings: { keptNames } });
  let [linked, counted, mentions, microseconds] = [0, 0, 0, 0];
  for await (const batch of batchesOf(place)) {
    const before = process.cpuUsage();
    await linking.linkMentions(batch.map(withoutLinks));
    const { user, system } = process.cpuUsage(before);
    linked += batch.length;
    if (linked <= 0.9 * documents) continue;
    counted += batch.length;
    microseconds += user + system;
    mentions += batch.reduce((sum, one) => sum + one.mentions.length, 0);
  }
  const { rss } = process.memoryUsage();
  globalThis.gc?.();
  const { heapUsed } = process.memoryUsage();
  await linking.close();
  return {
    documents: linked,
    msADocument: microseconds / 1000 / counted,
    mentions: mentions / counted,
    rssMib: rss / 2 ** 20,
    heapMib: heapUsed / 2 ** 20,
  };
}

async function inOwnProcess(keptNames: number): Promise<Cost> {
  const words = ["--graph", graph!, "--documents", String(documents), "--kept", String(keptNames)];
  const child = fork(fileURLToPath(import.meta.url), words, {
    execArgv: [...process.execArgv, "--expose-gc"],
  });
  const [cost] = (await once(child, "message")) as [Cost];
  return cost;
}

const sizes = values.kept.split(",").map(Number);
if (process.send) {
  process.send(await costOf(graph, sizes[0]!));
  process.disconnect();
} else {
  const where = machine();
  const costs: (readonly [number, Cost])[] = [];
  for (const kept of sizes) costs.push([kept, await inOwnProcess(kept)]);
  const [, { documents: linked, mentions }] = costs[0]!;
  const lines = [
    `\`${environment()}npx tsx bench/known-names.ts --graph … --documents ${documents} --kept ${values.kept} --page\` on ${where}: ${linked} papers, of which the last tenth has ${mentions.toFixed(1)} mentions each.`,
    "",
    ...table([
      [
        "names kept",
        "CPU of linking, ms a paper of the last tenth",
        "memory, MiB",
        "JavaScript's heap after a collection",
      ],
      ...costs.map(([kept, { msADocument, rssMib, heapMib }]) => [
        kept.toLocaleString("en"),
        msADocument.toFixed(2),
        Math.round(rssMib),
        Math.round(heapMib),
      ]),
    ]),
  ];
  console.log(lines.join("\n"));
  if (values.page) writeBlock("known-names", lines, "performance.md");
}
