import type { SectionRole } from "./document.js";
import type { Certainty, EvidenceSentence, Polarity } from "./relation.js";

/**
 * What a sentence counts for by where it stands, 0 to 1.
 */
export const sectionWeights: Readonly<Record<SectionRole, number>> = {
  title: 1,
  background: 0.5,
  objective: 0.25,
  methods: 0.5,
  results: 1,
  conclusions: 1,
  other: 0.75,
};

type Asserting = Pick<EvidenceSentence, "role" | "polarity" | "certainty">;

/** A sentence that only asks counts for nothing, wherever it stands. */
function weightOf({ role, certainty }: Asserting): number {
  return certainty === "question" ? 0 : sectionWeights[role];
}

/** The weight of the best sentence among those that say what the evidence as a whole says; if none does, among all. */
export function sectionWeightOf(
  sentences: readonly Asserting[],
  evidence: { readonly polarity: Polarity; readonly certainty: Certainty },
): number {
  const agreeing = sentences.filter(
    ({ polarity, certainty }) => polarity === evidence.polarity && certainty === evidence.certainty,
  );
  return Math.max(0, ...(agreeing.length > 0 ? agreeing : sentences).map(weightOf));
}
