import type { Curie } from "../../domain/curie.js";
import type { DocumentId } from "../../domain/document.js";
import type { DocumentFilter, DocumentsByYear } from "../../domain/document-reader.js";
import type { Page, PageRequest } from "../../domain/graph-reader.js";
import { checkPage } from "../cursor.js";
import {
  documentPage,
  type ListedDocument,
  lastListed,
  statusesAskedFor,
  yearsAskedFor,
} from "../document-pages.js";
import type { Connection } from "./connection.js";
import { currentIds } from "./former-ids.js";
import { documentYear } from "./schema/0005-hierarchy.js";
import { type Condition, valuesOf, whereOf } from "./triple-conditions.js";

/** Rows of one index in its order, and what narrows them. */
interface Listing {
  readonly from: string;
  readonly id: string;
  readonly year: string;
  readonly conditions: readonly Condition[];
}

const byYear = {
  from: "document INDEXED BY document_by_year",
  id: "id",
  year: documentYear,
};
const byConcept = { from: "mention INDEXED BY mention_by_concept", id: "document", year: "year" };
const alsoMentions =
  "EXISTS (SELECT 1 FROM mention AS other WHERE other.document = mention.document AND other.concept = ?)";

/** Those that mention something are read from the concept's side, others by status. */
function listingsOf(connection: Connection, filter: DocumentFilter): readonly Listing[] {
  const { from, to } = yearsAskedFor(filter);
  const between = ({ year }: Pick<Listing, "year">) => ({
    sql: `${year} BETWEEN ? AND ?`,
    values: [from, to],
  });
  const statuses = statusesAskedFor(filter);
  const [rarest, ...others] = byRarity(connection, filter.mentioning ?? []);
  if (rarest === undefined) {
    return statuses.map((status) => ({
      ...byYear,
      conditions: [{ sql: "status = ?", values: [status] }, between(byYear)],
    }));
  }
  const also = others.map((id) => ({ sql: alsoMentions, values: [id] }));
  return statuses.map(() => ({
    ...byConcept,
    conditions: [{ sql: "concept = ?", values: [rarest] }, between(byConcept), ...also],
  }));
}

/** The ids of today, the concept that fewest documents mention first. */
function byRarity(connection: Connection, ids: readonly Curie[]): readonly Curie[] {
  if (ids.length === 0) return [];
  const current = currentIds(connection, ids);
  const today = [...new Set(ids.map((id) => current.get(id) ?? id))];
  const rows = connection.all(
    "SELECT id, documents FROM concept WHERE id IN (SELECT value FROM json_each(?))",
    JSON.stringify(today),
  );
  const documents = new Map(rows.map((row) => [row.id as Curie, row.documents as number]));
  return today.sort((a, b) => (documents.get(a) ?? 0) - (documents.get(b) ?? 0) || (a < b ? -1 : 1));
}

function pageIn(
  connection: Connection,
  listings: readonly Listing[],
  last: ListedDocument,
  first: number,
): Page<DocumentId> {
  if (listings.length === 0) return { items: [], hasNext: false };
  const branches = listings.map((listing) => {
    const { id, year } = listing;
    const after = {
      sql: `${year} <= ? AND (${year} < ? OR ${id} < ?)`,
      values: [last.year, last.year, last.id],
    };
    return { ...listing, conditions: [...listing.conditions, after] };
  });
  const parts = branches.map(
    ({ from, id, year, conditions }) =>
      `SELECT * FROM (SELECT ${id} AS id, ${year} AS year FROM ${from} ${whereOf(conditions)}
       ORDER BY ${year} DESC, ${id} DESC LIMIT ?)`,
  );
  const values = branches.flatMap(({ conditions }) => [...valuesOf(conditions), first + 1]);
  const sql = `${parts.join(" UNION ALL ")} ORDER BY year DESC, id DESC LIMIT ?`;
  return documentPage(connection.all(sql, ...values, first + 1) as unknown as ListedDocument[], first);
}

export function listDocuments(
  connection: Connection,
  filter: DocumentFilter,
  page: PageRequest,
): Page<DocumentId> {
  return pageIn(connection, listingsOf(connection, filter), lastListed(page), checkPage(page));
}

export function countDocuments(connection: Connection, filter: DocumentFilter): number {
  return listingsOf(connection, filter)
    .map(({ from, conditions }) => {
      const sql = `SELECT count(*) AS n FROM ${from} ${whereOf(conditions)}`;
      return Number(connection.get(sql, ...valuesOf(conditions))?.n);
    })
    .reduce((sum, count) => sum + count, 0);
}

export function readDocumentsMentioning(
  connection: Connection,
  ids: readonly Curie[],
  page: PageRequest,
): ReadonlyMap<Curie, Page<DocumentId>> {
  const first = checkPage(page);
  const last = lastListed(page);
  const pageOf = (id: Curie) =>
    pageIn(connection, [{ ...byConcept, conditions: [{ sql: "concept = ?", values: [id] }] }], last, first);
  return new Map(ids.map((id) => [id, pageOf(id)]));
}

export function readDocumentsByYear(
  connection: Connection,
  ids: readonly Curie[],
): ReadonlyMap<Curie, DocumentsByYear> {
  const sql = "SELECT year, count(*) AS documents FROM mention WHERE concept = ? GROUP BY year ORDER BY year";
  const yearsOfConcept = (id: Curie) =>
    connection.all(sql, id).map(({ year, documents }) => [year as number, documents as number] as const);
  return new Map(ids.map((id) => [id, new Map(yearsOfConcept(id))]));
}
