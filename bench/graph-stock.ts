import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DocumentChange, GraphStore } from "../src/domain/graph-store.js";
import { Connection } from "../src/store/embedded/connection.js";
import { writeChanges } from "../src/store/embedded/write-changes.js";
import { openStore } from "../src/store/open-store.js";
import { startNeo4j } from "../test/neo4j/server.js";
import { zipfPaper } from "./zipf-papers.js";

export const storeKinds = ["embedded", "neo4j"] as const;
export type StoreKind = (typeof storeKinds)[number];

/** A graph of one size, open. */
export interface Stocked {
  readonly kind: StoreKind;
  readonly size: number;
  /** The folder or URL. */
  readonly location: string;
  readonly store: GraphStore;
  /** The database's process, where it has one. */
  readonly pid?: number | undefined;
  /** A number that no paper of it has had, then `papers` more. */
  readonly unused: (papers: number) => number;
  readonly close: () => Promise<void>;
}

interface Stock {
  readonly papers: number;
  readonly triples: number;
  readonly seconds: number;
  /** Papers of samples that came and went. */
  readonly sampled: number;
}

/** As many as the pipeline hands over at once. */
export const batchSize = 100;
/** Papers between two looks at the size; the embedded store takes them as one transaction, which is the fastest. */
const stride = 2_000;
const memoryMib = { heap: 1_024, pages: 1_536 };
const firstSample = 100_000_000;
const empty: Stock = { papers: 0, triples: 0, seconds: 0, sampled: 0 };

/** Of 19 papers 5 speak of one triple: about 10^5 among those that make 10^6 triples. */
export function isHub(number: number): boolean {
  return number % 19 < 5;
}

/**
 * Graphs of the given sizes (in triples), rising, each filled from a copy of the one before. They stay in `shelf`, and a fill that was
 * broken off goes on where it was.
 */
export async function fill(kind: StoreKind, sizes: readonly number[], shelf: string): Promise<void> {
  let before: string | undefined;
  for (const size of sizes) {
    const folder = join(shelf, `${kind}-${size}`);
    if (!existsSync(join(folder, "stock.json"))) {
      rmSync(folder, { recursive: true, force: true });
      if (before === undefined) mkdirSync(folder, { recursive: true });
      else cpSync(before, folder, { recursive: true });
    }
    if (stockOf(folder).triples < size) await fillOne(kind, size, folder);
    before = folder;
  }
}

async function fillOne(kind: StoreKind, size: number, folder: string): Promise<void> {
  const { store, location, close } = await openStock(kind, folder);
  const connection = kind === "embedded" ? new Connection(join(location, "graph.db"), false) : undefined;
  const write = (papers: readonly DocumentChange[]): Promise<unknown> =>
    connection?.transaction(60_000, () => writeChanges(connection, papers)) ?? store.write(papers);
  try {
    let stock = stockOf(folder);
    while (stock.triples < size) {
      const from = performance.now();
      const numbers = Array.from({ length: stride }, (_, at) => stock.papers + at);
      await write(numbers.map((number) => zipfPaper({ number, hub: isHub(number) })));
      const seconds = (performance.now() - from) / 1000;
      const { triples } = await store.counts();
      stock = { ...stock, papers: stock.papers + stride, triples, seconds: stock.seconds + seconds };
      note(folder, stock);
      console.error(
        `${kind}: ${stock.papers} papers, ${triples} triples, ${(stride / seconds).toFixed(0)} papers/s`,
      );
    }
  } finally {
    connection?.close();
    await close();
  }
}

export async function openStocked(kind: StoreKind, size: number, shelf: string): Promise<Stocked> {
  const folder = join(shelf, `${kind}-${size}`);
  const opened = await openStock(kind, folder);
  const unused = (papers: number) => {
    const stock = stockOf(folder);
    note(folder, { ...stock, sampled: stock.sampled + papers });
    return firstSample + stock.sampled;
  };
  return { kind, size, unused, ...opened };
}

/**
 * Puts the embedded graph of a size, exported to `exported`, into the place of the Neo4j graph of a size.
 *
 * @returns what `neo4j-admin` took, and the first opening, which builds the indexes
 */
export async function stockByImport(
  size: number,
  shelf: string,
  exported: string,
): Promise<{ readonly adminSeconds: number; readonly openingSeconds: number }> {
  const folder = join(shelf, `neo4j-${size}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const server = await startNeo4j({ home: join(folder, "server"), memoryMib, imports: exported });
  if (!server) throw new Error("there is no Neo4j: it takes Java 17 or newer and Maven");
  try {
    const from = performance.now();
    const store = await openStore(server.url, { user: server.user, password: server.password });
    const openingSeconds = (performance.now() - from) / 1_000;
    await store.close();
    note(folder, stockOf(join(shelf, `embedded-${size}`)));
    return { adminSeconds: (server.importMs ?? 0) / 1_000, openingSeconds };
  } finally {
    await server.stop();
  }
}

async function openStock(
  kind: StoreKind,
  folder: string,
): Promise<Pick<Stocked, "location" | "store" | "pid" | "close">> {
  if (kind === "embedded") {
    const location = join(folder, "graph");
    const store = await openStore(location);
    return { location, store, close: () => store.close() };
  }
  const server = await startNeo4j({ home: join(folder, "server"), memoryMib });
  if (!server) throw new Error("there is no Neo4j: it takes Java 17 or newer and Maven");
  const store = await openStore(server.url, { user: server.user, password: server.password });
  const close = async () => {
    await store.close();
    await server.stop();
  };
  return { location: server.url, store, pid: server.pid, close };
}

function stockOf(folder: string): Stock {
  const file = join(folder, "stock.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Stock) : empty;
}

function note(folder: string, stock: Stock): void {
  writeFileSync(join(folder, "stock.json"), JSON.stringify(stock));
}
