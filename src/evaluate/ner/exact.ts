import type { EntityType } from "../../domain/mention.js";
import { type Counts, countKeys } from "../counts.js";
import { distinctSpans, spanKey, type TaggedDocument } from "./spans.js";

/** Entity-level match as in CoNLL-2003: type, start and end must all agree. */
export function exactCounts(document: TaggedDocument, types: ReadonlySet<EntityType>): Counts {
  return countKeys(
    distinctSpans(document.gold, types).map(spanKey),
    distinctSpans(document.found, types).map(spanKey),
  );
}
