import type { SectionRole } from "../domain/document.js";
import type { Evidence } from "../domain/evidence.js";
import type { EvidenceSentence } from "../domain/relation.js";
import { sectionWeightOf, sectionWeights } from "../domain/section-weight.js";

/** Evidence as stores held it before sections weighed: it had no cues, and of a sentence's section the role alone. */
type EarlierEvidence = Omit<Evidence, "cues" | "sectionWeight" | "sentences"> & {
  readonly sentences: readonly Omit<EvidenceSentence, "role" | "polarity" | "certainty" | "cues">[];
};

/**
 * The same evidence in today's words; evidence of today stays as it is. Which sentence said so, and in which words, was not
 * kept: each says what the evidence says, and there are no cues until the document is ingested again.
 */
export function upgradedEvidence(stored: Evidence | EarlierEvidence): Evidence {
  if ("sectionWeight" in stored) return stored;
  const { polarity, certainty } = stored;
  const sentences = stored.sentences.map((sentence) => ({
    ...sentence,
    role: roleOf(sentence.section),
    polarity,
    certainty,
    cues: [],
  }));
  return { ...stored, sentences, cues: [], sectionWeight: sectionWeightOf(sentences, stored) };
}

function roleOf(section: string): SectionRole {
  return section in sectionWeights ? (section as SectionRole) : "other";
}
