import { aggregateOf } from "../../domain/belief.js";
import { statusOf } from "../stored-document.js";
import { upgradedEvidence } from "../upgrade-evidence.js";
import type { GraphDatabase } from "./graph-database.js";
import { documentProperties, evidenceProperties, tripleProperties } from "./properties.js";
import { statement } from "./statements.js";
import { walkDocuments, walkEvidence, walkTriples } from "./walk.js";

/**
 * Evidence with cues and the weight of its section, that of retracted documents too, and triples recounted by it. Each is
 * a transaction of its own; broken off, it is done again from the beginning, and comes to the same.
 */
export async function upgradeEvidence(database: GraphDatabase): Promise<void> {
  const write = (name: string, row: object) =>
    database.write((transaction) => transaction.run(statement(name), { rows: [row] }));
  for await (const stored of walkEvidence(database)) {
    const evidence = upgradedEvidence(stored);
    const { key, documentId: document } = evidence;
    await write("put-evidence", { key, document, properties: evidenceProperties(evidence) });
  }
  for await (const { entry } of walkDocuments(database)) {
    if (!entry.delivery || statusOf(entry) !== "retracted") continue;
    const evidence = entry.delivery.evidence.map(upgradedEvidence);
    const after = { ...entry, delivery: { ...entry.delivery, evidence } };
    await write("put-documents", { id: entry.id, properties: documentProperties(after) });
  }
  for await (const { stored, evidence } of walkTriples(database)) {
    if (!stored || evidence.length === 0) continue;
    const properties = tripleProperties({ ...stored, aggregate: aggregateOf(evidence) });
    await write("update-triples", { element: stored.element, properties });
  }
}
