import { canonicalJson } from "../../src/domain/canonical-json.js";
import type { GraphRow } from "../../src/domain/graph-store.js";

/** What separates the rows of a store from those that should be there, one line each; empty when they are equal. */
export function differenceOfRows(found: readonly GraphRow[], right: readonly GraphRow[]): readonly string[] {
  const [is, should] = [byPlace(found), byPlace(right)];
  const twice = found.length - is.size;
  return [
    ...(twice > 0 ? [`${twice} rows are listed twice`] : []),
    ...[...should].flatMap(([place, value]) =>
      is.has(place) ? [] : [`missing ${place}: ${canonicalJson(value)}`],
    ),
    ...[...is].flatMap(([place, value]) => {
      if (!should.has(place)) return [`extra ${place}: ${canonicalJson(value)}`];
      return changes(value, should.get(place), "").map((change) => `changed ${place}: ${change}`);
    }),
  ];
}

function byPlace(rows: readonly GraphRow[]): ReadonlyMap<string, unknown> {
  return new Map(rows.map(({ kind, key, value }) => [`${kind} ${key}`, value]));
}

function changes(is: unknown, should: unknown, path: string): readonly string[] {
  if (canonicalJson(is) === canonicalJson(should)) return [];
  if (!isObject(is) || !isObject(should)) {
    return [`${path || "it"} is ${canonicalJson(is)}, not ${canonicalJson(should)}`];
  }
  const fields = [...new Set([...Object.keys(is), ...Object.keys(should)])];
  return fields.flatMap((field) => changes(is[field], should[field], path ? `${path}.${field}` : field));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
