import type { Curie } from "./curie.js";
import type { DocumentId, DocumentStatus } from "./document.js";
import type { EvidenceRecord } from "./evidence.js";
import type { Page, PageRequest } from "./graph-reader.js";

/** Empty fields do not filter. Without a status live and retracted documents are meant. */
export interface DocumentFilter {
  /** Concepts that it mentions, all of them. Live documents alone mention something. */
  readonly mentioning?: readonly Curie[];
  /** Bounds of the year of publication, both included; documents without a year are then left out. */
  readonly fromYear?: number;
  readonly toYear?: number;
  readonly status?: Exclude<DocumentStatus, "deleted">;
}

/** Documents that one year brought; the year 0 stands for those without one. */
export type DocumentsByYear = ReadonlyMap<number, number>;

/** Questions about documents. Lists of documents begin with the latest year, and within a year with the greatest id; those without a year stand last. */
export interface DocumentReader {
  listDocuments(filter: DocumentFilter, page: PageRequest): Promise<Page<DocumentId>>;
  countDocuments(filter: DocumentFilter): Promise<number>;
  /** A page for each concept of the live documents that mention it. */
  documentsMentioning(
    ids: readonly Curie[],
    page: PageRequest,
  ): Promise<ReadonlyMap<Curie, Page<DocumentId>>>;
  /** How many live documents of each year mention each concept. */
  documentsByYear(ids: readonly Curie[]): Promise<ReadonlyMap<Curie, DocumentsByYear>>;
  /** A page for each document of what it says that counts, by the triples' keys, and how much that is in all. */
  evidenceOfDocuments(
    ids: readonly DocumentId[],
    page: PageRequest,
  ): Promise<ReadonlyMap<DocumentId, Page<EvidenceRecord> & { readonly total: number }>>;
}
