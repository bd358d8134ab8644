const halfEscape = /\\u[dD][89a-fA-F]/;

/**
 * Whether some text of a JSON value is no Unicode: half a pair of surrogates, which no store or file can hold.
 *
 * @param json what the value was parsed from, well-formed: without an escape of a surrogate there is none
 */
export function holdsHalf(value: unknown, json: string): boolean {
  if (!halfEscape.test(json)) return false;
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === "string" && /\p{Surrogate}/u.test(next)) return true;
    if (typeof next === "object" && next !== null) {
      for (const [key, inner] of Object.entries(next)) waiting.push(key, inner);
    }
  }
  return false;
}
