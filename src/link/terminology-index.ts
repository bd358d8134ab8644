import { type Category, categories } from "../domain/concept.js";
import { addConcept, type ConceptTable, finishConcepts, growingConcepts } from "./concept-table.js";
import type { IndexArray, IndexArrays } from "./index-file.js";
import {
  addName,
  finishNames,
  type GrowingNames,
  growingNames,
  type NameIndex,
  usesSymbols,
} from "./name-index.js";
import { normalForm } from "./normal-form.js";
import {
  finishSet,
  type GrowingSet,
  growingSet,
  indexOfString,
  internString,
  stringAt,
  stringCount,
} from "./string-table.js";
import type { ReadConcept } from "./terminology-files.js";

/** A whole terminology as typed arrays. Categories without a name have an empty index. */
export interface TerminologyIndex {
  readonly concepts: ConceptTable;
  readonly names: Readonly<Record<Category, NameIndex>>;
  /** By category `[forms]`: 1 + the row of the form's vector, 0 where it has none. */
  readonly vectorRow: Readonly<Record<Category, Uint32Array>>;
  /** `[1]`: how many forms have a vector. */
  readonly vectorCount: Uint32Array;
}

function eachCategory<T>(make: (category: Category) => T): Record<Category, T> {
  return Object.fromEntries(categories.map((category) => [category, make(category)])) as Record<Category, T>;
}

export interface GrowingIndex {
  readonly concepts: ReturnType<typeof growingConcepts>;
  readonly names: Readonly<Record<Category, GrowingNames>>;
  /** The forms with vectors, of all categories together, in the order of their rows. */
  readonly vectorForms: GrowingSet;
}

export function growingIndex(): GrowingIndex {
  return { concepts: growingConcepts(), names: eachCategory(growingNames), vectorForms: growingSet() };
}

/** @param hasVectors whether the terminology ships vectors for the names of this concept */
export function addToIndex(growing: GrowingIndex, { concept, line }: ReadConcept, hasVectors: boolean): void {
  if (hasVectors) {
    for (const name of [concept.name, ...concept.synonyms]) {
      const form = normalForm(name);
      if (form !== "") internString(growing.vectorForms, form);
    }
  }
  const number = addConcept(growing.concepts, concept, line);
  if (number < 0) return;
  const names = growing.names[concept.category];
  const symbols = usesSymbols(concept.category);
  addName(names, concept.name, number, symbols);
  for (const synonym of concept.synonyms) addName(names, synonym, number, symbols);
}

export function finishIndex(growing: GrowingIndex): TerminologyIndex {
  const names = eachCategory((category) => finishNames(growing.names[category]));
  const vectorForms = finishSet(growing.vectorForms);
  const rowsOf = ({ forms }: NameIndex) =>
    Uint32Array.from(
      { length: stringCount(forms) },
      (_, form) => indexOfString(vectorForms, stringAt(forms, form)) + 1,
    );
  return {
    concepts: finishConcepts(growing.concepts),
    names,
    vectorRow: eachCategory((category) => rowsOf(names[category])),
    vectorCount: Uint32Array.of(stringCount(vectorForms)),
  };
}

/** Arrays under paths of their field names: `names.Disease.grams.postings`. */
export function toArrays(index: TerminologyIndex): IndexArrays {
  const arrays: Record<string, IndexArray> = {};
  const walk = (value: object, path: string): void => {
    for (const [field, part] of Object.entries(value)) {
      const at = path === "" ? field : `${path}.${field}`;
      if (ArrayBuffer.isView(part)) arrays[at] = part as IndexArray;
      else walk(part as object, at);
    }
  };
  walk(index, "");
  return arrays;
}

/** The inverse of {@link toArrays}. */
export function fromArrays(arrays: IndexArrays): TerminologyIndex {
  const root: Record<string, unknown> = {};
  for (const [path, array] of Object.entries(arrays)) {
    const fields = path.split(".");
    const last = fields.pop()!;
    let place = root;
    for (const field of fields) {
      place[field] ??= {};
      place = place[field] as Record<string, unknown>;
    }
    // Strings are decoded from Node's Buffer, several times faster than by TextDecoder.
    place[last] = last === "bytes" ? Buffer.from(array.buffer, array.byteOffset, array.byteLength) : array;
  }
  return root as unknown as TerminologyIndex;
}
