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

/**
 * Settings from the `linking` of a name encoder's manifest. There, the score of a name is
 * dense + sparseWeight · sparse + keyBonus; here it is divided by the sum of the weights, margins with it.
 */
export function settingsFrom(linking: Readonly<Record<string, unknown>>): Partial<LinkSettings> {
  const number = (key: string, otherwise: number) => {
    const value = linking[key];
    return typeof value === "number" && Number.isFinite(value) ? value : otherwise;
  };
  const { weights } = defaultSettings;
  const sparse = number("sparseWeight", weights.sparse);
  const exact = number("keyBonus", weights.exact);
  const sum = weights.dense + sparse + exact;
  return {
    weights: { ...weights, sparse, exact },
    splitMargin: number("splitMargin", defaultSettings.splitMargin * sum) / sum,
    threshold: number("threshold", defaultSettings.threshold * sum) / sum,
    retrieved: number("retrieved", defaultSettings.retrieved),
  };
}
