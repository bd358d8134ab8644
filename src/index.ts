/** Litweave as a library: the pipeline, the stores and the API, with the words of the domain. */

export { type ApiOptions, createApi } from "./api/create-api.js";
export type { AnnotatedDocument } from "./domain/annotation.js";
export type { Concept } from "./domain/concept.js";
export type { Document, SourceRecord } from "./domain/document.js";
export { LitweaveError } from "./domain/errors.js";
export type { Evidence } from "./domain/evidence.js";
export type { GraphStore } from "./domain/graph-store.js";
export type { HeadingSuggestion } from "./domain/heading-suggestion.js";
export type { Link } from "./domain/link.js";
export type { LinkRequest } from "./domain/link-request.js";
export type { NameEmbeddings } from "./domain/name-embeddings.js";
export type { SimilarConcept } from "./domain/similar-concept.js";
export { canonicalTriple, type Triple } from "./domain/triple.js";
export { type Annotator, annotatorOver, lazyAnnotator } from "./pipeline/annotator.js";
export { createIngestor, type Ingestor } from "./pipeline/jobs/ingestor.js";
export { type LazyStages, lazyStages } from "./pipeline/lazy-stages.js";
export { linkInContext } from "./pipeline/link-in-context.js";
export { nameEmbeddings } from "./pipeline/name-embeddings.js";
export { type Linking, openLinking, openStages } from "./pipeline/open-stages.js";
export { type RenewOptions, reExtract, relink } from "./pipeline/renew.js";
export { similarConcepts } from "./pipeline/similar-concepts.js";
export { suggestHeadings } from "./pipeline/suggest-headings.js";
export { annotate, type IngestOptions, ingest } from "./pipeline.js";
export { readRecords } from "./read/records.js";
export { openStore } from "./store/open-store.js";
