import { type Concept, isCategory } from "../domain/concept.js";
import type { ConceptLine } from "../domain/concept-line.js";
import { type Curie, isCurie } from "../domain/curie.js";
import { LitweaveError } from "../domain/errors.js";

function curies(value: unknown): readonly Curie[] {
  return Array.isArray(value)
    ? value.filter((item): item is Curie => typeof item === "string" && isCurie(item))
    : [];
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

/**
 * Parses a line such as
 * `{"id":"MESH:D003924","name":"Diabetes Mellitus, Type 2","category":"Disease","synonyms":["NIDDM"]}`;
 * lists may be left out.
 *
 * @throws LitweaveError `BAD_TERMINOLOGY` naming `where`, which is asked for then
 */
export function parseConceptLine(text: string, where: () => string): ConceptLine {
  let value: Record<string, unknown> | null;
  try {
    value = JSON.parse(text) as Record<string, unknown> | null;
  } catch (cause) {
    throw new LitweaveError("BAD_TERMINOLOGY", `${where()} is not JSON`, { cause, hint: "restore the file" });
  }
  const { id, name, category, taxon } = value ?? {};
  if (typeof id !== "string" || !isCurie(id) || typeof name !== "string" || typeof category !== "string") {
    throw new LitweaveError("BAD_TERMINOLOGY", `${where()} lacks an id, a name or a category`, {
      hint: 'write {"id":"MESH:D003924","name":"…","category":"Disease"}',
    });
  }
  if (!isCategory(category)) {
    throw new LitweaveError("BAD_TERMINOLOGY", `${where()} has the unknown category “${category}”`);
  }
  return {
    id,
    name,
    category,
    synonyms: strings(value?.synonyms),
    xrefs: curies(value?.xrefs),
    parents: curies(value?.parents),
    formerly: curies(value?.formerly),
    orthologs: curies(value?.orthologs),
    ...(typeof taxon === "string" && isCurie(taxon) ? { taxon } : {}),
    ...(typeof value?.definition === "string" ? { definition: value.definition } : {}),
  };
}

/** The concept alone, as the graph keeps it. */
export function conceptOf({ formerly, orthologs: _, definition: __, ...concept }: ConceptLine): Concept {
  if (formerly.length === 0) return concept;
  return { ...concept, formerly: [...new Set(formerly)].sort() };
}
