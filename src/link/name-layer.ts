import type { Category } from "../domain/concept.js";
import type { Curie } from "../domain/curie.js";
import type { GramSearch } from "./gram-index.js";
import { formsLike, isPreferred, type NameIndex, nameAt, usesSymbols } from "./name-index.js";
import type { NameVectors } from "./name-vectors.js";
import { nearestVectors, vectorCosine } from "./name-vectors.js";
import { listAt } from "./number-lists.js";
import { stringAt } from "./string-table.js";

/** What a layer asks of the concepts that own its names. */
export interface NameOwners {
  /** Names laid over a terminology stand above its synonyms. */
  readonly allPreferred: boolean;
  id(concept: number): Curie;
  /** Number of the gene's NCBI taxon, else 0. */
  taxon(concept: number): number;
  /** The concept and those that its names fit as well: orthologous genes. */
  family(concept: number): Uint32Array;
}

/** The names of one category, ready for look-up: those of the terminology, or extra ones laid over it. */
export interface NameLayer {
  readonly category: Category;
  readonly names: NameIndex;
  readonly grams: GramSearch;
  readonly vectors: NameVectors | undefined;
  readonly owners: NameOwners;
}

export function layerOf(
  category: Category,
  names: NameIndex,
  grams: GramSearch,
  vectors: NameVectors | undefined,
  owners: NameOwners,
): NameLayer {
  return { category, names, grams, vectors, owners };
}

/** A name of a concept as it answers a query, without anything that depends on a document. */
export interface NameHit {
  readonly id: Curie;
  readonly taxon: number;
  readonly matchedName: string;
  /** Whether the name is the concept's preferred one. */
  readonly preferred: boolean;
  /** 1 for the same normal form, 0.9 for the same key, else 0. */
  readonly exact: number;
  readonly sparse: number;
  /** Undefined where the name or the query has no vector. */
  readonly dense: number | undefined;
}

export interface NameQuery {
  readonly form: string;
  readonly vector: Float32Array | undefined;
}

const sameKey = 0.9;

/** Names of which the normal form or the key equals the query's. */
export function exactForms(layer: NameLayer, form: string): Uint32Array {
  return formsLike(layer.names, form, usesSymbols(layer.category));
}

/**
 * The hits of all names whose form is among the `first` nearest by grams or by vector, or equal by key. With
 * `exactOnly`, only the last.
 */
export function hitsOf(
  layer: NameLayer,
  query: NameQuery,
  first: number,
  exactOnly: boolean,
): readonly NameHit[] {
  const { names, grams, vectors, owners } = layer;
  const equal = exactForms(layer, query.form);
  const asked = grams.query(query.form);
  const sparse = new Map<number, number>();
  if (!exactOnly) for (const { item, score } of grams.search(asked, first)) sparse.set(item, score);
  const forms = new Set([...equal, ...sparse.keys()]);
  if (vectors && query.vector && !exactOnly) {
    for (const { item } of nearestVectors(vectors, query.vector, first)) forms.add(item);
  }
  const hits: NameHit[] = [];
  for (const form of forms) {
    const text = stringAt(names.forms, form);
    const same = text === query.form;
    const exact = same ? 1 : equal.includes(form) ? sameKey : 0;
    const parts = {
      exact,
      sparse: sparse.get(form) ?? grams.cosine(asked, form),
      dense: vectors && query.vector && vectorCosine(vectors, query.vector, form),
    };
    for (const row of listAt(names.formRows, form)) {
      const matchedName = nameAt(names, row);
      const preferred = owners.allPreferred || isPreferred(names, row);
      for (const concept of owners.family(names.rowConcept[row]!)) {
        hits.push({ id: owners.id(concept), taxon: owners.taxon(concept), matchedName, preferred, ...parts });
      }
    }
  }
  return hits;
}
