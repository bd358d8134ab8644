/**
 * Millions of short strings without an object for each: all in one UTF-8 buffer, and a hash table over their bytes
 * with open addressing (FNV-1a, linear probing, at most half full).
 */

/** String `i` stands in `bytes` at `offsets[i]` to `offsets[i + 1]`. */
export interface StringTable {
  readonly bytes: Buffer;
  readonly offsets: Uint32Array;
}

/** A table whose strings differ; `slots` holds 1 + the number of a string, 0 where free. */
export interface StringSet extends StringTable {
  readonly slots: Uint32Array;
}

export function stringCount(table: StringTable): number {
  return table.offsets.length - 1;
}

export function stringAt(table: StringTable, index: number): string {
  return table.bytes.toString("utf8", table.offsets[index], table.offsets[index + 1]);
}

export function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
}

function sameBytes(
  table: StringTable,
  index: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): boolean {
  const from = table.offsets[index]!;
  if (table.offsets[index + 1]! - from !== end - start) return false;
  for (let at = start; at < end; at += 1) {
    if (table.bytes[from + at - start] !== bytes[at]) return false;
  }
  return true;
}

/** The slot where the bytes stand or would stand. */
function slotOf(set: StringSet, bytes: Uint8Array, start: number, end: number): number {
  const mask = set.slots.length - 1;
  let slot = hashBytes(bytes, start, end) & mask;
  for (;;) {
    const entry = set.slots[slot]!;
    if (entry === 0 || sameBytes(set, entry - 1, bytes, start, end)) return slot;
    slot = (slot + 1) & mask;
  }
}

/** The number of `text` in the set, or −1. */
export function indexOfString(set: StringSet, text: string): number {
  const bytes = Buffer.from(text, "utf8");
  return set.slots[slotOf(set, bytes, 0, bytes.length)]! - 1;
}

/** A table under construction; {@link finishStrings} trims it. */
export interface GrowingStrings {
  bytes: Buffer;
  offsets: Uint32Array;
  count: number;
}

export interface GrowingSet extends GrowingStrings {
  slots: Uint32Array;
}

export function growingStrings(): GrowingStrings {
  return { bytes: Buffer.alloc(1 << 16), offsets: new Uint32Array(1 << 12), count: 0 };
}

export function growingSet(): GrowingSet {
  return { ...growingStrings(), slots: new Uint32Array(1 << 13) };
}

/** Twice as long, with the same beginning. */
export function doubled(array: Uint32Array): Uint32Array {
  const longer = new Uint32Array(array.length * 2);
  longer.set(array);
  return longer;
}

/** Writes `text` behind the last string, without counting it yet; returns its end. */
function place(strings: GrowingStrings, text: string): number {
  const start = strings.offsets[strings.count]!;
  const room = start + text.length * 3;
  if (room > strings.bytes.length) {
    const longer = Buffer.alloc(Math.max(strings.bytes.length * 2, room));
    strings.bytes.copy(longer, 0, 0, start);
    strings.bytes = longer;
  }
  return start + strings.bytes.write(text, start, "utf8");
}

function count(strings: GrowingStrings, end: number): number {
  if (strings.count + 2 > strings.offsets.length) strings.offsets = doubled(strings.offsets);
  strings.count += 1;
  strings.offsets[strings.count] = end;
  return strings.count - 1;
}

/** Adds `text`; returns its number. */
export function appendString(strings: GrowingStrings, text: string): number {
  return count(strings, place(strings, text));
}

function rehash(set: GrowingSet): void {
  set.slots = new Uint32Array(set.slots.length * 2);
  for (let index = 0; index < set.count; index += 1) {
    set.slots[slotOf(set, set.bytes, set.offsets[index]!, set.offsets[index + 1]!)] = index + 1;
  }
}

/** The number of `text`, which is added when it is new. */
export function internString(set: GrowingSet, text: string): number {
  const start = set.offsets[set.count]!;
  const end = place(set, text);
  const slot = slotOf(set, set.bytes, start, end);
  const known = set.slots[slot]!;
  if (known > 0) return known - 1;
  const index = count(set, end);
  set.slots[slot] = index + 1;
  if (set.count * 2 > set.slots.length) rehash(set);
  return index;
}

export function finishStrings(strings: GrowingStrings): StringTable {
  const offsets = strings.offsets.slice(0, strings.count + 1);
  return { bytes: Buffer.from(strings.bytes.subarray(0, offsets[strings.count])), offsets };
}

export function finishSet(set: GrowingSet): StringSet {
  return { ...finishStrings(set), slots: set.slots };
}
