import type { Span } from "./span.js";

/** A word of a document with what it weighs in a decision. Words are tokens with those that continue them. */
export interface WordWeight extends Span {
  readonly text: string;
  readonly weight: number;
}

/**
 * What made a mention, by occlusion: by how much its log-odds fall, in nats, when a word of its sentence is hidden.
 * Without a word of weight 2.3 the odds are ten times lower; a word below 0 speaks against the mention.
 */
export interface MentionExplanation {
  /** What the mention scores in its sentence alone, where words are hidden; the mention's own score has all of the text. */
  readonly score: number;
  /** The sentence's words in order, or those nearest to the mention in a long one. */
  readonly words: readonly WordWeight[];
}

/** Where the relation head looked: shares of its attention. */
export interface RelationExplanation {
  /** Share of all attention that the words here hold together, 0 to 1. */
  readonly share: number;
  /** The words that hold most, in the order of the text. */
  readonly words: readonly WordWeight[];
}
