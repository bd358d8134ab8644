import type { Document } from "./document.js";
import type { Span } from "./span.js";

/** A mention as a corpus annotates it; `type` and `ids` stand as in the file (`D003924`, `3630`, `-`). */
export interface GoldMention extends Span {
  readonly type: string;
  readonly text: string;
  readonly ids: readonly string[];
}

/** A document-level relation as a corpus annotates it. */
export interface GoldRelation {
  readonly type: string;
  readonly subject: string;
  readonly object: string;
  readonly novel?: boolean;
}

/** An annotated document of a corpus, for evaluation. */
export interface GoldDocument {
  readonly document: Document;
  readonly mentions: readonly GoldMention[];
  readonly relations: readonly GoldRelation[];
}
