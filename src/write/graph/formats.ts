import { csv } from "./csv.js";
import { biocJson, biocXml, pubtator } from "./documents.js";
import type { GraphFormat } from "./graph-format.js";
import { graphml } from "./graphml.js";
import { kgxJsonl } from "./kgx-jsonl.js";
import { kgxTsv } from "./kgx-tsv.js";
import { nquads } from "./nquads.js";
import { parquet } from "./parquet.js";

/** Every format of a graph's export, by the name that users give. */
export const graphFormats = {
  "kgx-jsonl": kgxJsonl,
  "kgx-tsv": kgxTsv,
  nquads,
  graphml,
  csv,
  parquet,
  pubtator,
  "bioc-json": biocJson,
  "bioc-xml": biocXml,
} as const satisfies Readonly<Record<string, GraphFormat>>;

export type GraphFormatName = keyof typeof graphFormats;
export const graphFormatNames = Object.keys(graphFormats) as readonly GraphFormatName[];
