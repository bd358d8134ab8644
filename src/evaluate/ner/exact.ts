import type { EntityType } from "../../domain/mention.js";
import { type Counts, countKeys } from "../counts.js";
import { distinctSpans, spanKey, type TypedSpan } from "./spans.js";

/** Gold beside found spans; neither needs a score here. */
interface Answered {
  readonly gold: readonly TypedSpan[];
  readonly found: readonly TypedSpan[];
}

/** Entity-level match as in CoNLL-2003: type, start and end must all agree. */
export function exactCounts(document: Answered, types: ReadonlySet<EntityType>): Counts {
  return countKeys(
    distinctSpans(document.gold, types).map(spanKey),
    distinctSpans(document.found, types).map(spanKey),
  );
}
