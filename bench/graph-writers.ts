import { openStore } from "../src/store/open-store.js";
import { batchSize, isHub, type Stocked } from "./graph-stock.js";
import { zipfPaper } from "./zipf-papers.js";

export interface Writing {
  readonly writers: number;
  readonly papersPerSecond: number;
  readonly retries: number;
  readonly batches: number;
}

const batchesOfOne = 8;

/** New papers by several stores at once, each with a connection of its own, into one graph. */
export async function writeTogether(
  graph: Stocked,
  writers: number,
  login: { readonly user: string; readonly password: string },
): Promise<Writing> {
  const stores = await Promise.all(Array.from({ length: writers }, () => openStore(graph.location, login)));
  try {
    const first = graph.unused(writers * batchesOfOne * batchSize);
    const batches = Array.from({ length: writers * batchesOfOne }, (_, batch) =>
      Array.from({ length: batchSize }, (_, at) => {
        const number = first + batch * batchSize + at;
        return zipfPaper({ number, hub: isHub(number) });
      }),
    );
    const from = performance.now();
    await Promise.all(
      stores.map(async (store) => {
        for (let batch = batches.pop(); batch; batch = batches.pop()) await store.write(batch);
      }),
    );
    const seconds = (performance.now() - from) / 1_000;
    return {
      writers,
      papersPerSecond: (writers * batchesOfOne * batchSize) / seconds,
      retries: stores.reduce((sum, store) => sum + store.retries(), 0),
      batches: writers * batchesOfOne,
    };
  } finally {
    await Promise.all(stores.map((store) => store.close()));
  }
}
