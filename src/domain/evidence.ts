import type { DocumentId } from "./document.js";
import type { Certainty, EvidenceSentence, Polarity } from "./relation.js";
import type { Span } from "./span.js";
import type { EvidenceKey, Triple } from "./triple.js";

/** One document's support for (or denial of) a triple. */
export interface Evidence {
  readonly key: EvidenceKey;
  readonly triple: Triple;
  readonly documentId: DocumentId;
  readonly year?: number;
  readonly sentences: readonly EvidenceSentence[];
  readonly polarity: Polarity;
  readonly certainty: Certainty;
  /** The words that made it negated, hedged or a question, in the order of the text. */
  readonly cues: readonly Span[];
  /** What the section of its best sentence counts for, 0 to 1; see `section-weight.ts`. */
  readonly sectionWeight: number;
  readonly novelty: number;
  readonly score: number;
  readonly label: string;
  /** Name and version of the extractor and the terminology that made it. */
  readonly extractor: string;
  readonly terminology: string;
}

/** Evidence as it stands in the graph, among that of other documents. */
export interface EvidenceRecord extends Evidence {
  /** The document is under an expression of concern: what it says counts half. */
  readonly concern?: true;
  /** The document that carries the same text, was published first, and counts in the place of this one. */
  readonly duplicateOf?: DocumentId;
}
