import type { TripleKey } from "../../../domain/triple.js";
import { checkTriple, type RecordedTriple } from "../../audit.js";
import type { Connection } from "../connection.js";
import { countRetracted, loadEvidence } from "../load-evidence.js";
import { storedTriple } from "../load-triples.js";
import { saveEvidence, saveTriple } from "../save-triples.js";
import { column, countOf, type Section } from "./section.js";

export const tripleSection: Section = {
  kind: "triples",
  total: countOf("triple"),
  *subjects(connection) {
    yield* column(connection, "SELECT key AS value FROM triple ORDER BY key");
    yield* column(
      connection,
      `SELECT DISTINCT triple AS value FROM evidence
       WHERE NOT EXISTS (SELECT 1 FROM triple WHERE key = evidence.triple) ORDER BY triple`,
    );
  },
  check(connection, subject) {
    const key = subject as TripleKey;
    const evidence = loadEvidence(connection, key);
    const retracted = countRetracted(connection, [key]).get(key) ?? 0;
    const stored = recorded(connection, key);
    const fault = stored || evidence.length > 0 ? checkTriple(key, stored, evidence, retracted) : undefined;
    if (!fault) return [];
    const drop = (writer: Connection) => writer.run("DELETE FROM triple WHERE key = ?", key);
    const { finding, repair } = fault;
    if (typeof repair === "string") return [{ finding, repair: drop }];
    return [
      {
        finding,
        repair: (writer) => {
          drop(writer);
          saveEvidence(writer, { put: [], drop: [], move: repair.put.move });
          saveTriple(writer, repair.put);
        },
      },
    ];
  },
};

function recorded(connection: Connection, key: TripleKey): RecordedTriple | undefined {
  const row = connection.get("SELECT * FROM triple WHERE key = ?", key);
  if (!row) return undefined;
  const { belief, documents, last_year: lastYear } = row as Record<string, number>;
  return { ...storedTriple(row), belief: belief!, documents: documents!, lastYear: lastYear! };
}
