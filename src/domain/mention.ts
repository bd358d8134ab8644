import type { Span } from "./span.js";

/** The types the extractor knows, in BioRED's short names; their order is the order of its heads. */
export const entityTypes = ["Disease", "Chemical", "Gene", "Species", "CellLine", "Variant"] as const;
export type EntityType = (typeof entityTypes)[number];

/** A typed span of a document. `text` always equals the document's text at the span. */
export interface Mention extends Span {
  readonly type: EntityType;
  readonly text: string;
  /** Mean probability of being inside an entity over the mention's tokens, 0 to 1. */
  readonly score: number;
}

/** One sentence of a document. */
export interface Sentence extends Span {
  readonly index: number;
}
