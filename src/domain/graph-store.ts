/**
 * The port to the graph. Two adapters implement it, one contract suite holds both to it.
 *
 * A change to one document is atomic: readers see it whole or not at all, and after a crash it is either
 * done or to be done again. Deliveries of one document may come in any order, more than once and from
 * several writers; the graph depends only on the set of them:
 *
 * - among upserts of one id the greatest {@link DocumentState.revision} wins, whatever its place in time;
 * - a deletion is final;
 * - a document counts as retracted when its winning delivery says so, or a document that is neither deleted nor marked
 *   retracted by its own record `retracts` it;
 *   its evidence and mentions then leave the graph but are withheld with it, and come back should
 *   the notice be deleted or revised away;
 * - it is under an expression of concern by the same rule, and then counts half;
 * - of documents that carry the same text the first published counts.
 *
 * A former id stands for the concept that took its place wherever readers give an id: concepts, triples, search. A
 * concept took the place of an id when any description of it that a live document brought says so (`formerly`). An id that
 * is itself a concept of the graph means that concept; of several that took the place of one id, the smallest id answers, and
 * a search lists them all.
 */
import type { Concept } from "./concept.js";
import type { ConceptVectors } from "./concept-vectors.js";
import type { Document, DocumentId } from "./document.js";
import type { Evidence, EvidenceRecord } from "./evidence.js";
import type { ConceptRecord, DocumentRecord, GraphReader, TripleRecord } from "./graph-reader.js";
import type { Invariant } from "./invariants.js";
import type { WrittenChange } from "./journal.js";
import type { LinkedMention } from "./link.js";

/** Documents, live and retracted, that were processed alike. */
export interface Processing {
  readonly fingerprint: string;
  readonly extractor?: string;
  readonly terminology?: string;
  readonly documents: number;
}

export interface UpsertChange {
  readonly kind: "upsert";
  readonly document: Document;
  readonly revision: string;
  readonly contentHash: string;
  readonly fingerprint: string;
  readonly extractor: string;
  readonly terminology: string;
  readonly mentions: readonly LinkedMention[];
  /** Every concept that `mentions` or `evidence` refers to. */
  readonly concepts: readonly Concept[];
  readonly evidence: readonly Evidence[];
}

export interface DeleteChange {
  readonly kind: "delete";
  readonly documentId: DocumentId;
}

export type DocumentChange = UpsertChange | DeleteChange;

/**
 * `written`: the graph changed for it; `withdrawn`: it took a document's evidence away (deletion, or an upsert that is
 * or makes retracted); `unchanged`: the same delivery was there; `superseded`: a newer delivery or a deletion was there.
 */
export type ChangeOutcome = "written" | "withdrawn" | "unchanged" | "superseded";

/** A document with all that was read out of it, whether that stands in the graph or is withheld with it. */
export interface ProcessedDocument extends DocumentRecord {
  readonly concepts: readonly Concept[];
  readonly evidence: readonly Evidence[];
}

/** What a store is made of, told quickly whatever its size. */
export interface StoreDescription {
  /** Version of its schema. */
  readonly schema: number;
  /** What it takes on the disk; unknown of a server. */
  readonly bytes?: number;
  readonly server?: { readonly name: string; readonly version: string; readonly edition: string };
  /** A server's indexes: how many can be used, and which cannot. */
  readonly indexes?: {
    readonly online: number;
    readonly others: readonly { readonly name: string; readonly state: string }[];
  };
}

/** One broken invariant, in words, with the key of what it concerns. */
export interface Finding {
  readonly invariant: Invariant;
  readonly subject: string;
  readonly message: string;
  readonly repaired: boolean;
  /** Where it is a matter of values: those that differ, as they were found and as they should be. */
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
  /** What to do about it, where no repair puts it right by itself. */
  readonly hint?: string;
}

export interface VerifyOptions {
  /** Recount aggregates, drop orphans, put right what follows from what is there. */
  readonly repair: boolean;
  /** Told now and then how many things of a kind are checked, of how many. */
  readonly onProgress?: (kind: string, done: number, total: number) => void;
}

/**
 * One thing read out of the whole graph. A triple comes with all its evidence by {@link GraphStore.evidence}'s order, a
 * document, which is live, with what it says of any triple, by key.
 */
export type GraphItem =
  | { readonly kind: "concept"; readonly concept: ConceptRecord }
  | { readonly kind: "triple"; readonly triple: TripleRecord; readonly evidence: readonly EvidenceRecord[] }
  | {
      readonly kind: "document";
      readonly record: DocumentRecord;
      readonly evidence: readonly EvidenceRecord[];
    };

/** One row of a canonical listing of the graph: two graphs are equal when their sorted rows are. */
export interface GraphRow {
  readonly kind: "document" | "concept" | "triple" | "evidence" | "mention";
  readonly key: string;
  readonly value: unknown;
}

export interface GraphStore extends GraphReader {
  readonly kind: "embedded" | "neo4j";
  /** Folder or URL as shown to the user; never holds a password. */
  readonly location: string;

  /**
   * Applies each change atomically; outcomes stand in the order of `changes`. What changed is told after each commit, and stands in the
   * journal from the same commit on; what is unchanged or superseded leaves no entry.
   */
  write(
    changes: readonly DocumentChange[],
    onWritten?: (written: readonly WrittenChange[]) => void,
  ): Promise<readonly ChangeOutcome[]>;

  /**
   * The same questions, broken off in the database once `signal` aborts: what was asked then fails with `CANCELLED`, with `TIMEOUT`
   * when the signal's reason is a timeout, or with the {@link LitweaveError} that is its reason.
   */
  reading(signal: AbortSignal): GraphReader;

  describe(): Promise<StoreDescription>;
  /** What processed the documents, most documents first; deleted ones are not counted. */
  processedBy(): Promise<readonly Processing[]>;
  /**
   * Documents of one fingerprint, live and retracted, by id, from the one after `after` on. Read page by page: documents
   * may be written meanwhile, also those that were just given.
   */
  documentsProcessedBy(fingerprint: string, after?: DocumentId): AsyncIterable<ProcessedDocument>;
  /** Those of the ids that are there, live or retracted, each once. */
  processedDocuments(ids: readonly DocumentId[]): Promise<ReadonlyMap<DocumentId, ProcessedDocument>>;

  /**
   * Checks every invariant, in memory that does not grow with the graph. Writers go on meanwhile: what is reported is broken in one
   * state of the graph (embedded), or is still broken under locks (Neo4j). Repairs are short transactions.
   */
  verify(options: VerifyOptions): AsyncIterable<Finding>;
  rows(): AsyncIterable<GraphRow>;
  /**
   * The whole graph for exports: every item of the first kind, then of the next; a kind may be asked for twice. Concepts and
   * documents come by id. Memory holds the evidence of one triple (Neo4j: of a stride of them) at a time. The embedded store
   * reads one state throughout; Neo4j stride by stride, so what is written meanwhile may be there or not.
   */
  items(kinds: readonly GraphItem["kind"][]): AsyncIterable<GraphItem>;
  /** Writes through this store that the database broke off, since several writers were in each other's way, and that were done again. */
  retries(): number;
  /** Where the store can search by vectors: Neo4j. */
  readonly vectors?: ConceptVectors;
  close(): Promise<void>;
}
