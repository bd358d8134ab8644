import type { Curie } from "../../domain/curie.js";
import type { ConceptRecord, Page, PageRequest } from "../../domain/graph-reader.js";
import { checkPage, decodeCursor, pageOf } from "../cursor.js";
import { conceptRecord } from "../records.js";
import type { Connection } from "./connection.js";
import { storedConcept } from "./load-concepts.js";

const order = "documents";

const childrenOfConcept = `
  SELECT variants, triples FROM concept_parent JOIN concept ON concept.number = concept_parent.concept
  WHERE parent = ?1 AND documents <= ?2 AND (documents < ?2 OR id > ?3)
  ORDER BY documents DESC, id LIMIT ?4`;

export function readChildren(
  connection: Connection,
  ids: readonly Curie[],
  page: PageRequest,
): ReadonlyMap<Curie, Page<ConceptRecord>> {
  const first = checkPage(page);
  const [documents, after] =
    page.after === undefined
      ? [Number.MAX_SAFE_INTEGER, ""]
      : (decodeCursor(page.after, order, 2) as [number, string]);
  return new Map(
    ids.map((id) => {
      const rows = connection.all(childrenOfConcept, id, documents, after, first + 1);
      const found = rows.map((row) => conceptRecord(storedConcept(row)));
      return [id, pageOf(found, first, (child) => ({ order, values: [child.documents, child.id] }))];
    }),
  );
}

export function readChildCounts(connection: Connection, ids: readonly Curie[]): ReadonlyMap<Curie, number> {
  const rows = connection.all(
    `SELECT parent, count(*) AS children FROM concept_parent
     WHERE parent IN (SELECT value FROM json_each(?)) GROUP BY parent`,
    JSON.stringify(ids),
  );
  return new Map(rows.map(({ parent, children }) => [parent as Curie, children as number]));
}
