import { LitweaveError } from "../../domain/errors.js";
import type { RelationFact } from "./facts.js";

/** What the baselines know of a corpus' labels. */
export interface LabelSet {
  readonly labels: readonly string[];
  /** The most frequent label in the corpus' training part, by pair of types in alphabetical order, or of all pairs. */
  readonly usual: Readonly<Record<string, string>> & { readonly any: string };
  /** The label for what a trigger word says; what is not here is no relation of the corpus. */
  readonly bySense: Readonly<Partial<Record<Sense, string>>>;
  /** Present where the corpus tells new findings from known ones: what most of them are. */
  readonly usuallyNovel?: boolean;
}

/** What a word says of two things: see `trigger-words.ts`. */
export type Sense =
  | "activate"
  | "increase"
  | "inhibit"
  | "decrease"
  | "agonist"
  | "antagonist"
  | "bind"
  | "substrate"
  | "cause"
  | "treat"
  | "associate"
  | "interact"
  | "combine"
  | "compare"
  | "contain"
  | "level"
  | "advise";

const everySense = (label: string, senses: readonly Sense[]) =>
  Object.fromEntries(senses.map((sense) => [sense, label]));

/** By the name of the relation head's group for the same labels, where it has one. */
const labelSets: Readonly<Record<string, LabelSet>> = {
  biored: {
    labels: [
      "Association",
      "Positive_Correlation",
      "Negative_Correlation",
      "Bind",
      "Cotreatment",
      "Comparison",
      "Drug_Interaction",
      "Conversion",
    ],
    usual: {
      any: "Association",
      "Chemical Disease": "Positive_Correlation",
      "Chemical Chemical": "Negative_Correlation",
    },
    bySense: {
      ...everySense("Positive_Correlation", ["activate", "increase", "cause", "agonist"]),
      ...everySense("Negative_Correlation", ["inhibit", "decrease", "antagonist", "treat"]),
      ...everySense("Association", ["associate", "interact", "substrate", "level"]),
      bind: "Bind",
      combine: "Cotreatment",
      compare: "Comparison",
    },
    usuallyNovel: true,
  },
  cid: {
    labels: ["CID"],
    usual: { any: "CID" },
    bySense: everySense("CID", ["cause", "increase", "associate", "activate"]),
  },
  chemprot: {
    labels: ["CPR:3", "CPR:4", "CPR:5", "CPR:6", "CPR:9"],
    usual: { any: "CPR:4" },
    bySense: {
      ...everySense("CPR:3", ["activate", "increase", "cause"]),
      ...everySense("CPR:4", ["inhibit", "decrease"]),
      agonist: "CPR:5",
      antagonist: "CPR:6",
      substrate: "CPR:9",
    },
  },
  drugprot: {
    labels: [
      "INHIBITOR",
      "DIRECT-REGULATOR",
      "SUBSTRATE",
      "ACTIVATOR",
      "INDIRECT-UPREGULATOR",
      "INDIRECT-DOWNREGULATOR",
      "ANTAGONIST",
      "PRODUCT-OF",
      "PART-OF",
      "AGONIST",
      "AGONIST-ACTIVATOR",
      "SUBSTRATE_PRODUCT-OF",
      "AGONIST-INHIBITOR",
    ],
    usual: { any: "INHIBITOR" },
    bySense: {
      activate: "ACTIVATOR",
      ...everySense("INDIRECT-UPREGULATOR", ["increase", "cause"]),
      inhibit: "INHIBITOR",
      decrease: "INDIRECT-DOWNREGULATOR",
      agonist: "AGONIST",
      antagonist: "ANTAGONIST",
      bind: "DIRECT-REGULATOR",
      substrate: "SUBSTRATE",
      contain: "PART-OF",
    },
  },
  ddi: {
    labels: ["mechanism", "effect", "advise", "int"],
    usual: { any: "effect" },
    bySense: {
      advise: "advise",
      level: "mechanism",
      ...everySense("effect", ["activate", "increase", "inhibit", "decrease", "antagonist", "cause"]),
      interact: "int",
    },
  },
  dimb: {
    labels: [
      "INCREASES",
      "AFFECTS",
      "DECREASES",
      "ASSOCIATED_WITH",
      "POS_ASSOCIATED_WITH",
      "IMPROVES",
      "HAS_COMPONENT",
      "NEG_ASSOCIATED_WITH",
      "INTERACTS_WITH",
      "PREVENTS",
      "CAUSES",
      "WORSENS",
      "PREDISPOSES",
    ],
    usual: { any: "INCREASES", "Chemical Chemical": "AFFECTS", "Chemical Disease": "ASSOCIATED_WITH" },
    bySense: {
      ...everySense("INCREASES", ["activate", "increase"]),
      ...everySense("DECREASES", ["inhibit", "decrease"]),
      ...everySense("INTERACTS_WITH", ["bind", "interact"]),
      cause: "CAUSES",
      treat: "IMPROVES",
      associate: "ASSOCIATED_WITH",
      contain: "HAS_COMPONENT",
    },
  },
  association: {
    labels: ["Association"],
    usual: { any: "Association" },
    bySense: everySense("Association", [
      "activate",
      "increase",
      "inhibit",
      "decrease",
      "cause",
      "treat",
      "associate",
      "interact",
    ]),
  },
};

/**
 * The set of labels that knows most of a corpus' labels.
 *
 * @throws LitweaveError `BAD_INPUT` when none knows any
 */
export function labelSetFor(gold: readonly RelationFact[]): LabelSet {
  const labels = new Set(gold.map(({ label }) => label));
  const known = ({ labels: own }: LabelSet) => own.filter((label) => labels.has(label)).length;
  // BioRED's labels hold the one of GAD and EU-ADR: of equals, the smaller set fits better.
  const best = Object.values(labelSets).toSorted(
    (a, b) => known(b) - known(a) || a.labels.length - b.labels.length,
  )[0]!;
  if (known(best) > 0) return best;
  throw new LitweaveError("BAD_INPUT", `the baselines know none of the labels ${[...labels].join(", ")}`, {
    hint: `they know those of ${Object.keys(labelSets).join(", ")}`,
  });
}
