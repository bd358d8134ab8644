import type { Concept } from "./concept.js";
import type { Curie } from "./curie.js";
import type { Span } from "./span.js";

/** A stretch of the text that speaks for a heading, and the concept that it names: the heading's own or a narrower one. */
export interface HeadingMention extends Span {
  readonly text: string;
  readonly conceptId: Curie;
}

/** One term of a heading's score. */
export interface HeadingReason {
  readonly name: string;
  /** What was measured in the text. */
  readonly value: number;
  /** What it adds to the log-odds of the heading, in nats. */
  readonly weight: number;
}

/** A MeSH heading for a text. */
export interface HeadingSuggestion {
  /** The descriptor, `MESH:D003924`; of an organism, whose concept is a taxon, the heading that it stands under. */
  readonly heading: Curie;
  readonly concept: Concept;
  /** Probability that an indexer would give the heading, 0 to 1. */
  readonly score: number;
  /** In the order of the text. Spans count UTF-16 code units of the title, a line feed and the text. */
  readonly mentions: readonly HeadingMention[];
  readonly inTitle: boolean;
  /** The weightiest first. */
  readonly reasons: readonly HeadingReason[];
}
