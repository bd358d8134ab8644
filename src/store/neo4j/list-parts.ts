import type { GraphPart } from "../graph-parts.js";
import { emptyEntry } from "../stored-document.js";
import type { GraphDatabase } from "./graph-database.js";
import { walkDocuments, walkEvidence, walkExpected, walkStoredConcepts, walkTriples } from "./walk.js";

/** Lists all that the graph is made of, stride by stride: what is written meanwhile may be listed or not. */
export async function* listParts(database: GraphDatabase): AsyncGenerator<GraphPart> {
  for await (const stored of walkStoredConcepts(database)) yield { kind: "concept", stored };
  for await (const { stored } of walkTriples(database)) if (stored) yield { kind: "triple", stored };
  for await (const { entry, references, variants } of walkDocuments(database)) {
    yield { kind: "document", entry };
    for (const [concept, spans] of references) {
      yield { kind: "mention", document: entry.id, concept, variant: variants.get(concept)!, spans };
    }
  }
  for await (const id of walkExpected(database)) yield { kind: "document", entry: emptyEntry(id) };
  for await (const placed of walkEvidence(database)) yield { kind: "evidence", placed };
}
