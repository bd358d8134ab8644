import type { GraphItem } from "../../domain/graph-store.js";
import type { GraphFormat, Piece } from "./graph-format.js";
import { type KgxRecord, kgxEdge, kgxNode } from "./kgx-records.js";

/** KGX as JSON lines: `nodes.jsonl` and `edges.jsonl`. */
export const kgxJsonl: GraphFormat = {
  files: ["nodes.jsonl", "edges.jsonl"],
  reads: ["concept", "triple"],
  write,
};

async function* write(items: AsyncIterable<GraphItem>): AsyncGenerator<Piece> {
  for await (const item of items) {
    if (item.kind === "concept") yield line("nodes.jsonl", kgxNode(item.concept));
    else if (item.kind === "triple") {
      const edge = kgxEdge(item.triple, item.evidence);
      if (edge) yield line("edges.jsonl", edge);
    }
  }
}

function line(file: string, record: KgxRecord): Piece {
  return { file, data: `${JSON.stringify(record)}\n`, records: 1 };
}
