import type { GraphItem } from "../../domain/graph-store.js";
import { xmlText } from "../xml-text.js";
import type { GraphFormat, Piece } from "./graph-format.js";
import { type Cell, type CellType, type Column, edgeColumns, nodeColumns } from "./tables.js";

const file = "graph.graphml";

/** `label` is what Gephi and others show of a node. */
const renamed: Readonly<Record<string, string>> = { name: "label" };

const types: Readonly<Record<Exclude<CellType, "texts">, string>> = {
  text: "string",
  whole: "int",
  real: "double",
  truth: "boolean",
};

/**
 * GraphML (http://graphml.graphdrawing.org): one directed graph, concepts and triples, without lists, since an attribute holds
 * one value. All edges are directed, those of symmetric predicates too: readers such as NetworkX refuse a graph of both kinds.
 */
export const graphml: GraphFormat = {
  files: [file],
  reads: ["concept", "triple"],
  write,
};

const nodeData = dataOf(nodeColumns, ["id"]);
const edgeData = dataOf(edgeColumns, ["key", "subject", "object"]);

async function* write(items: AsyncIterable<GraphItem>): AsyncGenerator<Piece> {
  yield { file, data: head(), records: 0 };
  for await (const item of items) {
    if (item.kind === "concept") {
      const { concept } = item;
      const data = dataText("n", nodeData, concept);
      yield { file, data: `<node id="${xmlText(concept.id)}">${data}</node>\n`, records: 1 };
    } else if (item.kind === "triple") {
      const { triple } = item;
      const ends = `source="${xmlText(triple.subject)}" target="${xmlText(triple.object)}"`;
      const data = dataText("e", edgeData, triple);
      yield { file, data: `<edge id="${triple.key}" ${ends}>${data}</edge>\n`, records: 1 };
    }
  }
  yield { file, data: "</graph>\n</graphml>\n", records: 0 };
}

function head(): string {
  const keys = [
    ...nodeData.map((column) => keyOf("n", "node", column)),
    ...edgeData.map((column) => keyOf("e", "edge", column)),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
${keys.join("\n")}
<graph id="litweave" edgedefault="directed">
`;
}

function keyOf(mark: "n" | "e", what: "node" | "edge", { name, type }: Column<never>): string {
  const shown = renamed[name] ?? name;
  return `<key id="${mark}.${name}" for="${what}" attr.name="${shown}" attr.type="${types[type as keyof typeof types]}"/>`;
}

function dataOf<T>(columns: readonly Column<T>[], without: readonly string[]): readonly Column<T>[] {
  return columns.filter(({ name, type }) => type !== "texts" && !without.includes(name));
}

function dataText<T>(mark: "n" | "e", columns: readonly Column<T>[], record: T): string {
  return columns
    .map(({ name, of }) => [name, of(record)] as const)
    .filter((pair): pair is readonly [string, NonNullable<Cell>] => pair[1] !== undefined)
    .map(([name, value]) => `<data key="${mark}.${name}">${xmlText(String(value))}</data>`)
    .join("");
}
