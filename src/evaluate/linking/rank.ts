import type { Curie } from "../../domain/curie.js";
import type { Candidate, Link } from "../../domain/link.js";

/** All ids that mean a concept: its own, withdrawn ones, and those of the same concept in a merged vocabulary. */
export type IdsOf = (id: Curie) => ReadonlySet<Curie>;

/** The candidates of each part of a mention, best first; one part unless the mention was split. */
export type PartCandidates = readonly (readonly Candidate[])[];

/** Candidates looked at: what BioSyn keeps, and the greatest k of Acc@k. */
export const mostRanks = 20;

/**
 * The least k for which every part of a mention has a candidate among its first k that means a gold concept, `Infinity` when
 * there is none up to {@link mostRanks}.
 *
 * The convention is BioSyn's (Sung et al., ACL 2020; `evaluate_topk_acc` and `check_label` of its `utils.py`): gold `D1|D2` and
 * `D1+D2` are sets of ids, a candidate is right when it means any of them, and all parts of a mention must be right.
 * Whether the linker would answer NIL does not matter here.
 */
export function rankOf(gold: readonly Curie[], parts: PartCandidates, idsOf: IdsOf): number {
  if (parts.length === 0) return Number.POSITIVE_INFINITY;
  return Math.max(
    ...parts.map((candidates) => {
      const place = candidates.slice(0, mostRanks).findIndex(({ id }) => meansGold(id, gold, idsOf));
      return place < 0 ? Number.POSITIVE_INFINITY : place + 1;
    }),
  );
}

export function meansGold(id: Curie, gold: readonly Curie[], idsOf: IdsOf): boolean {
  return goldMeantBy(id, gold, idsOf).length > 0;
}

function goldMeantBy(id: Curie, gold: readonly Curie[], idsOf: IdsOf): readonly Curie[] {
  const ids = idsOf(id);
  return gold.filter((wanted) => wanted === id || ids.has(wanted));
}

/** What the linker would write into the graph, beside the gold: `right` when it means exactly the gold concepts. */
export type Decision = "right" | "partly" | "wrong" | "nil";

export function decisionOf(gold: readonly Curie[], link: Pick<Link, "ids">, idsOf: IdsOf): Decision {
  if (link.ids.length === 0) return "nil";
  const meant = link.ids.map((id) => goldMeantBy(id, gold, idsOf));
  const reached = new Set(meant.flat());
  if (reached.size === 0) return "wrong";
  return reached.size === gold.length && meant.every((ids) => ids.length > 0) ? "right" : "partly";
}
