import type { Document } from "./document.js";
import type { Span } from "./span.js";

/** A mention as a corpus annotates it; `type` and `ids` stand as in the file (`D003924`, `3630`, `-`). */
export interface GoldMention extends Span {
  readonly type: string;
  readonly text: string;
  readonly ids: readonly string[];
}

/** A relation as a corpus annotates it, between the ids of two concepts or, at the level of mentions, of two mentions. */
export interface GoldRelation {
  readonly type: string;
  readonly subject: string;
  readonly object: string;
  readonly novel?: boolean;
  /** Whether the text states it, denies it, or leaves it open; DiMB-RE alone says so. */
  readonly factuality?: Factuality;
}

export const factualities = ["Factual", "Negated", "Unknown"] as const;
export type Factuality = (typeof factualities)[number];

/** An annotated document of a corpus, for evaluation. */
export interface GoldDocument {
  readonly document: Document;
  readonly mentions: readonly GoldMention[];
  readonly relations: readonly GoldRelation[];
  /** Present where every mention is an entity of its own, with its own id, and relations hold within one sentence. */
  readonly mentionLevel?: MentionLevel;
}

export interface MentionLevel {
  /** Sentences as the corpus cuts them; where it does not, the program's own count. */
  readonly sentences?: readonly Span[];
}
