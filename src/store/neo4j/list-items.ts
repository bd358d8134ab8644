import type { EvidenceRecord } from "../../domain/evidence.js";
import type { GraphItem } from "../../domain/graph-store.js";
import { conceptRecord, rankOf, tripleRecord } from "../records.js";
import { evidenceRecord, type Placed } from "../standing.js";
import { stateOf, underConcern } from "../stored-document.js";
import type { GraphDatabase } from "./graph-database.js";
import { walkDocuments, walkStoredConcepts, walkTriples } from "./walk.js";

/** Reads the graph out, kind after kind and stride by stride: what is written meanwhile may be there or not. */
export async function* listItems(
  database: GraphDatabase,
  kinds: readonly GraphItem["kind"][],
): AsyncGenerator<GraphItem> {
  for (const kind of kinds) yield* list[kind](database);
}

const list = { concept: listConcepts, triple: listTriples, document: listDocuments } as const;

async function* listConcepts(database: GraphDatabase): AsyncGenerator<GraphItem> {
  for await (const stored of walkStoredConcepts(database)) {
    yield { kind: "concept", concept: conceptRecord(stored) };
  }
}

async function* listTriples(database: GraphDatabase): AsyncGenerator<GraphItem> {
  for await (const { stored, evidence } of walkTriples(database)) {
    if (!stored) continue;
    yield { kind: "triple", triple: tripleRecord(stored), evidence: sorted(evidence, rankOf) };
  }
}

async function* listDocuments(database: GraphDatabase): AsyncGenerator<GraphItem> {
  for await (const { entry, evidence } of walkDocuments(database)) {
    const [state, delivery] = [stateOf(entry), entry.delivery];
    if (state?.status !== "live" || !delivery) continue;
    const { document, mentions } = delivery;
    yield {
      kind: "document",
      record: { document, state, concern: underConcern(entry), mentions },
      evidence: sorted(evidence, ({ key }) => key),
    };
  }
}

function sorted(
  evidence: readonly Placed[],
  by: (item: EvidenceRecord) => string,
): readonly EvidenceRecord[] {
  return evidence.map(evidenceRecord).sort((a, b) => (by(a) < by(b) ? -1 : 1));
}
