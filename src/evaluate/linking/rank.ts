import type { Curie } from "../../domain/curie.js";
import type { Link } from "../../domain/link.js";

/** All ids that mean a concept: its own, withdrawn ones, and those of the same concept in a merged vocabulary. */
export type IdsOf = (id: Curie) => ReadonlySet<Curie>;

/**
 * The least k for which the gold concept is among the first k candidates, `Infinity` when it is among none.
 *
 * The convention is BioSyn's (Sung et al. 2020, `evaluate_topk_acc` and `check_label`): gold `D1|D2` and `D1+D2` are sets
 * of ids, and a candidate is right when it means any of them; of a composite mention that was split into parts, every
 * part must be right. Whether the linker would answer NIL does not matter here.
 *
 * A link lists the chosen candidate of each of its n parts first and the runners-up after, without saying whose they
 * are; past rank 1 a split mention therefore counts at k when its first n·k candidates mean min(n, gold) distinct gold ids.
 */
export function rankOf(gold: readonly Curie[], link: Link, idsOf: IdsOf): number {
  const meant = link.candidates.map(({ id }) => goldMeantBy(id, gold, idsOf));
  const parts = Math.max(1, link.ids.length);
  if (meant.length >= parts && meant.slice(0, parts).every((ids) => ids.length > 0)) return 1;
  if (parts === 1) return positionOf(meant);

  const wanted = Math.min(parts, gold.length);
  const reached = new Set<Curie>();
  for (const [index, ids] of meant.entries()) {
    for (const id of ids) reached.add(id);
    if (reached.size >= wanted) return Math.max(2, Math.ceil((index + 1) / parts));
  }
  return Number.POSITIVE_INFINITY;
}

function goldMeantBy(id: Curie, gold: readonly Curie[], idsOf: IdsOf): readonly Curie[] {
  const ids = idsOf(id);
  return gold.filter((wanted) => wanted === id || ids.has(wanted));
}

function positionOf(meant: readonly (readonly Curie[])[]): number {
  const index = meant.findIndex((ids) => ids.length > 0);
  return index < 0 ? Number.POSITIVE_INFINITY : index + 1;
}

/** What the linker would write into the graph, beside the gold: `right` when it means exactly the gold concepts. */
export type Decision = "right" | "partly" | "wrong" | "nil";

export function decisionOf(gold: readonly Curie[], link: Link, idsOf: IdsOf): Decision {
  if (link.ids.length === 0) return "nil";
  const meant = link.ids.map((id) => goldMeantBy(id, gold, idsOf));
  const reached = new Set(meant.flat());
  if (reached.size === 0) return "wrong";
  return reached.size === gold.length && meant.every((ids) => ids.length > 0) ? "right" : "partly";
}
