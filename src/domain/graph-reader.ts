/**
 * The questions that a store answers about its graph, each in bounded time and memory. The rules of the graph stand in
 * `graph-store.ts`: who asks by a former id is answered with the concept that took its place.
 */
import type { Aggregate } from "./belief.js";
import type { Category, Concept } from "./concept.js";
import type { ConceptReader } from "./concept-reader.js";
import type { Curie } from "./curie.js";
import type { Document, DocumentId, DocumentStatus, SectionRole } from "./document.js";
import type { DocumentReader } from "./document-reader.js";
import type { Evidence, EvidenceRecord } from "./evidence.js";
import type { JournalEntry, JournalRequest, JournalSpan } from "./journal.js";
import type { LinkedMention } from "./link.js";
import type { Predicate } from "./predicate.js";
import type { Certainty, Polarity } from "./relation.js";
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

/** What a retracted document said, which counts nothing while it is retracted. */
export interface Withheld {
  /** Notices in force that retract it; none where its own record alone says so. */
  readonly by: readonly DocumentId[];
  /** By the triples' keys. */
  readonly evidence: readonly Evidence[];
  /** Those that it refers to, as it described them: the graph need not hold them. */
  readonly concepts: readonly Concept[];
}

export interface DocumentRecord {
  readonly document: Document;
  readonly state: DocumentState;
  /** Under an expression of concern, by its own record or a notice in force. */
  readonly concern: boolean;
  readonly mentions: readonly LinkedMention[];
  /** Of a retracted document alone. */
  readonly withheld?: Withheld;
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

/** What a list of triples brings along, so that a page with what is shown of each of its triples takes one round trip. */
export interface TripleCompany {
  /** The concepts at both ends. */
  readonly ends?: boolean;
  /** A page of the evidence of each. */
  readonly evidence?: { readonly filter: EvidenceFilter; readonly page: PageRequest };
}

export interface TriplePage extends Page<TripleRecord> {
  /** By id; empty unless they were to come along. */
  readonly ends: ReadonlyMap<Curie, ConceptRecord>;
  /** By triple; empty unless it was to come along. */
  readonly evidence: ReadonlyMap<TripleKey, Page<EvidenceRecord>>;
}

/**
 * Which triples. Fields narrow each other, each on its own: one document may meet one field and another the next. Fields
 * and lists that are empty do not filter, former ids are followed. A document counts unless another publication of its
 * text counts in its place; what retracted documents said counts nothing.
 */
export interface TripleFilter {
  readonly subject?: Curie;
  readonly object?: Curie;
  /** Subject or object. */
  readonly involving?: Curie;
  readonly predicates?: readonly Predicate[];
  readonly subjectCategories?: readonly Category[];
  readonly objectCategories?: readonly Category[];
  /** Of the end that is not `involving`, and with that alone. */
  readonly otherCategories?: readonly Category[];
  readonly minBelief?: number;
  readonly maxBelief?: number;
  /** Documents that speak of it, if only to ask. */
  readonly minDocuments?: number;
  /** Some document that counts was published in this year or later, with `toYear` between the two. */
  readonly fromYear?: number;
  readonly toYear?: number;
  readonly stance?: Stance;
  /** Some evidence that counts has this novelty or more. */
  readonly minNovelty?: number;
  /** Some evidence that counts has a sentence in one of these. */
  readonly sections?: readonly SectionRole[];
  /** `false`: some document says or denies it without a hedge. `true`: some say or deny it, and all of them hedge. */
  readonly hedged?: boolean;
  readonly order?: TripleOrder;
}

/** What documents say of a triple: some affirm it, some deny it, some do either (`contested`), none does more than ask. */
export type Stance = "affirmed" | "denied" | "contested" | "asked";

/** Descending, ties broken by key. `contested`: the smaller of the numbers of documents that affirm and that deny. */
export type TripleOrder = "belief" | "documents" | "lastYear" | "contested";

/** How many of the triples that a filter lets through have each value. Only values that occur, but every band of belief. */
export interface TripleFacets {
  readonly predicates: readonly { readonly predicate: Predicate; readonly triples: number }[];
  readonly subjectCategories: readonly { readonly category: Category; readonly triples: number }[];
  readonly objectCategories: readonly { readonly category: Category; readonly triples: number }[];
  /** Ten, ascending; `to` is excluded but of the last. */
  readonly beliefs: readonly { readonly from: number; readonly to: number; readonly triples: number }[];
  /** By the year of the latest document, ascending; without a year last. */
  readonly lastYears: readonly { readonly year?: number; readonly triples: number }[];
  /** As {@link TripleFilter.stance} filters, so that a contested triple counts as affirmed and as denied too. */
  readonly stances: readonly { readonly stance: Stance; readonly triples: number }[];
}

export interface ConceptFilter {
  /** Matches names, synonyms and ids, former ones too; empty lists by number of documents. */
  readonly text?: string;
  readonly category?: Category;
}

export interface EvidenceFilter {
  readonly polarity?: Polarity;
  readonly certainty?: Certainty;
  readonly minScore?: number;
  readonly minNovelty?: number;
  /** Some sentence of it stands in this section. */
  readonly section?: SectionRole;
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
  triples(filter: TripleFilter, page: PageRequest, along?: TripleCompany): Promise<TriplePage>;
  countTriples(filter: TripleFilter): Promise<number>;
  /** Reads every triple that the filter lets through once: of the whole graph, all. */
  tripleFacets(filter: TripleFilter): Promise<TripleFacets>;
  /** One page per triple in one round trip; affirming first, then denying, then asking; by what it weighs, newest first. */
  evidence(
    keys: readonly TripleKey[],
    filter: EvidenceFilter,
    page: PageRequest,
  ): Promise<ReadonlyMap<TripleKey, Page<EvidenceRecord>>>;
  /** How much evidence of each triple the filter lets through, in one round trip. */
  countEvidence(keys: readonly TripleKey[], filter: EvidenceFilter): Promise<ReadonlyMap<TripleKey, number>>;
  documents(ids: readonly DocumentId[]): Promise<ReadonlyMap<DocumentId, DocumentRecord>>;
  counts(): Promise<GraphCounts>;
  /** What writes changed, oldest first, whoever wrote; the journal reaches back as far as {@link journalSpan} says. */
  journal(request: JournalRequest): Promise<readonly JournalEntry[]>;
  journalSpan(): Promise<JournalSpan>;
}
