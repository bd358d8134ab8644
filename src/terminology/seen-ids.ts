import type { Curie } from "../domain/curie.js";

/** Numbers beyond this are kept one by one: a bit each would cost more. */
const mostBits = 1 << 30;

/** Whether a whole number ≥ 0 comes for the first time; a bit each, so that tens of millions of ids cost some megabytes. */
export function firstTimes(): (number: number) => boolean {
  let bits = new Uint8Array(1 << 16);
  const beyond = new Set<number>();
  return (number) => {
    if (number >= mostBits) return !beyond.has(number) && beyond.add(number) !== undefined;
    const byte = number >>> 3;
    if (byte >= bits.length) {
      const grown = new Uint8Array(Math.max(byte + 1, bits.length * 2));
      grown.set(bits);
      bits = grown;
    }
    const bit = 1 << (number & 7);
    const first = (bits[byte]! & bit) === 0;
    bits[byte]! |= bit;
    return first;
  };
}

/** Whether a CURIE comes for the first time. Ids that are numbers are kept as {@link firstTimes} keeps them. */
export function firstTimesOfIds(): (id: Curie) => boolean {
  const numbered = new Map<string, (number: number) => boolean>();
  const others = new Set<string>();
  return (id) => {
    const shape = /^([^:]+:)(\d{1,15})$/u.exec(id);
    if (!shape) return !others.has(id) && others.add(id) !== undefined;
    // "MONDO:0000001" and "MONDO:1" are two ids: what begins with zeros has bits by its length.
    const [, prefix = "", digits = ""] = shape;
    const kind = digits.startsWith("0") ? `${prefix}${digits.length}` : prefix;
    let first = numbered.get(kind);
    if (!first) {
      first = firstTimes();
      numbered.set(kind, first);
    }
    return first(Number(digits));
  };
}
