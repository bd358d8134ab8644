import type { Category } from "../domain/concept.js";
import { type ConceptHit, conceptHits } from "./concept-hits.js";
import { togetherMost } from "./dot-products.js";
import type { EmbedNames } from "./extra-names.js";
import { keptNames, keyOf, type WantedName } from "./kept-names.js";
import { leastRecent } from "./least-recent.js";
import {
  formsWithoutVector,
  hasForm,
  hitsOf,
  type NameLayer,
  type NameQuery,
  type Shortlist,
  shortlist,
} from "./name-layer.js";
import { type NearForm, nearestOfEach } from "./name-vectors.js";
import { normalForm } from "./normal-form.js";
import type { LinkSettings } from "./settings.js";
import { turns } from "./turns.js";

/** The concepts that answer a name, best first; empty for names that were not asked for. */
export type FoundNames = (wanted: WantedName) => readonly ConceptHit[];

/** A name that was not looked up before. */
interface FreshName extends WantedName {
  readonly form: string;
  readonly layers: readonly NameLayer[];
}

/** A name with what each layer has for it. */
interface Listed extends WantedName {
  readonly query: NameQuery;
  readonly lists: readonly { readonly layer: NameLayer; readonly list: Shortlist }[];
}

/** Hits kept per name besides the equal ones, at least: as many as an evaluation looks at, so that it judges what is used. */
const keptHits = 20;

/** Cell lines are called by codes, of which one that is like another is another. */
function isExactOnly({ form, category }: FreshName): boolean {
  return form === "" || category === "CellLine";
}

/** Forms whose vectors are kept, 1.5 kB each: another name may want the same. */
const keptVectors = 10_000;

/** Names that go through the look-up together, so that some are embedded while others are searched for. */
const groupNames = 32;

/**
 * Looks names up in groups, side by side: the forms of a group are embedded in one call, the shortlisted names that ship
 * without a vector in a second. What was found is kept, the least recently used makes room.
 *
 * A name of which the dictionary has the very form needs no vector: nothing can be nearer.
 */
export function createLookUp(
  layersOf: (category: Category) => readonly NameLayer[],
  embedNames: EmbedNames | undefined,
  settings: LinkSettings,
): (wanted: readonly WantedName[]) => Promise<FoundNames> {
  const known = keptNames(layersOf, settings.weights, settings.keptNames);
  const embedded = leastRecent<Float32Array>(keptVectors);
  const underWay = new Map<string, Promise<Float32Array>>();
  const turn = turns();
  const most = Math.max(keptHits, settings.runnersUp + 1, settings.candidatesPerPart);

  /** Starts one call for all forms. */
  function start(forms: readonly string[], embedding: EmbedNames): void {
    const call = embedding(forms);
    for (const [place, form] of forms.entries()) {
      // The encoder's rows share one buffer, which a kept row would keep alive whole.
      const one = call.then((vectors) => vectors[place]!.slice());
      underWay.set(form, one);
      one
        .then((vector) => embedded.set(form, vector))
        .catch(() => undefined)
        .finally(() => underWay.delete(form));
    }
  }

  async function embed(forms: Iterable<string>): Promise<ReadonlyMap<string, Float32Array>> {
    if (!embedNames) return new Map();
    const wanted = [...new Set(forms)];
    const kept = wanted.map((form) => embedded.get(form));
    const fresh = wanted.filter((form, place) => !kept[place] && !underWay.has(form));
    if (fresh.length > 0) start(fresh, embedNames);
    const vectors = await Promise.all(wanted.map((form, place) => kept[place] ?? underWay.get(form)!));
    return new Map(wanted.map((form, place) => [form, vectors[place]!]));
  }

  function needsVector(form: string, layers: readonly NameLayer[]): boolean {
    return (
      form !== "" && layers.some(({ vectors }) => vectors) && !layers.some((layer) => hasForm(layer, form))
    );
  }

  return async (wanted) => {
    const found = new Map<string, readonly ConceptHit[]>();
    const fresh = new Map<string, FreshName>();
    for (const item of wanted) {
      const key = keyOf(item);
      const hits = known.get(item);
      if (hits) found.set(key, hits);
      else if (!fresh.has(key)) {
        fresh.set(key, { ...item, form: normalForm(item.name), layers: layersOf(item.category) });
      }
    }
    const names = [...fresh.values()];
    const groups = Array.from({ length: Math.ceil(names.length / groupNames) }, (_, group) =>
      names.slice(group * groupNames, (group + 1) * groupNames),
    );
    await Promise.all(groups.map((group) => lookUp(group, found)));
    return (name) => found.get(keyOf(name)) ?? [];
  };

  /** The forms nearest to the vectors of names, searched for together where names share a layer that passes over none. */
  async function nearFormsOf(
    names: readonly FreshName[],
    vectorOf: (name: FreshName) => Float32Array | undefined,
  ) {
    const near = new Map(names.map((name) => [name, new Map<NameLayer, readonly NearForm[]>()]));
    for (const layer of new Set(names.flatMap(({ layers }) => layers))) {
      const { vectors, withheld } = layer;
      if (!vectors || withheld) continue;
      const asking = names.flatMap((name) => {
        const vector = isExactOnly(name) || !name.layers.includes(layer) ? undefined : vectorOf(name);
        return vector ? [{ name, vector }] : [];
      });
      for (let first = 0; first < asking.length; first += togetherMost) {
        await turn();
        const group = asking.slice(first, first + togetherMost);
        const found = nearestOfEach(
          vectors,
          group.map(({ vector }) => vector),
          settings.retrieved,
        );
        for (const [at, { name }] of group.entries()) near.get(name)!.set(layer, found[at]!);
      }
    }
    return near;
  }

  async function lookUp(
    names: readonly FreshName[],
    found: Map<string, readonly ConceptHit[]>,
  ): Promise<void> {
    const queries = await embed(
      names.filter(({ form, layers }) => needsVector(form, layers)).map(({ form }) => form),
    );
    const vectorOf = ({ form, layers }: FreshName) =>
      // Another category's name of this form may have been embedded: what is found must not depend on that.
      needsVector(form, layers) ? queries.get(form) : undefined;
    const near = await nearFormsOf(names, vectorOf);
    const listed: Listed[] = [];
    for (const fresh of names) {
      await turn();
      const { name, category, form, layers } = fresh;
      const query = { form, vector: vectorOf(fresh), near: near.get(fresh)! };
      const exactOnly = isExactOnly(fresh);
      const lists = layers.map((layer) => ({
        layer,
        list: shortlist(layer, query, settings.retrieved, exactOnly),
      }));
      listed.push({ name, category, query, lists });
    }
    const missing = listed.flatMap(({ query, lists }) =>
      query.vector
        ? lists.flatMap(({ layer, list }) => formsWithoutVector(layer, list, settings.embedded))
        : [],
    );
    const rest = await embed(missing);
    for (const { name, category, query, lists } of listed) {
      await turn();
      const hits = lists.flatMap(({ layer, list }) => hitsOf(layer, query, list, (form) => rest.get(form)));
      const best = conceptHits(name, hits, settings.weights, most);
      known.set({ name, category }, best);
      found.set(keyOf({ name, category }), best);
    }
  }
}
