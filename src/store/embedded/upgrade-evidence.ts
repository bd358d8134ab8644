import { aggregateOf } from "../../domain/belief.js";
import type { Evidence } from "../../domain/evidence.js";
import type { TripleKey } from "../../domain/triple.js";
import { upgradedEvidence } from "../upgrade-evidence.js";
import type { Connection, Value } from "./connection.js";
import { withheldOf } from "./load-entries.js";
import { loadTriples } from "./load-triples.js";
import { saveEvidence, saveTriple } from "./save-triples.js";

/** Migration 2: evidence with cues and the weight of its section, that of retracted documents too, and triples recounted by it. */
export function upgradeEvidence(connection: Connection): void {
  const stored = "SELECT record FROM evidence WHERE";
  const evidenceOf = (sql: string, key: Value) =>
    connection.all(sql, key).map(({ record }) => JSON.parse(record as string) as Evidence);
  for (const { key } of connection.all("SELECT key FROM evidence")) {
    const put = evidenceOf(`${stored} key = ?`, key!).map(upgradedEvidence);
    saveEvidence(connection, { put, drop: [] });
  }
  for (const { key } of connection.all("SELECT key FROM triple")) {
    const evidence = evidenceOf(`${stored} triple = ?`, key!);
    for (const triple of loadTriples(connection, [key as TripleKey]).values())
      if (evidence.length > 0) saveTriple(connection, { ...triple, aggregate: aggregateOf(evidence) });
  }
  // Written as the tables then were: later migrations add columns that are not there yet.
  for (const { id, withheld } of connection.all(
    "SELECT id, withheld FROM document WHERE withheld IS NOT NULL",
  )) {
    const before = withheldOf(withheld as string);
    const after = { ...before, evidence: before.evidence.map(upgradedEvidence) };
    connection.run("UPDATE document SET withheld = ? WHERE id = ?", JSON.stringify(after), id!);
  }
}
