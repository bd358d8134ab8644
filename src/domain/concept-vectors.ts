import type { Curie } from "./curie.js";

/** What made vectors; those of different encoders cannot be compared. */
export interface VectorEncoder {
  /** Names encoder, version and checksum: `litweave-names 0.2.0 6c7addd2aeb4`. */
  readonly id: string;
  /** Length of a vector. */
  readonly dim: number;
}

export interface NameToEmbed {
  readonly id: Curie;
  readonly name: string;
}

/**
 * Vectors of concepts' names, kept beside the graph and no part of it: `GraphStore.rows` does not list them. A concept has
 * that of the name shown or none; it goes when the name changes.
 */
export interface ConceptVectors {
  /** Concepts that have a vector by `encoder`, one by another, and none. */
  count(
    encoder: VectorEncoder,
  ): Promise<{ readonly present: number; readonly others: number; readonly missing: number }>;
  /** Makes ready for vectors of `encoder`: as long as there are others, nothing is found by vectors. */
  prepare(encoder: VectorEncoder): Promise<void>;
  /** Concepts without a vector by `encoder`, by id, after `after`. */
  missing(encoder: VectorEncoder, after: string, limit: number): Promise<readonly NameToEmbed[]>;
  /** Puts vectors of concepts that still have the name; says of how many. */
  put(
    encoder: VectorEncoder,
    vectors: readonly (NameToEmbed & { readonly vector: Float32Array })[],
  ): Promise<number>;
  /** Lets concepts be found by their vectors, and waits until all can be. */
  publish(encoder: VectorEncoder): Promise<void>;
}
