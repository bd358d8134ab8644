import { animals, type HeadingCandidate, humans } from "./heading-candidates.js";

/** The measures that a heading is judged by, in the order of the table of weights. */
export const featureNames = [
  "mentions",
  "title",
  "first",
  "link",
  "mapped",
  "distance",
  "narrower",
  "depth",
  "closeness",
  "organism",
  "humans",
  "animals",
] as const;
export type FeatureName = (typeof featureNames)[number];
export type Features = Readonly<Record<FeatureName, number>>;

/** What the measures need of the text and the terminology. */
export interface HeadingText {
  /** Where the title ends; 0 without one. */
  readonly titleEnd: number;
  readonly length: number;
  /** Cosine of the nearest pair of a concept's names and the text's sentences, 0 to 1; 0 without vectors. */
  closeness(candidate: HeadingCandidate): number;
  /** Levels from the top of the tree. */
  depth(candidate: HeadingCandidate): number;
}

/**
 * - `mentions`: log(1 + mentions of the heading itself); `title`: one stands in the title; `first`: how early the first
 *   stands, 1 at the beginning of the text; `link`: the best link's score
 * - `mapped`: named only through supplementary concepts or diseases of OMIM that are mapped to it
 * - `distance`: for a heading that is not named, levels down to the nearest one that is
 * - `narrower`: both it and a narrower heading are named, of which indexers give the narrower
 * - `depth`: tenths of a level below the top of the tree; what is specific is a heading more often
 * - `closeness`: of the concept's names to the text's sentences, by the name encoder
 * - `organism`, `humans`, `animals`: what indexers give more often than texts name it
 */
export function featuresOf(candidate: HeadingCandidate, text: HeadingText): Features {
  const { heading, own, narrower, concept } = candidate;
  const named = own.length > 0;
  const flag = (condition: boolean) => (condition ? 1 : 0);
  return {
    mentions: Math.log1p(own.length),
    title: flag(own.some(({ end }) => end <= text.titleEnd)),
    first: named ? 1 - own[0]!.start / text.length : 0,
    link: own.reduce((best, { linkScore }) => Math.max(best, linkScore), 0),
    mapped: flag(candidate.mapped),
    distance: named ? 0 : candidate.distance,
    narrower: flag(named && narrower.length > 0),
    depth: text.depth(candidate) / 10,
    closeness: text.closeness(candidate),
    organism: flag(concept.category === "OrganismTaxon"),
    humans: flag(heading === humans),
    animals: flag(heading === animals),
  };
}
