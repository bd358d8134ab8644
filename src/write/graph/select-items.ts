import type { Curie } from "../../domain/curie.js";
import type { TripleRecord } from "../../domain/graph-reader.js";
import type { GraphItem } from "../../domain/graph-store.js";
import type { Predicate } from "../../domain/predicate.js";
import type { TripleKey } from "../../domain/triple.js";

/** Which triples to keep; without fields all of them. */
export interface TripleSelection {
  readonly minBelief?: number;
  readonly predicates?: readonly Predicate[];
}

type Kinds = readonly GraphItem["kind"][];

/** The kinds that {@link selectItems} asks for: a selection wants to know its triples before anything else. */
export function kindsToRead(reads: Kinds, selection: TripleSelection): Kinds {
  return selects(selection) ? ["triple", ...reads] : reads;
}

/**
 * The graph with the selected triples alone: concepts that they join, documents with the evidence of these. Without a
 * selection nothing is left out, neither concepts that no triple joins. Memory holds the keys and ends of what is selected.
 *
 * @param items a reading of {@link kindsToRead}
 */
export async function* selectItems(
  items: AsyncIterable<GraphItem>,
  selection: TripleSelection,
): AsyncGenerator<GraphItem> {
  if (!selects(selection)) {
    yield* items;
    return;
  }
  const kept = new Set<TripleKey>();
  const joined = new Set<Curie>();
  let choosing = true;
  for await (const item of items) {
    choosing &&= item.kind === "triple";
    if (item.kind === "concept") {
      if (joined.has(item.concept.id)) yield item;
    } else if (item.kind === "document") {
      yield { ...item, evidence: item.evidence.filter(({ triple }) => kept.has(triple.key)) };
    } else if (!choosing) {
      if (kept.has(item.triple.key)) yield item;
    } else if (keeps(selection, item.triple)) {
      kept.add(item.triple.key);
      joined.add(item.triple.subject).add(item.triple.object);
    }
  }
}

function selects({ minBelief, predicates = [] }: TripleSelection): boolean {
  return minBelief !== undefined || predicates.length > 0;
}

function keeps({ minBelief = 0, predicates = [] }: TripleSelection, triple: TripleRecord): boolean {
  return triple.belief >= minBelief && (predicates.length === 0 || predicates.includes(triple.predicate));
}
