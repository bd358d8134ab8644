/** Versions are sorted by eight digits; see `assemble/revision.ts`. */
const shape = /^\d{1,8}$/;

/** A document's version as its source gives it; undefined when it is no whole number of eight digits at most. */
export function versionOf(given: unknown): number | undefined {
  const text = typeof given === "number" ? String(given) : given;
  return typeof text === "string" && shape.test(text) ? Number(text) : undefined;
}
