import type {
  Page,
  PageRequest,
  TripleFacets,
  TripleFilter,
  TripleOrder,
  TripleRecord,
} from "../../domain/graph-reader.js";
import { checkPage, decodeCursor, pageOf } from "../cursor.js";
import { sortValue, tripleRecord } from "../records.js";
import { type AlikeTriples, facetsOf } from "../triple-facets.js";
import { type GraphDatabase, wholeNumber } from "./graph-database.js";
import { predicateByType, storedTriple } from "./properties.js";
import { askTriples, listTriples } from "./triple-access.js";

export const sortValues: Readonly<Record<TripleOrder, string>> = {
  belief: "r.belief",
  documents: "r.documents",
  lastYear: "coalesce(r.lastYear, 0)",
  contested: "CASE WHEN r.affirmed < r.denied THEN r.affirmed ELSE r.denied END",
};

const lists = {
  ofConcept: "list-triples-of-concept",
  contested: "list-contested-triples",
  whole: "list-triples",
} as const;

export async function readTriples(
  database: GraphDatabase,
  filter: TripleFilter,
  page: PageRequest,
): Promise<Page<TripleRecord>> {
  const first = checkPage(page);
  const order = filter.order ?? "belief";
  const [value, key] =
    page.after === undefined ? [Number.MAX_SAFE_INTEGER, ""] : decodeCursor(page.after, order, 2);
  const further = { value, key, limit: wholeNumber(first + 1) };
  // Belief alone has an index to be read in its order.
  const entrances = { ...lists, perType: order === "belief" };
  const rows = await listTriples(database, filter, entrances, { SORT_VALUE: sortValues[order] }, further);
  const records = rows.map((row) => tripleRecord(storedTriple(row)));
  records.sort((a, b) => sortValue(b, order) - sortValue(a, order) || (a.key < b.key ? -1 : 1));
  return pageOf(records, first, (record) => ({ order, values: [sortValue(record, order), record.key] }));
}

const counts = { ofConcept: "count-triples-of-concept", contested: "count-contested-triples" } as const;

export async function countTriples(database: GraphDatabase, filter: TripleFilter): Promise<number> {
  const { predicates: _, order: __, ...narrowing } = filter;
  // Without conditions the server knows the number of each type beforehand.
  const all = Object.values(narrowing).every(isEmpty);
  const whole = { whole: all ? "count-triples" : "count-triples-filtered", perType: all };
  const rows = await database.read((transaction) => askTriples(transaction, filter, { ...counts, ...whole }));
  return rows.reduce((sum, { triples }) => sum + (triples as number), 0);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

const breakdowns = {
  ofConcept: "break-down-triples-of-concept",
  contested: "break-down-contested-triples",
  whole: "break-down-triples",
  perType: false,
} as const;

export async function readTripleFacets(database: GraphDatabase, filter: TripleFilter): Promise<TripleFacets> {
  const rows = await database.read((transaction) => askTriples(transaction, filter, breakdowns));
  return facetsOf(
    rows.map(
      (row) => ({ ...row, predicate: predicateByType.get(row.type as string) }) as unknown as AlikeTriples,
    ),
  );
}
