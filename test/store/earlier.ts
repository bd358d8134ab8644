import type { Evidence } from "../../src/domain/evidence.js";
import { upgradedEvidence } from "../../src/store/upgrade-evidence.js";
import { paper } from "./world.js";

/** Papers as an earlier program could store them: a hedged claim, a denial in the background, and one retracted. */
const treats = { subject: "metformin", predicate: "treats", object: "diabetes" } as const;
export const earlierPapers = [
  paper({ id: "PMID:1", year: 2019, claims: [{ ...treats, score: 0.8, role: "results" }] }),
  paper({
    id: "PMID:2",
    claims: [{ ...treats, score: 0.6, polarity: "negated", role: "background" }],
  }),
  paper({ id: "PMID:3", claims: [{ ...treats, score: 0.9, certainty: "hedged" }] }),
  paper({ id: "PMID:4", claims: [{ ...treats, score: 0.7, role: "methods" }], retracted: true }),
];

/** What an earlier program kept of evidence. */
export function earlierEvidence({ cues, sectionWeight, sentences, ...rest }: Evidence): Evidence {
  const kept = sentences.map(({ role, polarity, certainty, cues, ...sentence }) => sentence);
  return { ...rest, sentences: kept } as unknown as Evidence;
}

/** What can be known of the papers after the upgrade: all but the cues, and the names of what processed them. */
export const upgradedPapers = earlierPapers.map(({ extractor, terminology, ...change }) => ({
  ...(change as typeof change & { readonly extractor: string; readonly terminology: string }),
  evidence: change.evidence.map((evidence) => upgradedEvidence(earlierEvidence(evidence))),
}));
