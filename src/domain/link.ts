import type { Curie } from "./curie.js";
import type { MentionExplanation } from "./explanation.js";
import type { Mention } from "./mention.js";

/** The parts of which a candidate's score is made, each 0 to 1; `total` is what ranks. */
export interface LinkScore {
  readonly total: number;
  /** Cosine of the name encoder's embeddings, 0 where the name has no vector. */
  readonly dense: number;
  /** Cosine of character n-gram tf-idf. */
  readonly sparse: number;
  /** 1 when the normal forms are equal. */
  readonly exact: number;
  /** What the document says for it: species for genes, agreement with other links. */
  readonly context: number;
}

export interface Candidate {
  readonly id: Curie;
  /** The concept's preferred name. */
  readonly name: string;
  /** The synonym that matched. */
  readonly matchedName: string;
  readonly score: LinkScore;
}

/** How the surface was changed before look-up: `abbreviation`, `composite`, `plural`, … with the text that was looked up. */
export interface LinkStep {
  readonly rule: string;
  readonly text: string;
}

/**
 * The concepts of a mention (a set: a composite mention gives several) or NIL with its reason.
 * `candidates` are the best of each part, the chosen first, the runners-up after.
 */
export interface Link {
  readonly ids: readonly Curie[];
  readonly nil?: "no-candidate" | "below-threshold" | "ambiguous" | "type-not-covered";
  readonly score: number;
  readonly steps: readonly LinkStep[];
  readonly candidates: readonly Candidate[];
  /** Candidates of each part of the mention as it was read, best first. Only when they were asked for. */
  readonly parts?: readonly (readonly Candidate[])[];
}

export interface LinkedMention extends Mention {
  readonly link: Link;
  /** Only when it was asked for. */
  readonly explanation?: MentionExplanation;
}
