import type { SectionRole } from "./document.js";

const byCategory: Readonly<Record<string, SectionRole>> = {
  BACKGROUND: "background",
  OBJECTIVE: "objective",
  METHODS: "methods",
  RESULTS: "results",
  CONCLUSIONS: "conclusions",
};

/** Words of printed labels, the first that fits decides; "results and discussion" is results. */
const byLabel: readonly (readonly [RegExp, SectionRole])[] = [
  [/result|finding|outcome|observation/i, "results"],
  [/conclusion|discussion|interpretation|implication|significance|lesson|summary/i, "conclusions"],
  [
    /method|design|setting|patient|participant|subject|material|intervention|measure|procedure|population/i,
    "methods",
  ],
  [/objective|aim|purpose|goal|hypothes/i, "objective"],
  [/background|introduction|context|rationale|importance/i, "background"],
];

/** The role of an abstract's section by NLM's category, else by its printed label. */
export function sectionRole(category: string | undefined, label: string | undefined): SectionRole {
  return (
    byCategory[category?.toUpperCase() ?? ""] ??
    byLabel.find(([pattern]) => pattern.test(label ?? ""))?.[1] ??
    "other"
  );
}
