import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GraphItem, GraphStore } from "../../../src/domain/graph-store.js";
import { openStore } from "../../../src/store/open-store.js";
import type { GraphFormat } from "../../../src/write/graph/graph-format.js";
import { paper } from "../../store/world.js";

const claim = { subject: "metformin", predicate: "treats", object: "diabetes" } as const;

/**
 * A graph with every kind of triple: affirmed by two papers and denied by a third, only hedged, only asked, only denied; a
 * concept that no triple joins; a paper that is retracted.
 */
export const examplePapers = [
  paper({
    id: "PMID:1",
    year: 2018,
    claims: [claim, { subject: "aspirin", predicate: "treats", object: "stroke", certainty: "hedged" }],
  }),
  paper({
    id: "PMID:2",
    year: 2020,
    mentions: ["tp53"],
    claims: [{ ...claim, score: 0.8 }],
  }),
  paper({
    id: "PMID:3",
    claims: [
      { ...claim, score: 0.3, polarity: "negated" },
      { subject: "metformin", predicate: "associated_with", object: "stroke", certainty: "question" },
      { subject: "diabetes1", predicate: "associated_with", object: "metformin", polarity: "negated" },
    ],
  }),
  paper({ id: "PMID:4", claims: [claim], retracted: true }),
];

export interface ExampleStore {
  readonly store: GraphStore;
  readonly folder: string;
  readonly close: () => Promise<void>;
}

export async function openExample(): Promise<ExampleStore> {
  const folder = mkdtempSync(join(tmpdir(), "litweave-export-"));
  const store = await openStore(join(folder, "graph"));
  await store.write(examplePapers);
  return {
    store,
    folder,
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export interface Written {
  readonly data: Buffer;
  readonly text: string;
  readonly records: number;
}

/** The files that a format makes of items. */
export async function filesOf(
  format: GraphFormat,
  items: AsyncIterable<GraphItem> | Iterable<GraphItem>,
): Promise<ReadonlyMap<string, Written>> {
  const pieces = new Map<string, Buffer[]>(format.files.map((file) => [file, []]));
  const records = new Map<string, number>();
  async function* each() {
    yield* items;
  }
  for await (const piece of format.write(each())) {
    pieces.get(piece.file)!.push(Buffer.from(piece.data));
    records.set(piece.file, (records.get(piece.file) ?? 0) + piece.records);
  }
  return new Map(
    [...pieces].map(([file, parts]) => {
      const data = Buffer.concat(parts);
      return [file, { data, text: data.toString("utf8"), records: records.get(file) ?? 0 }];
    }),
  );
}

/** The items of the example that a format reads. */
export async function itemsFor(store: GraphStore, format: GraphFormat): Promise<readonly GraphItem[]> {
  const items: GraphItem[] = [];
  for await (const item of store.items(format.reads)) items.push(item);
  return items;
}
