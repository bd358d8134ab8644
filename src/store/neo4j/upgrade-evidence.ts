import { recount } from "../standing.js";
import { contributionOf } from "../stored-document.js";
import { upgradedEvidence } from "../upgrade-evidence.js";
import type { GraphDatabase } from "./graph-database.js";
import { documentProperties, tripleProperties } from "./properties.js";
import { evidenceRow, moveRow, updateTriple } from "./save-graph.js";
import { statement } from "./statements.js";
import { walkDocuments, walkTriples } from "./walk.js";

/**
 * Evidence in today's words, in its place among that of its work, that of retracted documents in nodes of its own; triples recounted by
 * it. Each is a transaction of its own; broken off, it is done again from the beginning, and comes to the same.
 */
export async function upgradeEvidence(database: GraphDatabase): Promise<void> {
  const write = (name: string, rows: readonly object[]) =>
    database.write((transaction) => transaction.run(statement(name), { rows }));
  for await (const { entry } of walkDocuments(database)) {
    if (!entry.delivery) continue;
    const evidence = entry.delivery.evidence.map(upgradedEvidence);
    const after = { ...entry, delivery: { ...entry.delivery, evidence } };
    const { evidence: live, withheld } = contributionOf(after);
    const rows = [...live, ...withheld].map((standing) =>
      evidenceRow({ ...standing, duplicateOf: undefined }),
    );
    if (rows.length > 0) {
      await write(withheld.length > 0 ? "put-retracted-evidence" : "put-evidence", rows);
    }
    await write("put-documents", [{ id: entry.id, properties: documentProperties(after) }]);
  }
  for await (const { stored, evidence, retracted } of walkTriples(database)) {
    if (!stored || evidence.length === 0) continue;
    const { aggregate, evidence: placed } = recount(evidence, retracted);
    const move = placed.filter(({ duplicateOf }) => duplicateOf !== undefined).map(moveRow);
    if (move.length > 0) await write("move-evidence", move);
    const properties = tripleProperties({ ...stored, aggregate });
    await updateTriple(database, stored.triple, properties);
  }
}
