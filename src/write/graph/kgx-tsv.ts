import type { GraphItem } from "../../domain/graph-store.js";
import type { GraphFormat, Piece } from "./graph-format.js";
import { type KgxRecord, type KgxValue, kgxEdge, kgxNode } from "./kgx-records.js";

const columns = {
  "nodes.tsv": ["id", "category", "name", "synonym", "xref", "taxon", "provisional", "documents", "triples"],
  "edges.tsv": [
    "id",
    "category",
    "subject",
    "predicate",
    "object",
    "negated",
    "knowledge_level",
    "agent_type",
    "primary_knowledge_source",
    "publications",
    "denying_publications",
    "supporting_text",
    "evidence_count",
    "belief",
    "affirmed",
    "denied",
    "hedged",
    "questions",
    "concerns",
    "duplicates",
    "retracted",
    "first_year",
    "last_year",
  ],
} as const;
type File = keyof typeof columns;

/**
 * KGX as tab-separated values: `nodes.tsv` and `edges.tsv`. Its readers know no quoting and split any value at `|`, so tabs
 * and line breaks become spaces and bars broken ones; they take every word for true, so what is false stays empty.
 */
export const kgxTsv: GraphFormat = {
  files: ["nodes.tsv", "edges.tsv"],
  reads: ["concept", "triple"],
  write,
};

async function* write(items: AsyncIterable<GraphItem>): AsyncGenerator<Piece> {
  for (const file of ["nodes.tsv", "edges.tsv"] as const) {
    yield { file, data: `${columns[file].join("\t")}\n`, records: 0 };
  }
  for await (const item of items) {
    if (item.kind === "concept") yield row("nodes.tsv", kgxNode(item.concept));
    else if (item.kind === "triple") {
      const edge = kgxEdge(item.triple, item.evidence);
      if (edge) yield row("edges.tsv", edge);
    }
  }
}

function row(file: File, record: KgxRecord): Piece {
  const cells = columns[file].map((name) => cell(record[name]));
  return { file, data: `${cells.join("\t")}\n`, records: 1 };
}

function cell(value: KgxValue | undefined): string {
  if (value === undefined || value === false) return "";
  return (typeof value === "object" ? value : [String(value)]).map(plain).join("|");
}

function plain(text: string): string {
  return text.replace(/[\t\n\r]+/gu, " ").replaceAll("|", "¦");
}
