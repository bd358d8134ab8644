/** How much each part of a score counts. Learned by `training/linking`, kept in the name encoder's manifest. */
export interface LinkWeights {
  readonly dense: number;
  readonly sparse: number;
  readonly exact: number;
  readonly context: number;
}

export interface LinkSettings {
  readonly weights: LinkWeights;
  /** Least total for a link; below it a mention is NIL. */
  readonly threshold: number;
  /** By how much the worst part of a composite must beat the mention as a whole. */
  readonly splitMargin: number;
  /** Names taken from each side, sparse and dense, before fusion. */
  readonly retrieved: number;
  readonly runnersUp: number;
  /** Names whose hits are kept between documents. */
  readonly cacheSize: number;
}

export const defaultSettings: LinkSettings = {
  weights: { dense: 1, sparse: 1, exact: 0.3, context: 0.1 },
  threshold: 0.5,
  splitMargin: 0.04,
  retrieved: 20,
  runnersUp: 5,
  cacheSize: 20_000,
};
