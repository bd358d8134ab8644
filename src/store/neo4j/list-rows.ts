import type { GraphRow } from "../../domain/graph-store.js";
import { conceptRow, documentRow, evidenceRow, mentionRow, tripleRow } from "../graph-rows.js";
import type { GraphDatabase } from "./graph-database.js";
import { walkConcepts, walkDocuments, walkEvidence, walkTriples } from "./walk.js";

/** Lists the whole graph, stride by stride: what is written meanwhile may be listed or not. */
export async function* listRows(database: GraphDatabase): AsyncGenerator<GraphRow> {
  for await (const { entry, references } of walkDocuments(database)) {
    yield documentRow(entry);
    for (const [concept, spans] of references) yield mentionRow(entry.id, concept, spans);
  }
  for await (const { stored } of walkConcepts(database)) if (stored) yield conceptRow(stored);
  for await (const { stored } of walkTriples(database)) if (stored) yield tripleRow(stored);
  for await (const evidence of walkEvidence(database)) yield evidenceRow(evidence);
}
