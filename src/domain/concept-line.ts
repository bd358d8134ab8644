import type { Concept } from "./concept.js";
import type { Curie } from "./curie.js";

/** A concept as a terminology's file holds it, one JSON object a line: with what only linking needs. */
export interface ConceptLine extends Concept {
  /** Withdrawn ids that now mean this concept. */
  readonly formerly: readonly Curie[];
  /** Of a mouse or rat gene, the human gene. */
  readonly orthologs: readonly Curie[];
  /** What the concept is, in a sentence or two, where the source says it. */
  readonly definition?: string;
}
