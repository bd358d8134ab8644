import type { Curie } from "../../domain/curie.js";
import type { ConceptRecord, Page, PageRequest } from "../../domain/graph-reader.js";
import { checkPage, decodeCursor, pageOf } from "../cursor.js";
import { conceptRecord } from "../records.js";
import { type GraphDatabase, wholeNumber } from "./graph-database.js";
import { quoted } from "./lucene.js";
import { type Properties, storedConcept } from "./properties.js";
import { statement } from "./statements.js";

const order = "documents";

export async function readChildren(
  database: GraphDatabase,
  ids: readonly Curie[],
  page: PageRequest,
): Promise<ReadonlyMap<Curie, Page<ConceptRecord>>> {
  const first = checkPage(page);
  const [documents, after] =
    page.after === undefined ? [Number.MAX_SAFE_INTEGER, ""] : decodeCursor(page.after, order, 2);
  const parameters = { rows: rowsOf(ids), documents, after, limit: wholeNumber(first + 1) };
  const rows = await database.run(statement("list-children"), parameters);
  return new Map(
    rows.map(({ id, children }) => {
      const found = (children as readonly Properties[]).map((child) => conceptRecord(storedConcept(child)));
      return [id as Curie, pageOf(found, first, (child) => ({ order, values: [child.documents, child.id] }))];
    }),
  );
}

export async function readChildCounts(
  database: GraphDatabase,
  ids: readonly Curie[],
): Promise<ReadonlyMap<Curie, number>> {
  const rows = await database.run(statement("count-children"), { rows: rowsOf(ids) });
  return new Map(rows.map(({ id, children }) => [id as Curie, children as number]));
}

function rowsOf(ids: readonly Curie[]) {
  return ids.map((id) => ({ id, query: quoted(id) }));
}
