/** Vectors of names, with what made them: vectors of different encoders or versions cannot be compared. */
export interface NameEmbeddings {
  readonly model: string;
  readonly version: string;
  /** Length of a vector. */
  readonly dim: number;
  /** Tokens of a name that are read, two of them the encoder's own; the rest is cut off. */
  readonly maxTokens: number;
  /** Unit vectors [names, dim] in the order of the names. */
  readonly vectors: readonly Float32Array[];
}
