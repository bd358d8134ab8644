import type { EntityType } from "../../domain/mention.js";
import type { Counts } from "../counts.js";
import { pairSpans } from "./pairing.js";
import { distinctSpans, type TaggedDocument } from "./spans.js";

/**
 * Boundary-relaxed match: the type agrees and the spans overlap. Each gold span answers for one found span at most,
 * so a long guess over three mentions counts once.
 */
export function relaxedCounts(document: TaggedDocument, types: ReadonlySet<EntityType>): Counts {
  const gold = distinctSpans(document.gold, types);
  const found = distinctSpans(document.found, types);
  const { pairs } = pairSpans(gold, found, (a, b) => a.type === b.type);
  return { right: pairs.length, found: found.length, gold: gold.length };
}
