import type { Concept } from "../domain/concept.js";
import type { ConceptLine } from "../domain/concept-line.js";
import type { Curie } from "../domain/curie.js";
import { tidySynonyms } from "./tidy-names.js";

function united<T>(first: readonly T[], second: readonly T[]): readonly T[] {
  return second.length === 0 ? first : [...new Set([...first, ...second])];
}

/** One concept of two sources: name and category stay those of the first, lists are united, gaps are filled. */
export function mergeConcepts(first: ConceptLine, second: ConceptLine): ConceptLine {
  const taxon = first.taxon ?? second.taxon;
  const definition = first.definition ?? second.definition;
  return {
    id: first.id,
    name: first.name,
    category: first.category,
    synonyms: tidySynonyms(first.name, [...first.synonyms, second.name, ...second.synonyms]),
    xrefs: united(first.xrefs, second.xrefs),
    parents: united(first.parents, second.parents),
    formerly: united(first.formerly, second.formerly),
    orthologs: united(first.orthologs, second.orthologs),
    ...(taxon && { taxon }),
    ...(definition && { definition }),
  };
}

/** The concept with more cross-references and withdrawn ids; its own id is never among them. */
export function withMore(
  concept: ConceptLine,
  xrefs: readonly Curie[],
  formerly: readonly Curie[],
): ConceptLine {
  const others = (ids: readonly Curie[]) => ids.filter((id) => id !== concept.id);
  return {
    ...concept,
    xrefs: united(concept.xrefs, others(xrefs)),
    formerly: united(concept.formerly, others(formerly)),
  };
}

const lists = ["synonyms", "xrefs", "parents", "formerly", "orthologs"] as const;

/** A line of a concept file; empty lists are left out. */
export function conceptText(concept: ConceptLine): string {
  const { id, name, category, taxon, definition } = concept;
  const line: Record<string, unknown> = { id, name, category };
  if (taxon) line.taxon = taxon;
  for (const list of lists) if (concept[list].length > 0) line[list] = concept[list];
  if (definition) line.definition = definition;
  return JSON.stringify(line);
}

/** The inverse of {@link conceptText}, for lines that it wrote. */
export function conceptOfText(text: string): ConceptLine {
  const empty = { synonyms: [], xrefs: [], parents: [], formerly: [], orthologs: [] };
  return { ...empty, ...(JSON.parse(text) as Concept) };
}
