import type { Category } from "../domain/concept.js";
import { type ConceptHit, conceptHits } from "./concept-hits.js";
import type { EmbedNames } from "./extra-names.js";
import { leastRecent } from "./least-recent.js";
import { formsWithoutVector, hasForm, hitsOf, type NameLayer, shortlist } from "./name-layer.js";
import { normalForm } from "./normal-form.js";
import type { LinkSettings } from "./settings.js";

/** A name to be looked up among those of a category. */
export interface WantedName {
  readonly name: string;
  readonly category: Category;
}

/** The concepts that answer a name, best first; empty for names that were not asked for. */
export type FoundNames = (wanted: WantedName) => readonly ConceptHit[];

/** Hits kept per name besides the equal ones, at least: as many as an evaluation looks at, so that it judges what is used. */
const keptHits = 20;
const keyOf = ({ name, category }: WantedName) => `${category}\t${name}`;

/**
 * Looks names up, all new ones of a call together: their forms are embedded in one call, the shortlisted names that ship
 * without a vector in a second. What was found is kept, the least recently used makes room.
 *
 * A name of which the dictionary has the very form needs no vector: nothing can be nearer.
 */
export function createLookUp(
  layersOf: (category: Category) => readonly NameLayer[],
  embedNames: EmbedNames | undefined,
  settings: LinkSettings,
): (wanted: readonly WantedName[]) => Promise<FoundNames> {
  const known = leastRecent<readonly ConceptHit[]>(settings.cacheSize);
  const embedded = leastRecent<Float32Array>(settings.cacheSize);
  const most = Math.max(keptHits, settings.runnersUp + 1, settings.candidatesPerPart);

  async function embed(forms: Iterable<string>): Promise<ReadonlyMap<string, Float32Array>> {
    const vectors = new Map<string, Float32Array>();
    const fresh: string[] = [];
    for (const form of new Set(forms)) {
      const vector = embedded.get(form);
      if (vector) vectors.set(form, vector);
      else fresh.push(form);
    }
    if (!embedNames || fresh.length === 0) return vectors;
    for (const [place, vector] of (await embedNames(fresh)).entries()) {
      vectors.set(fresh[place]!, vector);
      // The encoder's rows share one buffer, which a kept row would keep alive whole.
      embedded.set(fresh[place]!, vector.slice());
    }
    return vectors;
  }

  function needsVector(form: string, layers: readonly NameLayer[]): boolean {
    return (
      form !== "" && layers.some(({ vectors }) => vectors) && !layers.some((layer) => hasForm(layer, form))
    );
  }

  return async (wanted) => {
    const found = new Map<string, readonly ConceptHit[]>();
    const fresh = new Map<
      string,
      WantedName & { readonly form: string; readonly layers: readonly NameLayer[] }
    >();
    for (const item of wanted) {
      const key = keyOf(item);
      const hits = known.get(key);
      if (hits) found.set(key, hits);
      else if (!fresh.has(key)) {
        fresh.set(key, { ...item, form: normalForm(item.name), layers: layersOf(item.category) });
      }
    }
    const names = [...fresh.values()];
    const queries = await embed(
      names.filter(({ form, layers }) => needsVector(form, layers)).map(({ form }) => form),
    );
    const listed = names.map(({ name, category, form, layers }) => {
      const query = { form, vector: queries.get(form) };
      const exactOnly = form === "" || category === "CellLine";
      const lists = layers.map((layer) => ({
        layer,
        list: shortlist(layer, query, settings.retrieved, exactOnly),
      }));
      return { name, category, query, lists };
    });
    const missing = listed.flatMap(({ query, lists }) =>
      query.vector
        ? lists.flatMap(({ layer, list }) => formsWithoutVector(layer, list, settings.embedded))
        : [],
    );
    const rest = await embed(missing);
    for (const { name, category, query, lists } of listed) {
      const hits = lists.flatMap(({ layer, list }) => hitsOf(layer, query, list, (form) => rest.get(form)));
      const best = conceptHits(name, hits, settings.weights, most);
      known.set(keyOf({ name, category }), best);
      found.set(keyOf({ name, category }), best);
    }
    return (name) => found.get(keyOf(name)) ?? [];
  };
}
