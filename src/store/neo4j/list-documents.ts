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
import { idsOfToday } from "./former-ids.js";
import { type GraphDatabase, type Row, type Transaction, wholeNumber } from "./graph-database.js";
import { statement } from "./statements.js";

function listed(rows: unknown): readonly ListedDocument[] {
  return rows as readonly ListedDocument[];
}

/** The first documents behind the last one: those with a year and, where that leaves room, those without. */
async function listByStatus(
  transaction: Transaction,
  status: string,
  years: { readonly from: number; readonly to: number },
  last: ListedDocument,
  most: number,
): Promise<readonly ListedDocument[]> {
  const limit = wholeNumber(most);
  const to = Math.min(years.to, last.year);
  const after = to === last.year ? last.id : lastListed({ first: most }).id;
  const dated = { status, from: Math.max(years.from, 1), to, after, limit };
  const found = last.year === 0 ? [] : listed(await transaction.run(statement("list-documents"), dated));
  if (years.from > 0 || found.length >= most) return found;
  const undated = { status, after: last.year === 0 ? last.id : lastListed({ first: most }).id, limit };
  return [...found, ...listed(await transaction.run(statement("list-undated-documents"), undated))];
}

export async function listDocuments(
  database: GraphDatabase,
  filter: DocumentFilter,
  page: PageRequest,
): Promise<Page<DocumentId>> {
  const first = checkPage(page);
  const last = lastListed(page);
  const years = yearsAskedFor(filter);
  const statuses = statusesAskedFor(filter);
  const { mentioning = [] } = filter;
  return database.read(async (transaction) => {
    if (mentioning.length > 0) {
      if (statuses.length === 0) return { items: [], hasNext: false };
      const ids = await idsOfToday(transaction, mentioning);
      const bounds = { ...years, year: last.year, after: last.id, limit: wholeNumber(first + 1) };
      const rows = await transaction.run(statement("list-documents-mentioning"), { ids, ...bounds });
      return documentPage(listed(rows), first);
    }
    const lists = await Promise.all(
      statuses.map((status) => listByStatus(transaction, status, years, last, first + 1)),
    );
    const found = lists.flat().sort((a, b) => b.year - a.year || (a.id < b.id ? 1 : -1));
    return documentPage(found, first);
  });
}

export async function countDocuments(database: GraphDatabase, filter: DocumentFilter): Promise<number> {
  const { mentioning = [] } = filter;
  const statuses = statusesAskedFor(filter);
  if (statuses.length === 0) return 0;
  const years = yearsAskedFor(filter);
  const [row] = await database.read(async (transaction): Promise<readonly Row[]> => {
    if (mentioning.length === 0) return transaction.run(statement("count-documents"), { statuses, ...years });
    const ids = await idsOfToday(transaction, mentioning);
    return transaction.run(statement("count-documents-mentioning"), { ids, ...years });
  });
  return (row?.documents ?? 0) as number;
}

export async function readDocumentsMentioning(
  database: GraphDatabase,
  ids: readonly Curie[],
  page: PageRequest,
): Promise<ReadonlyMap<Curie, Page<DocumentId>>> {
  const first = checkPage(page);
  const { year, id: after } = lastListed(page);
  const parameters = { ids, year, after, limit: wholeNumber(first + 1) };
  const rows = await database.run(statement("documents-mentioning"), parameters);
  return new Map(rows.map(({ id, documents }) => [id as Curie, documentPage(listed(documents), first)]));
}

export async function readDocumentsByYear(
  database: GraphDatabase,
  ids: readonly Curie[],
): Promise<ReadonlyMap<Curie, DocumentsByYear>> {
  const rows = await database.run(statement("documents-by-year"), { ids });
  const years = new Map(ids.map((id) => [id, new Map<number, number>()]));
  for (const { id, year, documents } of rows)
    years.get(id as Curie)?.set(year as number, documents as number);
  return years;
}
