import type { Curie } from "../domain/curie.js";
import type { DocumentId } from "../domain/document.js";
import type { GraphStore } from "../domain/graph-store.js";
import type { Span } from "../domain/span.js";
import type { StoredConcept } from "./concept-variants.js";
import type { StoredTriple } from "./settle.js";
import type { Placed } from "./standing.js";
import type { DocumentEntry } from "./stored-document.js";

/**
 * Everything that a graph is made of, as a store holds it. Documents are those of every status, also those that are only expected. What a
 * live one puts into the graph are parts of their own, and not in its entry; a retracted one has what it withholds.
 */
export type GraphPart =
  | { readonly kind: "concept"; readonly stored: StoredConcept }
  | { readonly kind: "triple"; readonly stored: StoredTriple }
  | {
      readonly kind: "document";
      readonly entry: DocumentEntry;
      /** Its mentions as the store holds them, packed: the entry then has none, since nobody reads what is only passed on. */
      readonly mentions?: StoredMentions;
    }
  | {
      readonly kind: "mention";
      readonly document: DocumentId;
      readonly concept: Curie;
      /** Which description of the concept the document brought, by its name. */
      readonly variant: string;
      readonly spans: readonly Span[];
    }
  | { readonly kind: "evidence"; readonly placed: Placed };

export interface StoredMentions {
  readonly packed: Uint8Array;
  readonly count: number;
}

/** A store that can also be copied whole into one of another kind. */
export interface StoredGraph extends GraphStore {
  /** In no order, read like {@link GraphStore.items}. */
  parts(): AsyncIterable<GraphPart>;
}
