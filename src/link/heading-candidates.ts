import type { Category, Concept } from "../domain/concept.js";
import type { Curie } from "../domain/curie.js";
import type { Span } from "../domain/span.js";

/** A stretch of a text that names a concept, and how that was found. */
export interface Occurrence extends Span {
  readonly id: Curie;
  /** Probability that the extractor gave the mention; undefined when the dictionary alone found it. */
  readonly mentionScore?: number;
  /** The linker's score; 1 for a name of the dictionary. */
  readonly linkScore: number;
}

/** A heading that a text names, or of which it names something narrower. */
export interface HeadingCandidate {
  readonly heading: Curie;
  readonly concept: Concept;
  /** Occurrences of the heading itself or of a supplementary concept that is mapped to it. */
  readonly own: readonly Occurrence[];
  /** Whether all of {@link own} are of concepts that are mapped to the heading. */
  readonly mapped: boolean;
  /** Occurrences of narrower headings. */
  readonly narrower: readonly Occurrence[];
  /** Levels down to the nearest narrower heading that is named; 0 when none is. */
  readonly distance: number;
}

/** Levels up from what is named that are candidates as well. */
const mostLevels = 3;

/** Categories that MeSH has headings of. */
export const headingCategories: readonly Category[] = ["Disease", "ChemicalEntity", "OrganismTaxon"];

/**
 * Taxa that stand for several headings, those of strains and of groups that are no taxon, with the heading that is their
 * own where it is not the first of the cross-references. From Medical Subject Headings, U.S. National Library of Medicine.
 */
const ownHeadings: Readonly<Record<Curie, Curie>> = {
  "NCBITaxon:2": "MESH:D001419",
  "NCBITaxon:562": "MESH:D004926",
  "NCBITaxon:1280": "MESH:D013211",
  "NCBITaxon:4751": "MESH:D005658",
  "NCBITaxon:7711": "MESH:D043344",
  "NCBITaxon:8570": "MESH:D012911",
  "NCBITaxon:10090": "MESH:D051379",
  "NCBITaxon:10116": "MESH:D051381",
  "NCBITaxon:10239": "MESH:D014780",
  "NCBITaxon:41201": "MESH:D004755",
  "NCBITaxon:2080735": "MESH:D004267",
};

/** The descriptor that a concept is, or that its taxon stands for; undefined for what MeSH has no heading of. */
export function headingOf({ id, xrefs }: Pick<Concept, "id" | "xrefs">): Curie | undefined {
  const own = ownHeadings[id];
  if (own !== undefined && xrefs.includes(own)) return own;
  return [id, ...xrefs].find((one) => one.startsWith("MESH:D"));
}

/** MeSH's check tags of species: Humans is considered for every text, Animals however far above an animal it stands. */
export const humans: Curie = "MESH:D006801";
export const animals: Curie = "MESH:D000818";
/** The concept that carries the heading Humans. */
const human: Curie = "NCBITaxon:9606";

interface Growing {
  readonly concept: Concept;
  readonly own: Occurrence[];
  readonly narrower: Occurrence[];
  distance: number;
  mapped: boolean;
}

/**
 * The headings that a text's occurrences speak for: their own, those that supplementary concepts and diseases of OMIM are
 * mapped to, and the broader ones up to three levels above.
 *
 * @param conceptOf by id; undefined when the terminology does not know it
 */
export function headingCandidates(
  occurrences: readonly Occurrence[],
  conceptOf: (id: Curie) => Concept | undefined,
): readonly HeadingCandidate[] {
  const found = new Map<Curie, Growing>();

  function candidate(concept: Concept, heading: Curie): Growing {
    const known = found.get(heading);
    if (known) return known;
    const growing = { concept, own: [], narrower: [], distance: 0, mapped: true };
    found.set(heading, growing);
    return growing;
  }

  function parentsOf(concepts: readonly Concept[]): readonly Concept[] {
    const ids = new Set(concepts.flatMap(({ parents }) => parents));
    return [...ids].map(conceptOf).filter((concept) => concept !== undefined);
  }

  for (const occurrence of occurrences) {
    const named = conceptOf(occurrence.id);
    if (!named || !headingCategories.includes(named.category)) continue;
    const isHeading = headingOf(named) !== undefined;
    let level = isHeading ? [named] : parentsOf([named]);
    const seen = new Set<Curie>();
    const passed = new Set<Curie>([named.id]);
    for (let distance = 0; level.length > 0; distance += 1) {
      for (const concept of level) {
        const heading = headingOf(concept);
        if (heading === undefined || seen.has(heading)) continue;
        seen.add(heading);
        if (distance > mostLevels && heading !== animals) continue;
        if (heading === animals && seen.has(humans)) continue;
        const growing = candidate(concept, heading);
        if (distance === 0) {
          growing.own.push(occurrence);
          growing.mapped &&= !isHeading;
        } else {
          growing.narrower.push(occurrence);
          growing.distance = Math.min(growing.distance || distance, distance);
        }
      }
      // Broader concepts meet again, and a terminology may hold a circle.
      level = parentsOf(level).filter(({ id }) => !passed.has(id));
      for (const { id } of level) passed.add(id);
    }
  }
  const tagged = conceptOf(human);
  if (tagged) candidate(tagged, humans);
  return [...found].map(([heading, { own, mapped, ...rest }]) => ({
    heading,
    own,
    mapped: mapped && own.length > 0,
    ...rest,
  }));
}
