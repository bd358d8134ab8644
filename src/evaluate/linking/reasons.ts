import type { Category } from "../../domain/concept.js";
import type { Curie } from "../../domain/curie.js";
import type { Candidate, Link } from "../../domain/link.js";
import { decisionOf, type IdsOf, meansGold, type PartCandidates } from "./rank.js";

/** Why a mention was not linked to exactly its gold concepts; the first that holds stands. */
export const reasons = [
  "outside-dictionary",
  "under-split",
  "over-split",
  "refused",
  "namesake",
  "wrongly-expanded",
  "not-expanded",
  "broader",
  "narrower",
  "not-retrieved",
  "ranked-below",
] as const;
export type Reason = (typeof reasons)[number];

/** What the dictionary and the linker's rules say, as far as reasons need it. */
export interface Knowledge {
  readonly idsOf: IdsOf;
  readonly isKnown: (id: Curie) => boolean;
  /** Whether the concept has `text` as a name, letter case and punctuation aside. */
  readonly hasName: (id: Curie, text: string) => boolean;
  readonly parentsOf: (id: Curie) => readonly Curie[];
}

interface JudgedMention {
  readonly text: string;
  readonly category: Category;
  readonly gold: readonly Curie[];
  readonly link: Link;
  readonly parts: PartCandidates;
  readonly rank: number;
}

/** One word of up to ten characters with two capitals. */
const abbreviation = /^(?=\P{Lu}*\p{Lu}\P{Lu}*\p{Lu})\S{2,10}$/u;

/** Categories whose names are symbols, so that a short one need not stand for words of the text. */
const symbols: ReadonlySet<Category> = new Set(["Gene", "CellLine", "SequenceVariant"]);

/** Undefined when the mention is linked to exactly its gold concepts. */
export function reasonOf(mention: JudgedMention, knowledge: Knowledge): Reason | undefined {
  const { gold, link, parts, rank } = mention;
  const { idsOf } = knowledge;
  const decision = decisionOf(gold, link, idsOf);
  if (decision === "right") return undefined;
  if (rank === 1 && decision === "nil") return "refused";
  const reachable = gold.some(knowledge.isKnown) || parts.flat().some(({ id }) => meansGold(id, gold, idsOf));
  if (!reachable) return "outside-dictionary";
  if (parts.length < gold.length) return "under-split";
  if (parts.length > gold.length) return "over-split";
  const wrong = parts.find(([first]) => !first || !meansGold(first.id, gold, idsOf));
  // Every part is right, but two mean the same one.
  if (!wrong) return "under-split";
  return reasonOfPart(mention, wrong, knowledge);
}

function reasonOfPart(
  { text, category, gold, link }: JudgedMention,
  candidates: readonly Candidate[],
  { idsOf, hasName, parentsOf }: Knowledge,
): Reason {
  const chosen = candidates[0];
  const right = candidates.find(({ id }) => meansGold(id, gold, idsOf));
  if (chosen?.score.exact === 1 && right?.score.exact === 1) return "namesake";
  const expanded = link.steps.some(({ rule }) => rule === "abbreviation");
  const named = gold.some((id) => hasName(id, text));
  if (expanded && named) return "wrongly-expanded";
  if (!expanded && !named && !symbols.has(category) && abbreviation.test(text)) return "not-expanded";
  if (chosen && gold.some((id) => parentsOf(id).includes(chosen.id))) return "broader";
  if (chosen && parentsOf(chosen.id).some((parent) => meansGold(parent, gold, idsOf))) return "narrower";
  return right ? "ranked-below" : "not-retrieved";
}
