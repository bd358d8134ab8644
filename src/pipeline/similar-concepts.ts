import type { Category, Concept } from "../domain/concept.js";
import { categories } from "../domain/concept.js";
import { LitweaveError } from "../domain/errors.js";
import type { SimilarConcept } from "../domain/similar-concept.js";
import { normalForm } from "../link/normal-form.js";
import { type NamedVector, namedVectors, nearestConcepts } from "../link/similar.js";
import type { Linking } from "./open-stages.js";

/**
 * The concepts nearest to one by the vectors of their names, best pair of names each. The encoder runs only for a concept
 * none of whose names has a vector: its preferred name is embedded then.
 *
 * @param category of the concepts to be found; without it, that of `concept`
 * @returns undefined when no category is asked for and the terminology has no vectors of the concept's own
 * @throws LitweaveError `BAD_INPUT` when the terminology has no vectors of the category asked for
 */
export async function similarConcepts(
  { concepts: terminology, embedNames }: Linking,
  concept: Concept,
  first: number,
  category?: Category,
): Promise<readonly SimilarConcept[] | undefined> {
  const layer = terminology.layer(category ?? concept.category);
  if (!layer?.vectors) {
    if (category === undefined) return undefined;
    const having = categories.filter((one) => terminology.layer(one)?.vectors);
    throw new LitweaveError("BAD_INPUT", `the terminology has no vectors of names of category ${category}`, {
      hint: having.length > 0 ? `ask for ${having.join(" or ")}` : "serve a terminology with vectors",
    });
  }
  const known = terminology.concept(concept.id) ?? concept;
  const stored = namedVectors(known, terminology.layer(known.category));
  const asked = stored.length > 0 ? stored : await embedded(known);
  return nearestConcepts(asked, layer, known.id, first).flatMap(({ id, score, name, matchedName }) => {
    const found = terminology.concept(id);
    return found ? [{ concept: found, score: Math.round(score * 1e4) / 1e4, name, matchedName }] : [];
  });

  async function embedded({ name }: Concept): Promise<readonly NamedVector[]> {
    const form = normalForm(name);
    if (form === "") return [];
    const [vector] = await embedNames([form]);
    return vector ? [{ name, vector }] : [];
  }
}
