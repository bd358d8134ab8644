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

/**
 * How sections of full texts begin their titles, after any number. Only the beginning tells: the titles of subsections are free
 * (`Effects on patients with asthma`), where one word means little.
 */
const byTitle: readonly (readonly [RegExp, SectionRole])[] = [
  [/^(?:introduction|background|literature review|rationale|related work)\b/i, "background"],
  [/^(?:aims?|objectives?|purpose|hypothes[ei]s)\b/i, "objective"],
  [
    /^(?:materials?|(?:\w+ and )?methods?|methodology|patients? and |subjects? and |experimental (?:procedures?|section|design)|study (?:design|population)|statistical analys[ei]s|data (?:collection|analys[ei]s))\b/i,
    "methods",
  ],
  [/^(?:results?|findings|observations|case (?:reports?|presentations?|descriptions?|series))\b/i, "results"],
  [
    /^(?:(?:general )?discussion|conclusions?|concluding remarks|summary|limitations|strengths and limitations|implications|interpretation|perspectives?)\b/i,
    "conclusions",
  ],
];

/** Kinds of sections by JATS' `sec-type` and BioC's `section_type`, of several (`results|discussion`) the first that tells. */
const byType: Readonly<Record<string, SectionRole>> = {
  intro: "background",
  background: "background",
  objective: "objective",
  aims: "objective",
  methods: "methods",
  materials: "methods",
  subjects: "methods",
  results: "results",
  cases: "results",
  case: "results",
  discussion: "conclusions",
  discuss: "conclusions",
  conclusions: "conclusions",
  conclusion: "conclusions",
  concl: "conclusions",
};

/** The role of a full text's section by its type, else by how its title begins. */
export function bodyRole(type: string | undefined, title: string | undefined): SectionRole {
  const kinds = (type ?? "").toLowerCase().split(/[^a-z]+/);
  const told = kinds.flatMap((kind) => byType[kind] ?? [])[0];
  const bare = (title ?? "").replace(/^[\s\d.ivx]*[.)\s]\s*/i, "");
  return told ?? byTitle.find(([pattern]) => pattern.test(bare))?.[1] ?? "other";
}
