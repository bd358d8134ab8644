import type { Curie } from "../../domain/curie.js";
import type { TripleFilter, TripleOrder } from "../../domain/graph-reader.js";
import { yearsOf } from "../triple-filter.js";
import type { Value } from "./connection.js";
import { contestedValue } from "./schema/0007-contested.js";
import { noveltyValue } from "./schema/0008-novelty.js";

export interface Condition {
  readonly sql: string;
  readonly values: readonly Value[];
}

/** What each order sorts by, as the indexes have it. */
export const sortColumns: Readonly<Record<TripleOrder, string>> = {
  belief: "belief",
  documents: "documents",
  lastYear: "last_year",
  contested: contestedValue,
};

/** Triples are read by these, an index each; those that nobody contests have no index by `contested`, and are read by key. */
export type Sorting = TripleOrder | "key";

type End = "subject" | "object";

const inList = (what: string) => `${what} IN (SELECT value FROM json_each(?))`;
const [affirmed, denied, hedged] = ["affirmed", "denied", "hedged"].map(
  (count) => `aggregate ->> '${count}'`,
);
const evidenceThat = (sql: string) =>
  `EXISTS (SELECT 1 FROM evidence WHERE evidence.triple = triple.key AND duplicate_of IS NULL AND ${sql})`;

const stances: Readonly<Record<NonNullable<TripleFilter["stance"]>, string>> = {
  affirmed: `${affirmed} > 0`,
  denied: `${denied} > 0`,
  contested: `${contestedValue} > 0`,
  asked: `${affirmed} = 0 AND ${denied} = 0`,
};

/**
 * Everything a filter asks of rows of `triple` but `involving`; `other` is the end that this is not, where it is asked for. Of a list
 * that is read in an order, other numbers are written with a plus, which keeps SQLite from reading by their index and sorting
 * all that it finds.
 */
function conditionsOf(
  filter: TripleFilter,
  other: End | undefined,
  sorting: Sorting | undefined,
): readonly Condition[] {
  const number = (order: TripleOrder) =>
    sorting === undefined || sorting === order ? sortColumns[order] : `+${sortColumns[order]}`;
  const conditions: Condition[] = [];
  const add = (sql: string, ...values: readonly Value[]) => conditions.push({ sql, values });
  const addCategories = (end: End, list: readonly string[] | undefined) => {
    if (!list) return;
    const ofEnd = `SELECT 1 FROM concept WHERE concept.id = triple.${end} AND ${inList("category")}`;
    add(`EXISTS (${ofEnd})`, JSON.stringify(list));
  };
  const { subject, object, predicates, minBelief, maxBelief, minDocuments, stance } = filter;
  if (subject !== undefined) add("subject = ?", subject);
  if (object !== undefined) add("object = ?", object);
  if (minBelief !== undefined) add(`${number("belief")} >= ?`, minBelief);
  if (maxBelief !== undefined) add(`${number("belief")} <= ?`, maxBelief);
  if (minDocuments !== undefined) add(`${number("documents")} >= ?`, minDocuments);
  if (predicates) add(inList("predicate"), JSON.stringify(predicates));
  if (stance) add(stances[stance]);
  if (filter.hedged === true) add(`${affirmed} + ${denied} > 0 AND ${affirmed} + ${denied} = ${hedged}`);
  if (filter.hedged === false) add(`${affirmed} + ${denied} > ${hedged}`);
  const years = yearsOf(filter);
  if (years) {
    // The first says nothing new; by it a list by year stops where the years end.
    const published =
      "EXISTS (SELECT 1 FROM json_each(aggregate, '$.years') AS y WHERE 0 + y.key BETWEEN ? AND ?)";
    add(`${number("lastYear")} >= ? AND ${published}`, years.from, years.from, years.to);
  }
  addCategories("subject", filter.subjectCategories);
  addCategories("object", filter.objectCategories);
  if (other) addCategories(other, filter.otherCategories);
  if (filter.minNovelty !== undefined) add(evidenceThat(`${noveltyValue} >= ?`), filter.minNovelty);
  if (filter.sections) {
    const role = `EXISTS (SELECT 1 FROM json_each(record, '$.sentences') AS s WHERE ${inList("s.value ->> 'role'")})`;
    add(evidenceThat(role), JSON.stringify(filter.sections));
  }
  return conditions;
}

/**
 * One list of conditions per way in: `involving` makes two branches. No triple meets both, since none joins a concept with itself.
 *
 * @param filter checked, its ids those of today
 */
export function branchesOf(
  filter: TripleFilter,
  sorting?: Sorting,
  further: readonly Condition[] = [],
): readonly (readonly Condition[])[] {
  const branch = (end: End, other: End, concept: Curie): readonly Condition[] => [
    { sql: `${end} = ?`, values: [concept] },
    ...conditionsOf(filter, other, sorting),
    ...further,
  ];
  const { involving } = filter;
  if (involving === undefined) return [[...conditionsOf(filter, undefined, sorting), ...further]];
  return [branch("subject", "object", involving), branch("object", "subject", involving)];
}

export function whereOf(conditions: readonly Condition[]): string {
  return conditions.length === 0 ? "" : `WHERE ${conditions.map(({ sql }) => sql).join(" AND ")}`;
}

export function valuesOf(conditions: readonly Condition[]): readonly Value[] {
  return conditions.flatMap(({ values }) => values);
}
