import type { Page, PageRequest, TripleFilter, TripleRecord } from "../../domain/graph-reader.js";
import { checkPage, decodeCursor, pageOf } from "../cursor.js";
import { sortValue, tripleRecord } from "../records.js";
import { currentFilter, readCurrent } from "./former-ids.js";
import { type GraphDatabase, type Parameters, type Transaction, wholeNumber } from "./graph-database.js";
import { storedTriple } from "./properties.js";
import { statement, statementForTypes, tripleTypes, typeOf } from "./statements.js";

export const sortValues = {
  belief: "r.belief",
  documents: "r.documents",
  lastYear: "coalesce(r.lastYear, 0)",
} as const;

/** The types that a filter lets through; an empty list of predicates lets all through. */
export function typesOf({ predicates = [] }: TripleFilter): readonly string[] {
  return predicates.length === 0 ? tripleTypes : [...new Set(predicates.map(typeOf))];
}

/** The concept from which the triples are reached, and what else is asked of their ends; undefined for the whole graph. */
function anchorOf({ subject, object, involving }: TripleFilter): Parameters | undefined {
  const concept = involving ?? subject ?? object;
  return concept === undefined ? undefined : { concept, subject: subject ?? null, object: object ?? null };
}

export async function readTriples(
  database: GraphDatabase,
  filter: TripleFilter,
  page: PageRequest,
): Promise<Page<TripleRecord>> {
  const first = checkPage(page);
  const order = filter.order ?? "belief";
  const [value, key] =
    page.after === undefined ? [Number.MAX_SAFE_INTEGER, ""] : decodeCursor(page.after, order, 2);
  const words = { SORT_VALUE: sortValues[order] };
  const types = typesOf(filter);
  const read = (transaction: Transaction) => (current: TripleFilter) => {
    const anchor = anchorOf(current);
    const text = anchor
      ? statement("list-triples-of-concept", { ...words, TRIPLE_TYPES: types.join("|") })
      : statementForTypes("list-triples", types, words);
    const parameters = {
      ...anchor,
      minBelief: filter.minBelief ?? 0,
      value,
      key,
      limit: wholeNumber(first + 1),
    };
    return transaction.run(text, parameters);
  };
  const rows = await database.read((transaction) => readCurrent(transaction, filter, read(transaction)));
  const records = rows.map((row) => tripleRecord(storedTriple(row)));
  records.sort((a, b) => sortValue(b, order) - sortValue(a, order) || (a.key < b.key ? -1 : 1));
  return pageOf(records, first, (record) => ({ order, values: [sortValue(record, order), record.key] }));
}

export async function countTriples(database: GraphDatabase, filter: TripleFilter): Promise<number> {
  const types = typesOf(filter);
  const whole = filter.minBelief === undefined ? "count-triples" : "count-triples-believed";
  const rows = await database.read(async (transaction) => {
    const anchor = anchorOf(await currentFilter(transaction, filter));
    const text = anchor
      ? statement("count-triples-of-concept", { TRIPLE_TYPES: types.join("|") })
      : statementForTypes(whole, types);
    return transaction.run(text, { ...anchor, minBelief: filter.minBelief ?? 0 });
  });
  return rows.reduce((sum, { triples }) => sum + (triples as number), 0);
}
