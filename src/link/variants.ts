import type { Concept } from "../domain/concept.js";
import type { Curie } from "../domain/curie.js";
import { aminoAcid, aminoAcidPattern } from "./amino-acids.js";

/**
 * Variants carry their identity in their text, so no terminology lists them. The patterns follow tmVar
 * (Wei et al. 2013, "tmVar: a text mining approach for extracting sequence variants in biomedical literature") in what they
 * accept; the result is a dbSNP id or the change in HGVS notation, without its gene.
 */

const one = "[ACDEFGHIKLMNPQRSTVWYX*]";
const arrow = "\\s*(?:-+>|→|>|/|to|for|with|by|-)\\s*";

type Reader = readonly [RegExp, (groups: readonly (string | undefined)[]) => string | undefined];

function protein(
  from: string | undefined,
  position: string | undefined,
  to: string | undefined,
): string | undefined {
  const first = aminoAcid((from ?? "").replace(/\s+acid$/iu, ""));
  const second = aminoAcid((to ?? "").replace(/\s+acid$/iu, ""));
  return first && second && position ? `hgvs:p.${first}${Number(position)}${second}` : undefined;
}

function dna(kind: string | undefined, place: string | undefined, change: string): string | undefined {
  return place ? `hgvs:${(kind ?? "c").toLowerCase()}.${place.replace(/\s+/gu, "")}${change}` : undefined;
}

/** A lone letter–number–letter of A, C, G and T is a codon below this position, a nucleotide from it on. */
const nucleotidesFrom = 100;

function lettersAround(from: string, position: string, to: string, marked: boolean): string | undefined {
  const nucleotides = /^[ACGT]$/u.test(from) && /^[ACGT]$/u.test(to);
  if (nucleotides && !marked && Number(position) >= nucleotidesFrom)
    return dna("c", position, `${from}>${to}`);
  return protein(from, position, to);
}

const readers: readonly Reader[] = [
  [/\b(?:rs|refsnp)\s*#?\s*(\d{2,})\b/iu, ([, number]) => `dbSNP:rs${Number(number)}`],
  [
    /\b(IVS\s?\d+)\s?([-+]\s?\d+)\s?([ACGT])\s*(?:-+>|→|>|\/|to)\s*([ACGT])(?![A-Za-z])/u,
    ([, intron, offset, from, to]) => dna("c", `${intron}${offset}`, `${from}>${to}`),
  ],
  [
    /(?:\b([cgmn])\.)?\s*([-+*]?\d+(?:\s*[-+]\s*\d+)?)\s*([ACGT])\s*(?:-+>|→|>|\/|to)\s*([ACGT])(?![A-Za-z])/u,
    ([, kind, place, from, to]) => dna(kind, place, `${from}>${to}`),
  ],
  [
    /\b(?:([cgmn])\.)?([-+*]?\d+(?:[-+]\d+)?(?:_[-+*]?\d+(?:[-+]\d+)?)?)\s*(del|ins|dup|inv)\s*([ACGT]+|\d+)?(?![a-z])/u,
    ([, kind, place, what, bases]) => dna(kind, place, `${what}${bases ?? ""}`),
  ],
  [
    new RegExp(
      `(?:p\\.)?\\(?\\b(${aminoAcidPattern})[\\s-]*\\(?(\\d+)\\)?${arrow.replace("*(?:", "*(?:|")}(${aminoAcidPattern}|X\\b|\\*)`,
      "iu",
    ),
    ([, from, position, to]) => protein(from, position, to),
  ],
  [
    new RegExp(
      `\\b(${aminoAcidPattern})${arrow}(?:an?\\s+)?(${aminoAcidPattern}|X\\b|\\*)\\b.{0,40}?(?:at|in|of)?\\s*(?:codon|position|residue|amino acid)?s?\\s*(\\d+)`,
      "iu",
    ),
    ([, from, to, position]) => protein(from, position, to),
  ],
  [
    new RegExp(
      `\\b(?:codon|position|residue|amino acid)?\\s*(\\d+)\\s*\\(?(${aminoAcidPattern})${arrow}(${aminoAcidPattern}|X\\b|\\*)`,
      "iu",
    ),
    ([, position, from, to]) => protein(from, position, to),
  ],
  [
    new RegExp(`(p\\.)\\(?(${one})(\\d+)(${one})|(?<![A-Za-z0-9])(${one})(\\d+)(${one})(?![A-Za-z0-9])`, "u"),
    ([, marked, from, position, to, from2, position2, to2]) =>
      marked ? lettersAround(from!, position!, to!, true) : lettersAround(from2!, position2!, to2!, false),
  ],
  [
    /(?<![A-Za-z0-9])(?:p\.)?([ACDEFGHIKLMNPQRSTVWY])(\d+)(fs\S*|del|dup)(?![a-z])/u,
    ([, from, position, change]) =>
      `hgvs:p.${from}${Number(position)}${change!.startsWith("fs") ? "fs" : change}`,
  ],
  [
    /(?<![A-Za-z0-9])(\d+)\s*(del|ins|dup)\s*([ACGT]+|\d+)/u,
    ([, place, what, bases]) => dna("c", place, `${what}${bases}`),
  ],
];

/**
 * The identity of a variant as text gives it, or undefined when it gives none.
 *
 * @example
 * variantId("p.Val600Glu") === variantId("V600E") // "hgvs:p.V600E"
 * variantId("rs113488022") === "dbSNP:rs113488022"
 * variantId("c.35G>A") === "hgvs:c.35G>A"
 */
export function variantId(text: string): Curie | undefined {
  const plain = text
    .normalize("NFKC")
    .replace(/[‐‑‒–—−]/gu, "-")
    .replace(/&gt;/gu, ">");
  for (const [pattern, read] of readers) {
    const match = pattern.exec(plain);
    const id = match ? read([...match]) : undefined;
    if (id !== undefined) return id.replace(/\s+/gu, "") as Curie;
  }
  return undefined;
}

/** The concept of an id that {@link variantId} gave: its name is the local part. */
export function variantConcept(id: Curie): Concept {
  return {
    id,
    name: id.slice(id.indexOf(":") + 1),
    category: "SequenceVariant",
    synonyms: [],
    xrefs: [],
    parents: [],
  };
}
