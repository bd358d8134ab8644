import type { DocumentId } from "../../../domain/document.js";
import type { Found } from "../../audit.js";
import type { Connection } from "../connection.js";

/** Something broken, with what puts it right. */
export interface Fault {
  readonly finding: Found;
  /** Puts it right, on a connection that may write. */
  readonly repair?: (connection: Connection) => void;
  /** Where nothing here tells what is right: makes it come right when the documents concerned are ingested again. */
  readonly mark?: (connection: Connection) => void;
}

/** One kind of thing that is checked. A check reads the same of one thing whether it walks through all or looks once more. */
export interface Section {
  /** For the progress: `documents`. */
  readonly kind: string;
  total(connection: Connection): number;
  /** What there is to check, as a stream. */
  subjects(connection: Connection): Iterable<string>;
  check(connection: Connection, subject: string): readonly Fault[];
}

export function countOf(table: string): Section["total"] {
  return (connection) => Number(connection.get(`SELECT count(*) AS n FROM ${table}`)?.n);
}

/** The only column of a query's rows, one after the other. */
export function* column(connection: Connection, sql: string): Generator<string> {
  for (const { value } of connection.iterate(sql)) yield String(value);
}

/** Takes a document for one that another program processed, so that ingesting it again replaces all that it says. */
export function processAgain(connection: Connection, id: DocumentId): void {
  connection.run("UPDATE document SET fingerprint = '' WHERE id = ?", id);
}

export function againHint(what: string): string {
  return `ingest ${what} again; --repair marks it, so that this does not count as unchanged`;
}
