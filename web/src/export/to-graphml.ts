import type { TripleFieldsFragment } from "../api/generated.js";
import { xml } from "./xml.js";

interface Node {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly documents: number;
}

type Value = string | number | null;

const nodeKeys = { name: "string", category: "string", documents: "int" } as const;
const edgeKeys = {
  predicate: "string",
  belief: "double",
  documents: "int",
  affirmed: "int",
  denied: "int",
  hedged: "int",
  questions: "int",
  retracted: "int",
  firstYear: "int",
  lastYear: "int",
} as const;

function keysOf(kind: "node" | "edge", keys: Readonly<Record<string, string>>): string {
  return Object.entries(keys)
    .map(
      ([name, type]) => `<key id="${kind}-${name}" for="${kind}" attr.name="${name}" attr.type="${type}"/>\n`,
    )
    .join("");
}

function dataOf(kind: "node" | "edge", values: Readonly<Record<string, Value>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `<data key="${kind}-${name}">${xml(String(value))}</data>`)
    .join("");
}

function pick<K extends string>(
  from: Readonly<Record<NoInfer<K>, Value>>,
  keys: Readonly<Record<K, string>>,
) {
  return Object.fromEntries((Object.keys(keys) as K[]).map((key) => [key, from[key]]));
}

/** GraphML as Gephi, yEd, Cytoscape and NetworkX read it. */
export function toGraphml(nodes: readonly Node[], edges: readonly TripleFieldsFragment[]): string {
  const drawn = nodes.map(
    (node) => `<node id="${xml(node.id)}">${dataOf("node", pick(node, nodeKeys))}</node>\n`,
  );
  const joined = edges.map(
    (edge) =>
      `<edge id="${xml(edge.id)}" source="${xml(edge.subject.id)}" target="${xml(edge.object.id)}">` +
      `${dataOf("edge", pick(edge, edgeKeys))}</edge>\n`,
  );
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n' +
    keysOf("node", nodeKeys) +
    keysOf("edge", edgeKeys) +
    `<graph id="litweave" edgedefault="directed">\n${drawn.join("")}${joined.join("")}</graph>\n</graphml>\n`
  );
}
