import { sameJson } from "../domain/canonical-json.js";

type Fields = Readonly<Record<string, unknown>>;

/** The fields in which two states differ, undefined when they are equal; a field that is missing counts as undefined. */
export function changedFields(
  before: Fields,
  after: Fields,
): { readonly before: Fields; readonly after: Fields } | undefined {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const changed = names.filter((name) => !sameJson(before[name], after[name]));
  if (changed.length === 0) return undefined;
  const pick = (fields: Fields) => Object.fromEntries(changed.map((name) => [name, fields[name] ?? null]));
  return { before: pick(before), after: pick(after) };
}
