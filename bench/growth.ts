/**
 * How a store grows with its documents, into docs/sizing.md, which `sizing.ts` computes from:
 * `npx tsx bench/growth.ts [FILE…] [--documents 1000,10000] [--neo4j 1000,10000] [--graph FOLDER] [--page]`.
 * Synthetic papers (`zipf-papers.ts`) are written in bulk, with `--neo4j` into a server of its own too; the last row is real abstracts: those of the files, through the default models, or with
 * `--graph` those that an embedded store holds already.
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readConfig } from "../src/config.js";
import type { GraphStore } from "../src/domain/graph-store.js";
import { openStages } from "../src/pipeline/open-stages.js";
import { ingest } from "../src/pipeline.js";
import { openStore } from "../src/store/open-store.js";
import { startNeo4j } from "../test/neo4j/server.js";
import { bytesIn } from "./disk.js";
import { inputFiles, records } from "./input.js";
import { environment, machine, table, writeBlock } from "./page.js";
import { zipfPaper } from "./zipf-papers.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    documents: { type: "string", default: "1000,10000" },
    neo4j: { type: "string" },
    graph: { type: "string" },
    page: { type: "boolean", default: false },
  },
});
if (values.graph !== undefined && !existsSync(values.graph))
  throw new Error(`--graph: there is no folder ${values.graph}`);
const embeddedSizes = sizesOf(values.documents);
const neo4jSizes = values.neo4j === undefined ? [] : sizesOf(values.neo4j);
const files = inputFiles(positionals);
const where = machine();
const folder = mkdtempSync(join(tmpdir(), "litweave-growth-"));
const batch = 1_000;

interface Row {
  readonly what: string;
  readonly documents: number;
  readonly triples: number;
  readonly evidence: number;
  readonly bytes: number;
  /** Of writing, and the memory of the process that wrote; missing of a graph that was there. */
  readonly seconds?: number;
  readonly rssMib?: number;
}

async function describe(
  what: string,
  documents: number,
  store: GraphStore,
  from: number,
  bytes: () => number,
): Promise<Row> {
  const seconds = (performance.now() - from) / 1000;
  const { triples, evidence } = await store.counts();
  const row = { what, documents, triples, evidence, seconds, rssMib: process.memoryUsage().rss / 2 ** 20 };
  // Closed, a database has put away what it keeps beside itself while it is open.
  await store.close();
  console.error(`${what}: ${documents.toLocaleString("en")} documents in ${seconds.toFixed(0)} s`);
  return { ...row, bytes: bytes() };
}

async function existing(place: string): Promise<Row> {
  const store = await openStore(place);
  const { documents, triples, evidence } = await store.counts();
  await store.close();
  return { what: "real abstracts, embedded", documents, triples, evidence, bytes: bytesIn(place) };
}

async function real(): Promise<Row> {
  const place = join(folder, "real");
  const store = await openStore(place);
  const empty = bytesIn(place);
  const stages = await openStages({ ...readConfig(process.env), log: () => undefined });
  const from = performance.now();
  const { documents } = await ingest({ records: records(files), stages, store, onFailure: () => undefined });
  const row = await describe(
    "real abstracts, embedded",
    documents,
    store,
    from,
    () => bytesIn(place) - empty,
  );
  await stages.close();
  return row;
}

function sizesOf(list: string): readonly number[] {
  const numbers = list.split(",").map(Number);
  if (numbers.every((size, at) => size > (numbers[at - 1] ?? 0))) return numbers;
  throw new Error(`“${list}” should be numbers of documents, each above the one before, as 1000,10000`);
}

/** Each size is filled from the one before. */
async function* synthetic(
  what: string,
  sizes: readonly number[],
  open: () => Promise<GraphStore>,
  bytes: () => number,
): AsyncGenerator<Row> {
  let done = 0;
  let spent = 0;
  for (const size of sizes) {
    const store = await open();
    const from = performance.now() - spent;
    for (; done < size; done += batch) {
      await store.write(
        Array.from({ length: Math.min(batch, size - done) }, (_, i) => zipfPaper({ number: done + i })),
      );
    }
    done = size;
    spent = performance.now() - from;
    yield await describe(what, size, store, from, bytes);
  }
}

async function intoNeo4j(): Promise<readonly Row[]> {
  const home = join(folder, "neo4j");
  let server = await startNeo4j({ home, memoryMib: { heap: 1_024, pages: 512 } });
  if (!server) throw new Error("--neo4j takes Java and Maven");
  const rows: Row[] = [];
  try {
    for await (const row of synthetic(
      "synthetic papers, Neo4j",
      neo4jSizes,
      () => openStore(server!.url, { user: "" }),
      () => 0,
    )) {
      // Stopped, it has written its pages.
      await server.stop();
      rows.push({ ...row, bytes: bytesIn(join(home, "data", "databases", "neo4j")) });
      server = (await startNeo4j({ home, memoryMib: { heap: 1_024, pages: 512 } }))!;
    }
  } finally {
    await server.stop();
  }
  return rows;
}

try {
  const rows: Row[] = [];
  const place = join(folder, "synthetic");
  for await (const row of synthetic(
    "synthetic papers, embedded",
    embeddedSizes,
    () => openStore(place),
    () => bytesIn(place),
  ))
    rows.push(row);
  if (neo4jSizes.length > 0) rows.push(...(await intoNeo4j()));
  // Last, so that the memory told before is not that of the models.
  rows.push(values.graph === undefined ? await real() : await existing(values.graph));
  const command = [
    `${environment()}npx tsx bench/growth.ts`,
    `--documents ${embeddedSizes.join(",")}`,
    ...(values.neo4j === undefined ? [] : [`--neo4j ${values.neo4j}`]),
    ...(values.graph === undefined ? [] : ["--graph …"]),
    "--page",
  ];
  const lines = [
    `\`${command.join(" ")}\` on ${where}.`,
    "",
    ...table([
      [
        "",
        "documents",
        "triples a document",
        "pieces of evidence a document",
        "MiB",
        "bytes a document",
        "documents a second",
        "memory, MiB",
      ],
      ...rows.map(({ what, documents, triples, evidence, bytes, seconds, rssMib }) => [
        what,
        documents.toLocaleString("en"),
        (triples / documents).toFixed(3),
        (evidence / documents).toFixed(3),
        (bytes / 2 ** 20).toFixed(1),
        Math.round(bytes / documents).toLocaleString("en"),
        seconds === undefined ? "" : Math.round(documents / seconds).toLocaleString("en"),
        rssMib === undefined ? "" : Math.round(rssMib).toLocaleString("en"),
      ]),
    ]),
  ];
  console.log(lines.join("\n"));
  if (values.page) writeBlock("growth", lines, "sizing.md");
} finally {
  rmSync(folder, { recursive: true, force: true });
}
