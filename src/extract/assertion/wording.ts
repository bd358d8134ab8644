/**
 * A wording that denies, doubts or asks about a relation though no single word of it does, or that reaches further than
 * its words: “remained unchanged”, “was not observed”, “we aimed to test”. After NegEx (Chapman et al. 2001) and ConText
 * (Harkema et al. 2009), reworked for statements about two things instead of findings about a patient.
 */
export interface Wording {
  /** Regular expression, lower case, matched at word boundaries; a space stands for one to three blanks. */
  readonly words: string;
  /** `nothing` takes the place of a cue that it looks like. */
  readonly means: "denies" | "doubts" | "asks" | "nothing";
  /**
   * - `forward`: from the wording to the end of its clause
   * - `phrase`: the noun phrase that follows
   * - `clause`: the whole clause, for wordings that follow what they are about (“was not observed”)
   */
  readonly reach: "forward" | "phrase" | "clause";
}
