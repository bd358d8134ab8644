import { LitweaveError } from "../../domain/errors.js";
import type { DocumentChange, GraphItem, GraphRow, ProcessedDocument } from "../../domain/graph-store.js";
import { inBatches } from "../batches.js";
import type { GraphPart, StoredGraph } from "../graph-parts.js";
import { checkChanges } from "../transition.js";
import { Connection } from "./connection.js";
import { describe } from "./describe.js";
import { listItems } from "./list-items.js";
import { listParts } from "./list-parts.js";
import { listRows } from "./list-rows.js";
import { openFolder } from "./open-folder.js";
import { nextProcessed, readProcessed, readProcessing } from "./read-processing.js";
import { Readers } from "./readers.js";
import { forQuestions, readsOf } from "./reads.js";
import { verifyGraph } from "./verify.js";
import { writeChanges } from "./write-changes.js";

export interface EmbeddedOptions {
  /** How long a write waits for another process that is writing; default 30 s. */
  readonly patienceMs?: number;
  /** Make a store where there is none; default true. */
  readonly create?: boolean;
  /** Entries of the journal that writes through this store keep; default 100,000. */
  readonly journalEntries?: number;
  /**
   * Processes that answer long questions, for a service with many clients; default none. Without them every question is answered in this thread,
   * one after the other, and none can be broken off once it has begun.
   */
  readonly readers?: number;
  /** Takes a line when a graph of an earlier program is brought up to date, which keeps an opening waiting. */
  readonly log?: (line: string) => void;
}

const defaultPatienceMs = 30_000;
/** Documents that are read at a time where all of a fingerprint are asked for. */
const pageDocuments = 100;

/**
 * Opens a store folder, or makes it.
 *
 * @throws LitweaveError `BAD_STORE` for a folder that is damaged, not ours or of a newer program
 */
export async function openEmbeddedStore(folder: string, options: EmbeddedOptions = {}): Promise<StoredGraph> {
  const patienceMs = options.patienceMs ?? defaultPatienceMs;
  const file = await openFolder(folder, {
    patienceMs,
    create: options.create ?? true,
    log: options.log ?? (() => undefined),
  });
  return embeddedStore(folder, file, patienceMs, options);
}

/**
 * The port over one SQLite file: a connection that writes and one that reads what is committed, so that readers never
 * wait and never see half a change. Listing and checking the whole graph take a connection of their own.
 */
function embeddedStore(
  folder: string,
  file: string,
  patienceMs: number,
  { journalEntries, readers: most = 0 }: EmbeddedOptions,
): StoredGraph {
  const writer = new Connection(file, false);
  const reader = new Connection(file, true);
  reader.script(forQuestions);
  const readers = most > 0 ? new Readers(file, most) : undefined;
  let lastWrite: Promise<unknown> = Promise.resolve();

  /** One transaction after the other on the one connection that writes. */
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = lastWrite.then(act);
    lastWrite = turn.catch(() => undefined);
    return turn;
  }

  /** What `read` gives of one state of the graph, which lasts until its end. */
  async function* listed<T>(read: (connection: Connection) => Iterable<T>): AsyncGenerator<T> {
    const connection = new Connection(file, true);
    try {
      connection.script("BEGIN");
      yield* read(connection);
    } finally {
      connection.close();
    }
  }

  /** Page by page, so that no long read keeps the log from being moved into the file. */
  async function* processedPages(fingerprint: string, after = ""): AsyncGenerator<ProcessedDocument> {
    for (let last: string | undefined = after; last !== undefined; ) {
      const from: string = last;
      const page = reader.snapshot(() => nextProcessed(reader, fingerprint, from, pageDocuments));
      yield* page;
      last = page.at(-1)?.document.id;
    }
  }

  return {
    kind: "embedded",
    location: folder,
    ...readsOf(reader, readers),
    reading: (signal) => readsOf(reader, readers, signal),
    write: async (changes, onWritten) => {
      checkChanges(changes);
      const write = (batch: readonly DocumentChange[]) =>
        inTurn(() => writer.transaction(patienceMs, () => writeChanges(writer, batch, journalEntries)));
      return inBatches(changes, write, onWritten);
    },
    describe: async () => describe(reader, file),
    processedBy: async () => reader.snapshot(() => readProcessing(reader)),
    documentsProcessedBy: processedPages,
    processedDocuments: async (ids) => reader.snapshot(() => readProcessed(reader, ids)),
    verify: (how) => verifyGraph(file, patienceMs, how),
    rows: (): AsyncGenerator<GraphRow> => listed(listRows),
    parts: (): AsyncGenerator<GraphPart> => listed(listParts),
    items: (kinds): AsyncGenerator<GraphItem> => listed((connection) => listItems(connection, kinds)),
    // Writers wait their turn, and whose turn it is cannot lose it.
    retries: () => 0,
    close: async () => {
      await lastWrite;
      await readers?.close();
      reader.close();
      try {
        writer.checkpoint();
      } catch (error) {
        // What is committed stands in the log, which whoever opens the store next reads.
        if (!(error instanceof LitweaveError && error.code === "STORE_UNAVAILABLE")) throw error;
      } finally {
        writer.close();
      }
    },
  };
}
