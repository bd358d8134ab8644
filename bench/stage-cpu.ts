import { join } from "node:path";
import { changeOf } from "../src/assemble/change.js";
import { type Document, documentText } from "../src/domain/document.js";
import type { GraphStore } from "../src/domain/graph-store.js";
import { openTokenizer } from "../src/encode/tokenizer.js";
import type { Stages } from "../src/pipeline/stages.js";
import { percent, table } from "./page.js";

/** CPU seconds of all threads of the process. */
export interface StageCpu {
  readonly read: number;
  readonly tokenise: number;
  readonly encode: number;
  readonly link: number;
  readonly relate: number;
  readonly write: number;
}

/** Documents of a batch, about as many as the pipeline's characters make. */
const batchDocuments = 64;

/**
 * What each stage costs, by running them one after the other, so that the CPU time of the whole process in each is its own: threads,
 * garbage collection and what travels between threads included. `encode` is without the tokenising, which is run once more by itself.
 */
export async function cpuByStage<E>(
  read: () => Promise<readonly Document[]>,
  stages: Stages<E>,
  store: GraphStore,
  models: string,
): Promise<StageCpu> {
  const spent = { read: 0, tokenise: 0, encode: 0, link: 0, relate: 0, write: 0 };
  async function counted<T>(stage: keyof StageCpu, work: () => Promise<T>): Promise<T> {
    const before = process.cpuUsage();
    const result = await work();
    const { user, system } = process.cpuUsage(before);
    spent[stage] += (user + system) / 1e6;
    return result;
  }

  const documents = await counted("read", read);
  const tokenizer = openTokenizer(join(models, "joint", "tokenizer.json"));
  await counted("tokenise", async () => {
    for (const document of documents) tokenizer.tokenise(documentText(document));
  });
  for (let first = 0; first < documents.length; first += batchDocuments) {
    const batch = documents.slice(first, first + batchDocuments);
    const encoded = await counted("encode", () => stages.encode(batch));
    const linked = await counted("link", () => stages.link(encoded));
    const related = await counted("relate", () => stages.relate(linked));
    await counted("write", () => store.write(related.map((one) => changeOf(one, stages.versions))));
  }
  return { ...spent, encode: spent.encode - spent.tokenise };
}

/** @param documents how many they were */
export function cpuTable(cpu: StageCpu, documents: number): readonly string[] {
  const all = Object.values(cpu).reduce((sum, seconds) => sum + seconds, 0);
  return table([
    ["stage", "CPU, ms a document", "share"],
    ...Object.entries(cpu).map(([stage, seconds]) => [
      stage,
      ((1000 * seconds) / documents).toFixed(2),
      percent(seconds / all),
    ]),
  ]);
}
