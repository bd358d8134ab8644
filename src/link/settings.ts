import { type Category, isCategory } from "../domain/concept.js";
import { type Reranker, rerankerFrom } from "./rerank.js";

/** How much each part of a score counts. Learned by `training/linking`, kept in the name encoder's manifest. */
export interface LinkWeights {
  readonly dense: number;
  readonly sparse: number;
  readonly exact: number;
  readonly context: number;
}

export interface LinkSettings {
  readonly weights: LinkWeights;
  /** Least likeness for a link; below it a mention is NIL. */
  readonly threshold: number;
  /** Thresholds of categories that have one of their own. */
  readonly thresholds: Readonly<Partial<Record<Category, number>>>;
  /** By how much the worst part of a composite must beat the mention as a whole. */
  readonly splitMargin: number;
  /** Names taken from each side, sparse and dense, before fusion. */
  readonly retrieved: number;
  /** Of the names retrieved, how many that ship without a vector get one: each costs a run of the encoder. */
  readonly embedded: number;
  readonly runnersUp: number;
  /** Candidates listed for each part of a mention (`Link.parts`); with 0, none are. */
  readonly candidatesPerPart: number;
  /** Orders the candidates anew and says how likely each is; without it, the weights above decide alone. */
  readonly reranker?: Reranker | undefined;
  /** Names for which is kept what was found, about 1 kB each. */
  readonly keptNames: number;
}

/** Weights of names that have no vector; the learned ones count on `dense`, which carries most of their sum. */
export const spellingAlone = { dense: 0, sparse: 1, exact: 0.3 } as const;

export const defaultSettings: LinkSettings = {
  weights: { dense: 1, sparse: 1, exact: 0.3, context: 0.1 },
  threshold: 0.5,
  thresholds: {},
  splitMargin: 0.04,
  retrieved: 20,
  embedded: 5,
  runnersUp: 5,
  candidatesPerPart: 0,
  keptNames: 50_000,
};

function thresholdsFrom(value: unknown): LinkSettings["thresholds"] {
  const entries = Object.entries(typeof value === "object" && value !== null ? value : {});
  return Object.fromEntries(entries.filter(([key, least]) => isCategory(key) && typeof least === "number"));
}

/**
 * Settings from the `linking` of a name encoder's manifest. There, the score of a name is
 * dense + sparseWeight · sparse + keyBonus; here it is divided by the sum of the weights, margins with it.
 *
 * @throws LitweaveError `BAD_MODEL` as {@link rerankerFrom}
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
    thresholds: thresholdsFrom(linking.nilLikeness),
    retrieved: number("retrieved", defaultSettings.retrieved),
    reranker: rerankerFrom(linking.reranker),
  };
}
