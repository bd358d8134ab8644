import type { DocumentId } from "./document.js";
import type { Certainty, EvidenceSentence, Polarity } from "./relation.js";
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
  readonly novelty: number;
  readonly score: number;
  readonly label: string;
  /** Name and version of the extractor and the terminology that made it. */
  readonly extractor: string;
  readonly terminology: string;
}
