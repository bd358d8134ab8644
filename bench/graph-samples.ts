import type { DocumentChange } from "../src/domain/graph-store.js";
import type { Work, Workbench } from "../test/semantics/work.js";
import { batchSize, type Stocked } from "./graph-stock.js";
import { paperId, zipfPaper } from "./zipf-papers.js";

export const documentKinds = ["ordinary", "hub"] as const;
export type DocumentKind = (typeof documentKinds)[number];
export const acts = ["add", "revise", "retract", "delete"] as const;
export type Act = (typeof acts)[number];

/** What one document cost in one batch. */
export interface Sample {
  readonly size: number;
  readonly document: DocumentKind;
  readonly act: Act;
  readonly round: number;
  readonly ms: number;
  /** Of the processor, in this process. */
  readonly cpuMs: number;
}

/** Concepts of each category that papers of samples speak of: the first, which every graph has, so that each is asked the same. */
const within = 2_000;

/** Papers that come, are revised and retracted, and papers that come and are deleted: each act of a live document once. */
function lives(
  first: number,
  document: DocumentKind,
): readonly (readonly [Act, readonly DocumentChange[]])[] {
  const of = (from: number, more: { readonly version?: number; readonly retracted?: boolean } = {}) =>
    Array.from({ length: batchSize }, (_, at) =>
      zipfPaper({ number: from + at, hub: document === "hub", within, ...more }),
    );
  const second = first + batchSize;
  return [
    ["add", of(first)],
    ["revise", of(first, { version: 2 })],
    ["retract", of(first, { version: 3, retracted: true })],
    ["add", of(second)],
    [
      "delete",
      Array.from({ length: batchSize }, (_, at) => ({ kind: "delete", documentId: paperId(second + at) })),
    ],
  ];
}

/** Samples of every size in turn, round by round, the sizes in another order each time: what disturbs the machine disturbs all alike. */
export async function* sample(graphs: readonly Stocked[], rounds: number): AsyncGenerator<Sample> {
  // The first round warms up and is not told.
  for (let round = -1; round < rounds; round++) {
    const turn = (round + graphs.length) % graphs.length;
    for (const graph of [...graphs.slice(turn), ...graphs.slice(0, turn)]) {
      for (const document of documentKinds) {
        for (const [act, changes] of lives(graph.unused(2 * batchSize), document)) {
          const cpu = process.cpuUsage();
          const from = performance.now();
          await graph.store.write(changes);
          const ms = (performance.now() - from) / batchSize;
          const { user, system } = process.cpuUsage(cpu);
          const cpuMs = (user + system) / 1_000 / batchSize;
          if (round >= 0) yield { size: graph.size, document, act, round, ms, cpuMs };
        }
      }
    }
  }
}

/** What one document costs the engine, by its own count. */
export async function work(graph: Stocked, bench: Workbench): Promise<ReadonlyMap<string, Work>> {
  const works = new Map<string, Work>();
  try {
    for (const document of documentKinds) {
      // Twice: what is prepared or planned for the first time counts for nothing.
      for (let time = 0; time < 2; time++) {
        for (const [act, changes] of lives(graph.unused(2 * batchSize), document)) {
          works.set(`${document} ${act}`, await bench.write(changes));
        }
      }
    }
  } finally {
    await bench.close();
  }
  return works;
}
