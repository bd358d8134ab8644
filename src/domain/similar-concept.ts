import type { Concept } from "./concept.js";

/** A concept whose names lie near those of another. */
export interface SimilarConcept {
  readonly concept: Concept;
  /** Cosine of the two names' vectors, 0 to 1. */
  readonly score: number;
  /** The name of the concept asked about. */
  readonly name: string;
  /** The name of this one, the nearest to it. */
  readonly matchedName: string;
}
