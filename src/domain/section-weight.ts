import type { SectionRole } from "./document.js";
import type { Certainty, EvidenceSentence, Polarity } from "./relation.js";

/**
 * What a sentence counts for by where it stands, 0 to 1. Belief takes documents for independent, so what counts is
 * whether the document speaks for itself. Of the related pairs of BioRED (train) that one role alone names, curators
 * call this share new; beside it the share of pairs named there that are related at all, in BioRED and in BC5CDR
 * (`python -m sections.weigh`):
 *
 *   title .81 (.43, .22)  results .71 (.16, .40)  conclusions .76 (.30, .29)  unknown .62 (.37, .36)
 *   methods .18 (.08, .14)  background .11 (.36, .18)  objective .12 (.36, .12)
 *
 * So titles, results and conclusions count in full. Background retells other papers, which is worth half; methods name
 * things together that need not be related. An objective is half premise and half question. Where nothing tells the role, most is a finding.
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
