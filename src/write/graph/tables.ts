import type { EvidenceRecord } from "../../domain/evidence.js";
import type { ConceptRecord, TripleRecord } from "../../domain/graph-reader.js";
import type { GraphItem } from "../../domain/graph-store.js";

export type CellType = "text" | "texts" | "whole" | "real" | "truth";
export type Cell = string | number | boolean | readonly string[] | undefined;

export interface Column<T> {
  readonly name: string;
  readonly type: CellType;
  readonly of: (record: T) => Cell;
}

/** The graph as three tables. Names are those of docs/graph-schema.md, in snake case. */
export interface Tables<N> {
  readonly nodes: N;
  readonly edges: N;
  readonly evidence: N;
}
export type TableName = keyof Tables<unknown>;
export const tableNames = ["nodes", "edges", "evidence"] as const satisfies readonly TableName[];

function column<T>(name: string, type: CellType, of: (record: T) => Cell): Column<T> {
  return { name, type, of };
}

export const nodeColumns: readonly Column<ConceptRecord>[] = [
  column("id", "text", ({ id }) => id),
  column("name", "text", ({ name }) => name),
  column("category", "text", ({ category }) => category),
  column("synonyms", "texts", ({ synonyms }) => synonyms),
  column("xrefs", "texts", ({ xrefs }) => xrefs),
  column("parents", "texts", ({ parents }) => parents),
  column("taxon", "text", ({ taxon }) => taxon),
  column("provisional", "truth", ({ provisional }) => provisional ?? false),
  column("documents", "whole", ({ documents }) => documents),
  column("triples", "whole", ({ triples }) => triples),
];

export const edgeColumns: readonly Column<TripleRecord>[] = [
  column("key", "text", ({ key }) => key),
  column("subject", "text", ({ subject }) => subject),
  column("predicate", "text", ({ predicate }) => predicate),
  column("object", "text", ({ object }) => object),
  column("belief", "real", ({ belief }) => belief),
  column("documents", "whole", ({ documents }) => documents),
  column("affirmed", "whole", ({ aggregate }) => aggregate.affirmed),
  column("denied", "whole", ({ aggregate }) => aggregate.denied),
  column("hedged", "whole", ({ aggregate }) => aggregate.hedged),
  column("questions", "whole", ({ aggregate }) => aggregate.questions),
  column("concerns", "whole", ({ aggregate }) => aggregate.concerns),
  column("duplicates", "whole", ({ aggregate }) => aggregate.duplicates),
  column("retracted", "whole", ({ aggregate }) => aggregate.retracted),
  column("first_year", "whole", ({ firstYear }) => firstYear),
  column("last_year", "whole", ({ lastYear }) => lastYear),
];

const evidenceColumns: readonly Column<EvidenceRecord>[] = [
  column("key", "text", ({ key }) => key),
  column("triple", "text", ({ triple }) => triple.key),
  column("subject", "text", ({ triple }) => triple.subject),
  column("predicate", "text", ({ triple }) => triple.predicate),
  column("object", "text", ({ triple }) => triple.object),
  column("document", "text", ({ documentId }) => documentId),
  column("duplicate_of", "text", ({ duplicateOf }) => duplicateOf),
  column("concern", "truth", ({ concern }) => concern ?? false),
  column("year", "whole", ({ year }) => year),
  column("polarity", "text", ({ polarity }) => polarity),
  column("certainty", "text", ({ certainty }) => certainty),
  column("score", "real", ({ score }) => score),
  column("novelty", "real", ({ novelty }) => novelty),
  column("section_weight", "real", ({ sectionWeight }) => sectionWeight),
  column("label", "text", ({ label }) => label),
  column("sentences", "texts", ({ sentences }) => sentences.map(({ text }) => text)),
  column("sections", "texts", ({ sentences }) => sentences.map(({ section }) => section)),
  column("roles", "texts", ({ sentences }) => sentences.map(({ role }) => role)),
  column("extractor", "text", ({ extractor }) => extractor),
  column("terminology", "text", ({ terminology }) => terminology),
];

/** A row of some table, in the order of its columns. */
export type TableRow = readonly Cell[];

/** Names and types of each table's columns. */
export const tableColumns: Tables<readonly Column<never>[]> = {
  nodes: nodeColumns,
  edges: edgeColumns,
  evidence: evidenceColumns,
};

function rowOf<T>(columns: readonly Column<T>[], record: T): TableRow {
  return columns.map(({ of }) => of(record));
}

/** The rows that an item brings to the tables. */
export function* rowsOf(item: GraphItem): Generator<{ readonly table: TableName; readonly row: TableRow }> {
  if (item.kind === "concept") yield { table: "nodes", row: rowOf(nodeColumns, item.concept) };
  if (item.kind !== "triple") return;
  yield { table: "edges", row: rowOf(edgeColumns, item.triple) };
  for (const one of item.evidence) yield { table: "evidence", row: rowOf(evidenceColumns, one) };
}
