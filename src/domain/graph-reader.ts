/**
 * The questions that a store answers about its graph, each in bounded time and memory. The rules of the graph stand in
 * `graph-store.ts`: who asks by a former id is answered with the concept that took its place.
 */
import type { Aggregate } from "./belief.js";
import type { Category, Concept } from "./concept.js";
import type { ConceptReader } from "./concept-reader.js";
import type { Curie } from "./curie.js";
import type { Document, DocumentId, DocumentStatus } from "./document.js";
import type { DocumentReader } from "./document-reader.js";
import type { EvidenceRecord } from "./evidence.js";
import type { JournalEntry, JournalRequest, JournalSpan } from "./journal.js";
import type { LinkedMention } from "./link.js";
import type { Predicate } from "./predicate.js";
import type { Polarity } from "./relation.js";
import type { Triple, TripleKey } from "./triple.js";
import type { WalkReader } from "./walk-reader.js";

/** What the store remembers of a document, enough to know whether a delivery brings anything new. */
export interface DocumentState {
  readonly status: DocumentStatus;
  /** Sortable: version, revision date and content hash; see `assemble/revision.ts`. */
  readonly revision: string;
  readonly contentHash: string;
  /** What processed it, in two parts; see `fingerprint.ts`. */
  readonly fingerprint: string;
  /** Names and versions of the extractor and the terminology; missing when an earlier program processed it, or it was deleted. */
  readonly extractor?: string;
  readonly terminology?: string;
}

export interface TripleRecord extends Triple {
  readonly aggregate: Aggregate;
  readonly belief: number;
  readonly documents: number;
  readonly firstYear?: number;
  readonly lastYear?: number;
}

/** `formerly` unites those of all descriptions. */
export interface ConceptRecord extends Concept {
  /** Live documents that mention it. */
  readonly documents: number;
  /** Triples it takes part in. */
  readonly triples: number;
}

export interface DocumentRecord {
  readonly document: Document;
  readonly state: DocumentState;
  /** Under an expression of concern, by its own record or a notice in force. */
  readonly concern: boolean;
  readonly mentions: readonly LinkedMention[];
}

/** Forward keyset pagination; `after` is a cursor of an earlier page, opaque and stable under writes. */
export interface PageRequest {
  readonly first: number;
  readonly after?: string;
}

export interface Page<T> {
  readonly items: readonly { readonly node: T; readonly cursor: string }[];
  readonly hasNext: boolean;
}

/** Empty fields do not filter, former ids are followed. Ties are broken by key. */
export interface TripleFilter {
  readonly subject?: Curie;
  readonly object?: Curie;
  /** Subject or object. */
  readonly involving?: Curie;
  readonly predicates?: readonly Predicate[];
  readonly minBelief?: number;
  readonly order?: "belief" | "documents" | "lastYear";
}

export interface ConceptFilter {
  /** Matches names, synonyms and ids, former ones too; empty lists by number of documents. */
  readonly text?: string;
  readonly category?: Category;
}

export interface EvidenceFilter {
  readonly polarity?: Polarity;
  /** What was published by the end of this date (`2019`, `2019-03`, `2019-03-07`). */
  readonly asOf?: string;
  /** In place of what stands: what retracted documents said. */
  readonly retracted?: boolean;
}

export interface GraphCounts {
  /** Live documents; retracted and deleted ones are counted apart. */
  readonly documents: number;
  readonly retracted: number;
  readonly deleted: number;
  readonly concepts: number;
  readonly triples: number;
  readonly evidence: number;
  readonly mentions: number;
}

export interface GraphReader extends ConceptReader, WalkReader, DocumentReader {
  documentStates(ids: readonly DocumentId[]): Promise<ReadonlyMap<DocumentId, DocumentState>>;
  /** By the id asked for, which need not be the concept's own: a former id gives the concept that took its place. */
  concepts(ids: readonly Curie[]): Promise<ReadonlyMap<Curie, ConceptRecord>>;
  /** By name or synonym (best match first, typo-tolerant) or, without text, by number of documents. */
  searchConcepts(filter: ConceptFilter, page: PageRequest): Promise<Page<ConceptRecord>>;
  triplesByKey(keys: readonly TripleKey[]): Promise<ReadonlyMap<TripleKey, TripleRecord>>;
  /**
   * The same triples by what was published by the end of `date` (`2019`, `2019-03`, `2019-03-07`) alone; those of which nothing was
   * are left out. The cost grows with the evidence of each.
   */
  triplesAsOf(keys: readonly TripleKey[], date: string): Promise<ReadonlyMap<TripleKey, TripleRecord>>;
  /** Descending by `order`. */
  triples(filter: TripleFilter, page: PageRequest): Promise<Page<TripleRecord>>;
  countTriples(filter: TripleFilter): Promise<number>;
  /** One page per triple in one round trip; affirming first, then denying, then asking; by what it weighs, newest first. */
  evidence(
    keys: readonly TripleKey[],
    filter: EvidenceFilter,
    page: PageRequest,
  ): Promise<ReadonlyMap<TripleKey, Page<EvidenceRecord>>>;
  documents(ids: readonly DocumentId[]): Promise<ReadonlyMap<DocumentId, DocumentRecord>>;
  counts(): Promise<GraphCounts>;
  /** What writes changed, oldest first, whoever wrote; the journal reaches back as far as {@link journalSpan} says. */
  journal(request: JournalRequest): Promise<readonly JournalEntry[]>;
  journalSpan(): Promise<JournalSpan>;
}
