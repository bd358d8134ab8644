import { checkKeys, type Found } from "../../audit.js";
import { changedFields } from "../../changed-fields.js";
import type { GraphDatabase, Row } from "../graph-database.js";
import { evidenceProperties, type Properties, placedOf, plainProperties } from "../properties.js";
import { evidenceRow } from "../save-graph.js";
import { evidenceLabels, statement } from "../statements.js";
import { walkIds } from "../walk.js";
import { againHint, type Fault, lock, processAgain, type Section } from "./section.js";

type Status = keyof typeof evidenceLabels;

/** Evidence of live documents, and what retracted ones said. */
export const evidenceSection = sectionOf("live");
export const withheldSection = sectionOf("retracted");

const drops = { live: "drop-evidence", retracted: "drop-retracted-evidence" } as const;
const puts = { live: "put-evidence", retracted: "put-retracted-evidence" } as const;

function sectionOf(status: Status): Section {
  const words = { EVIDENCE_LABEL: evidenceLabels[status] };
  const [next, read] = [statement("next-evidence-keys", words), statement("evidence-by-key", words)];
  return {
    kind: status === "live" ? "evidence" : "retracted evidence",
    async *walk(database: GraphDatabase) {
      for await (const { ids, rows } of walkIds(database, next, read, { status })) {
        yield { suspects: rows.filter((row) => found(row, status)).map(keyOf), seen: ids.length };
      }
    },
    async check(transaction, keys) {
      const load = () => transaction.run(read, { keys, status });
      await lock(transaction, "lock-present-documents", (await load()).map(documentOf));
      return (await load()).flatMap((row): readonly Fault[] => {
        const finding = found(row, status);
        if (!finding) return [];
        const [key, document] = [keyOf(row), documentOf(row)];
        if (finding.invariant === "orphan") {
          return [{ finding, repair: () => transaction.run(statement(drops[status]), { keys: [key] }) }];
        }
        if (finding.invariant === "key") {
          const mark = () => processAgain(transaction, document);
          return [{ finding: { ...finding, hint: againHint(document) }, mark }];
        }
        const rows = [evidenceRow(placedOf(row.evidence as Properties))];
        return [{ finding, repair: () => transaction.run(statement(puts[status]), { rows }) }];
      });
    },
  };
}

const keyOf = (row: Row) => (row.evidence as { key: string }).key;
const documentOf = (row: Row) => (row.evidence as { document: string }).document;

function found(row: Row, status: Status): Found | undefined {
  const subject = keyOf(row);
  if (!row.stands) {
    const message = `evidence of ${documentOf(row)}, which is not ${status} or not where it is from`;
    return { invariant: "orphan", subject, message };
  }
  const properties = row.evidence as Properties;
  const placed = placedOf(properties);
  const keys = checkKeys(placed.evidence);
  if (keys) return keys;
  const changed = changedFields(plainProperties(properties), plainProperties(evidenceProperties(placed)));
  if (!changed) return undefined;
  return {
    invariant: "record",
    subject,
    message: "its properties do not agree with one another",
    ...changed,
  };
}
