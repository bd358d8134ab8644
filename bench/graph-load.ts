import { rmSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { GraphCounts } from "../src/domain/graph-reader.js";
import { exportForImport } from "../src/pipeline/export-graph.js";
import { openStore } from "../src/store/open-store.js";
import { batchSize, fill, isHub, openStocked, stockByImport } from "./graph-stock.js";
import { zipfPaper } from "./zipf-papers.js";

/** What it took to bring a graph into Neo4j, and what the same server then takes of new papers. */
export interface Loading {
  readonly counts: GraphCounts;
  readonly exportSeconds: number;
  readonly adminSeconds: number;
  readonly openingSeconds: number;
  readonly liveDocumentsPerSecond: number;
}

/** Batches written live; the first are not timed: nothing is planned or compiled then. */
const liveBatches = { before: 4, timed: 12 };

/**
 * Exports the embedded graph of a size, imports it by `neo4j-admin` in the place of the Neo4j graph of that size, and writes new papers
 * to it live.
 */
export async function load(size: number, shelf: string): Promise<Loading> {
  await fill("embedded", [size], shelf);
  const folder = join(shelf, `import-${size}`);
  rmSync(folder, { recursive: true, force: true });
  const source = await openStore(join(shelf, `embedded-${size}`, "graph"));
  const counts = await source.counts();
  const exportSeconds = await seconds(() => exportForImport({ store: source, folder }));
  await source.close();
  const { adminSeconds, openingSeconds } = await stockByImport(size, shelf, folder);
  rmSync(folder, { recursive: true });
  const graph = await openStocked("neo4j", size, shelf);
  try {
    if (!isDeepStrictEqual(await graph.store.counts(), counts)) throw new Error("not all was imported");
    const first = graph.unused((liveBatches.before + liveBatches.timed) * batchSize);
    const write = async (from: number, to: number) => {
      for (let batch = from; batch < to; batch++) {
        const numbers = Array.from({ length: batchSize }, (_, at) => first + batch * batchSize + at);
        await graph.store.write(numbers.map((number) => zipfPaper({ number, hub: isHub(number) })));
      }
    };
    await write(0, liveBatches.before);
    const took = await seconds(() => write(liveBatches.before, liveBatches.before + liveBatches.timed));
    const liveDocumentsPerSecond = (liveBatches.timed * batchSize) / took;
    return { counts, exportSeconds, adminSeconds, openingSeconds, liveDocumentsPerSecond };
  } finally {
    await graph.close();
  }
}

async function seconds(act: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await act();
  return (performance.now() - from) / 1_000;
}
