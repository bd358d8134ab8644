import type { Category, Concept } from "../src/domain/concept.js";
import type { Curie } from "../src/domain/curie.js";

/** How many concepts of each category there are, and what their CURIEs and names are made of. */
const kinds = {
  ChemicalEntity: { count: 40_000, prefix: "MESH:C", endings: ["mab", "tinib", "statin", "olol", "azole"] },
  Disease: { count: 12_000, prefix: "MESH:D", endings: ["itis", "osis", "emia", "opathy", "oma"] },
  Gene: { count: 30_000, prefix: "NCBIGene:", endings: ["1", "2A", "B3", "L4", "R5"] },
} as const satisfies Partial<Record<Category, unknown>>;

export type NamedCategory = keyof typeof kinds;
export const namedCategories = Object.keys(kinds) as readonly NamedCategory[];

const syllables = ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "xo", "zu"];
/** Of the literature's concepts a few are in most papers: the exponent of Zipf's law over their ranks. */
const exponent = 0.8;

/**
 * The rank that `share`, 0 to 1, falls on: the first concepts oftenest, by Zipf's law (its distribution function taken as
 * continuous and turned round).
 *
 * @param within only the first so many, to draw concepts that a small graph has too
 */
export function rankAt(share: number, category: NamedCategory, within = Number.POSITIVE_INFINITY): number {
  const power = 1 - exponent;
  const last = Math.min(kinds[category].count, within);
  return Math.floor((1 + share * ((last + 1) ** power - 1)) ** (1 / power)) - 1;
}

const made = new Map<string, Concept>();

/** The concept of a rank, with as many names as MeSH's have. The same rank gives the same concept. */
export function conceptAt(category: NamedCategory, rank: number): Concept {
  const key = `${category} ${rank}`;
  const concept = made.get(key) ?? makeConcept(category, rank);
  made.set(key, concept);
  return concept;
}

function makeConcept(category: NamedCategory, rank: number): Concept {
  const { prefix, endings } = kinds[category];
  const stem = stemOf(rank);
  const name = `${stem}${endings[rank % endings.length]}`;
  return {
    id: `${prefix}${String(100_000 + rank)}` as Curie,
    name,
    category,
    synonyms: Array.from(
      { length: 2 + (rank % 6) },
      (_, at) => `${name} ${stemOf(rank + 7 * at + 1)} type ${at + 1}`,
    ),
    xrefs: [`UMLS:C${String(1_000_000 + rank)}` as Curie],
    parents: [`${prefix}${String(100_000 + Math.floor(rank / 8))}` as Curie],
  };
}

function stemOf(rank: number): string {
  let stem = "";
  for (let rest = rank + syllables.length ** 2; rest > 0; rest = Math.floor(rest / syllables.length)) {
    stem += syllables[rest % syllables.length];
  }
  return stem;
}
