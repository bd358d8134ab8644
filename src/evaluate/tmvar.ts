import type { Curie } from "../domain/curie.js";

const substitution = /^([cgmnp])\|SUB\|([^|]+)\|([^|]+)\|([^|]+)$/u;
const change = /^([cgmnp])\|(DEL|INS|DUP)\|([^|]+)\|([^|]*)\|?$/u;

/**
 * A variant in tmVar's notation, which BioRED and PubTator use, as the change in HGVS notation that the linker gives;
 * undefined for what names no change at a place.
 *
 * @example hgvsOf("p|SUB|V|600|E") === "hgvs:p.V600E"; hgvsOf("c|SUB|G|35|A") === "hgvs:c.35G>A"
 */
export function hgvsOf(notation: string): Curie | undefined {
  const [, level, from, place, to] = substitution.exec(notation) ?? [];
  if (level) return level === "p" ? `hgvs:p.${from}${place}${to}` : `hgvs:${level}.${place}${from}>${to}`;
  const [, kind, what, where, bases] = change.exec(notation) ?? [];
  return kind ? `hgvs:${kind}.${where}${what!.toLowerCase()}${bases}` : undefined;
}
