import type { GraphItem } from "../../domain/graph-store.js";

/** The next piece of one file of an export. */
export interface Piece {
  /** The file's name, without folder. */
  readonly file: string;
  /** Text is UTF-8 in the file. */
  readonly data: string | Uint8Array;
  /** Records that the piece completes: nodes, edges, quads, documents. */
  readonly records: number;
}

/** A graph as files of one format, made item by item. */
export interface GraphFormat {
  /** Every file there will be, also of an empty graph. */
  readonly files: readonly string[];
  /** What it is made of, in this order. */
  readonly reads: readonly GraphItem["kind"][];
  /** The files are compressed in themselves, so that gzip would bring nothing. */
  readonly packed?: true;
  readonly write: (items: AsyncIterable<GraphItem>) => AsyncIterable<Piece>;
}
