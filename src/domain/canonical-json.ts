import { createHash } from "node:crypto";

/**
 * JSON with keys in code-unit order and without undefined fields: equal values give equal text.
 *
 * @example canonicalJson({ b: 1, a: undefined, c: [2] }) === '{"b":1,"c":[2]}'
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => {
    if (typeof item !== "object" || item === null || Array.isArray(item)) return item;
    const entries = Object.entries(item).filter(([, field]) => field !== undefined);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/**
 * Whether two JSON values have the same canonical JSON: a field that is undefined counts as missing. Neither is written.
 */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, at) => sameJson(item, b[at]));
  }
  if (Array.isArray(b)) return false;
  const says = (value: object, name: string): unknown =>
    Object.hasOwn(value, name) ? value[name as keyof typeof value] : undefined;
  return (
    Object.keys(a).every((name) => sameJson(says(a, name), says(b, name))) &&
    Object.keys(b).every((name) => says(b, name) === undefined || says(a, name) !== undefined)
  );
}

/** SHA-256 of the canonical JSON, in hex. */
export function canonicalHash(value: unknown): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}
