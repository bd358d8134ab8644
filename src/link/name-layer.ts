import type { Category } from "../domain/concept.js";
import type { Curie } from "../domain/curie.js";
import type { GramQuery } from "./gram-scorer.js";
import type { GramSearch } from "./gram-search.js";
import { formsLike, isPreferred, type NameIndex, nameAt, usesSymbols } from "./name-index.js";
import type { NameVectors, NearForm } from "./name-vectors.js";
import { cosine, hasVector, nearestVectors, vectorCosine } from "./name-vectors.js";
import { listAt } from "./number-lists.js";
import { indexOfString, stringAt } from "./string-table.js";
import { firstOpen, type Withheld } from "./withheld.js";

/** What a layer asks of the concepts that own its names. */
export interface NameOwners {
  /** Names laid over a terminology stand above its synonyms. */
  readonly allPreferred: boolean;
  id(concept: number): Curie;
  /** Number of the gene's NCBI taxon, else 0. */
  taxon(concept: number): number;
  /** The concept and those that its names fit as well: orthologous genes. */
  family(concept: number): Uint32Array;
  nameCount(concept: number): number;
}

/** The names of one category, ready for look-up: those of the terminology, or extra ones laid over it. */
export interface NameLayer {
  readonly category: Category;
  readonly names: NameIndex;
  readonly grams: GramSearch;
  readonly vectors: NameVectors | undefined;
  readonly owners: NameOwners;
  /** Concepts that are passed over as if there were none of them. */
  readonly withheld?: Withheld;
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

/** How near a name is to a query. */
export interface Nearness {
  /** 1 for the same normal form, 0.9 for the same key, else 0. */
  readonly exact: number;
  readonly sparse: number;
  /** Undefined where the name or the query has no vector. */
  readonly dense: number | undefined;
}

/** A name of a concept as it answers a query, without anything that depends on a document. */
export interface NameHit extends Nearness {
  readonly layer: NameLayer;
  /** The layer's numbers of the name and of the concept. */
  readonly row: number;
  readonly concept: number;
  readonly id: Curie;
  readonly taxon: number;
  readonly matchedName: string;
  /** Whether the name is the concept's preferred one. */
  readonly preferred: boolean;
  /** Whether the name is one laid over the terminology. */
  readonly laidOver: boolean;
  /** Whether the concept itself has the name, not only an ortholog. */
  readonly own: boolean;
  /** How many names the concept has: what much is written about is called many things. */
  readonly nameCount: number;
}

export interface NameQuery {
  readonly form: string;
  readonly vector: Float32Array | undefined;
  /** Where they were searched for together with others: a layer's forms nearest to the vector, as many as are wanted. */
  readonly near?: ReadonlyMap<NameLayer, readonly NearForm[]>;
}

const sameKey = 0.9;

/** Forms that may answer a query, with what was found out on the way. */
export interface Shortlist {
  /** Forms that share the query's key. */
  readonly equal: ReadonlySet<number>;
  /** In the order found: of equal key, then by grams, then by vector, each best first. */
  readonly forms: ReadonlySet<number>;
  readonly asked: GramQuery;
}

/** Whether a name of the layer has this very form. */
export function hasForm({ names, withheld }: NameLayer, form: string): boolean {
  const number = indexOfString(names.forms, form);
  return number >= 0 && !withheld?.forms.has(number);
}

/**
 * The forms among the `first` nearest by grams, those among the `first` nearest by vector, and those of equal key. With
 * `exactOnly`, only the last.
 */
export function shortlist(layer: NameLayer, query: NameQuery, first: number, exactOnly: boolean): Shortlist {
  const { names, grams, vectors, category, withheld } = layer;
  const alike = formsLike(names, query.form, usesSymbols(category));
  const equal = new Set(alike.filter((form) => !withheld?.forms.has(form)));
  const asked = grams.query(query.form);
  const forms = new Set(equal);
  if (!exactOnly) {
    const { vector } = query;
    for (const form of firstOpen(withheld, first, (count) => grams.search(asked, count))) forms.add(form);
    const near = query.near?.get(layer);
    if (near) for (const { item } of near) forms.add(item);
    else if (vectors && vector) {
      for (const form of firstOpen(withheld, first, (count) => nearestVectors(vectors, vector, count)))
        forms.add(form);
    }
  }
  return { equal, forms, asked };
}

/** The likeliest `most` forms of a shortlist that have no vector in a layer that has some. */
export function formsWithoutVector(
  { names, vectors }: NameLayer,
  { forms }: Shortlist,
  most: number,
): readonly string[] {
  if (!vectors) return [];
  const without = [...forms].filter((form) => !hasVector(vectors, form));
  return without.slice(0, most).map((form) => stringAt(names.forms, form));
}

/** A name of a layer as the hit of a concept: of its owner, or of one that it fits as well. */
export function hitAt(
  layer: NameLayer,
  { row, concept }: Pick<NameHit, "row" | "concept">,
  nearness: Nearness,
  id = layer.owners.id(concept),
  matchedName = nameAt(layer.names, row),
): NameHit {
  const { names, owners } = layer;
  return {
    layer,
    row,
    concept,
    id,
    taxon: owners.taxon(concept),
    matchedName,
    preferred: owners.allPreferred || isPreferred(names, row),
    laidOver: owners.allPreferred,
    own: concept === names.rowConcept[row],
    nameCount: owners.nameCount(concept),
    ...nearness,
  };
}

/**
 * The hits of a shortlist's names.
 *
 * @param vectorOf vectors of forms that the layer has none of
 */
export function hitsOf(
  layer: NameLayer,
  query: NameQuery,
  { equal, forms, asked }: Shortlist,
  vectorOf: (form: string) => Float32Array | undefined,
): readonly NameHit[] {
  const { names, grams, vectors, owners, withheld } = layer;
  function denseOf(form: number, text: string): number | undefined {
    if (!vectors) return undefined;
    if (text === query.form) return 1;
    if (!query.vector) return undefined;
    const own = vectorOf(text);
    return own ? cosine(query.vector, own) : vectorCosine(vectors, query.vector, form);
  }
  const ids = new Map<number, Curie>();
  /** Of a gene that answers by many names, and for its orthologs, the id is read once. */
  function idOf(concept: number): Curie {
    const known = ids.get(concept);
    if (known !== undefined) return known;
    const id = owners.id(concept);
    ids.set(concept, id);
    return id;
  }
  const hits: NameHit[] = [];
  for (const form of forms) {
    const text = stringAt(names.forms, form);
    const exact = text === query.form ? 1 : equal.has(form) ? sameKey : 0;
    const nearness = { exact, sparse: grams.cosine(asked, form), dense: denseOf(form, text) };
    for (const row of listAt(names.formRows, form)) {
      const matchedName = nameAt(names, row);
      const owner = names.rowConcept[row]!;
      if (withheld?.concepts.has(idOf(owner))) continue;
      for (const concept of owners.family(owner)) {
        const id = idOf(concept);
        if (withheld?.concepts.has(id)) continue;
        hits.push(hitAt(layer, { row, concept }, nearness, id, matchedName));
      }
    }
  }
  return hits;
}
