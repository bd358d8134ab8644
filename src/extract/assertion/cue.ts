import type { Predicate } from "../../domain/predicate.js";

/**
 * Words that deny or hedge what stands in their scope. After NegEx (Chapman et al., 2001) and ConText (Harkema et al., 2009),
 * reworked for statements about two things instead of findings about a patient.
 */
export interface Cue {
  /** Regular expression, lower case, matched at word boundaries; a space stands for any white space. */
  readonly words: string;
  /**
   * - `forward`: from the cue to the end of its clause
   * - `phrase`: the noun phrase that follows; counts only when it holds the relation's object
   * - `clause`: the whole clause, for cues that follow what they deny (“was not observed”)
   */
  readonly scope: "forward" | "phrase" | "clause";
  /** Of a phrase: it counts when it holds either side, as in “aspirin, but not ibuprofen, prevented stroke”. */
  readonly either?: true;
  readonly negates?: true;
  readonly hedges?: true;
  /** Predicates that the cue leaves alone: “did not increase mortality” does not deny that a drug treats. */
  readonly spares?: readonly Predicate[];
}

/** Words that look like a cue and are none; they take the cue's place. */
export interface Pseudo {
  readonly words: string;
}
