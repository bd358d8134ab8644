import type { Found } from "../../audit.js";
import type { GraphDatabase, Transaction } from "../graph-database.js";
import { statement } from "../statements.js";

/** Something broken, with what puts it right. */
export interface Fault {
  readonly finding: Found;
  /** Puts it right, inside the transaction that found it. */
  readonly repair?: () => Promise<unknown>;
  /** Where nothing here tells what is right: makes it come right when the documents concerned are ingested again. */
  readonly mark?: () => Promise<unknown>;
}

export interface Step {
  /** What could not be told to be right, by its key. */
  readonly suspects: readonly string[];
  /** How many things were looked at. */
  readonly seen: number;
}

/**
 * One kind of thing that is checked, first as it is read, stride by stride. What one statement reads may be changed before the
 * next one runs, so a suspect is looked at again under the locks that writers take, and only then found broken.
 */
export interface Section {
  /** For the progress: `documents`. */
  readonly kind: string;
  walk(database: GraphDatabase): AsyncGenerator<Step>;
  /** Locks what writers of these lock, and checks them again. */
  check(transaction: Transaction, suspects: readonly string[]): Promise<readonly Fault[]>;
}

/** Takes the locks of those that are there, always in the same order. */
export async function lock(
  transaction: Transaction,
  name: "lock-present-documents" | "lock-present-concepts",
  ids: readonly string[],
): Promise<void> {
  await transaction.run(statement(name), { ids: [...new Set(ids)].sort() });
}

export function processAgain(transaction: Transaction, id: string): Promise<unknown> {
  return transaction.run(statement("process-again"), { ids: [id] });
}

export function againHint(what: string): string {
  return `ingest ${what} again; --repair marks it, so that this does not count as unchanged`;
}
