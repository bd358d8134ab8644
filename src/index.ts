/** Litweave as a library: the pipeline, the stores and the API, with the words of the domain. */

export { type ApiOptions, createApi } from "./api/create-api.js";
export type { AnnotatedDocument } from "./domain/annotation.js";
export type { Concept } from "./domain/concept.js";
export type { Document, SourceRecord } from "./domain/document.js";
export { LitweaveError } from "./domain/errors.js";
export type { Evidence } from "./domain/evidence.js";
export type { GraphStore } from "./domain/graph-store.js";
export type { Triple } from "./domain/triple.js";
export { openStages } from "./pipeline/open-stages.js";
export { annotate, type IngestOptions, ingest } from "./pipeline.js";
export { readRecords } from "./read/records.js";
export { openStore } from "./store/open-store.js";
