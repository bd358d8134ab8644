import { setImmediate } from "node:timers/promises";
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
import { finishSet, type StringSet } from "./string-table.js";
import type { ReadConcept } from "./terminology-files.js";

/** A whole terminology as typed arrays. Categories without a name have an empty index. */
export interface TerminologyIndex {
  readonly concepts: ConceptTable;
  readonly names: Readonly<Record<Category, NameIndex>>;
}

function eachCategory<T>(make: (category: Category) => T): Record<Category, T> {
  return Object.fromEntries(categories.map((category) => [category, make(category)])) as Record<Category, T>;
}

export interface GrowingIndex {
  readonly concepts: ReturnType<typeof growingConcepts>;
  readonly names: Readonly<Record<Category, GrowingNames>>;
}

export function growingIndex(): GrowingIndex {
  return { concepts: growingConcepts(), names: eachCategory(growingNames) };
}

export function addToIndex(growing: GrowingIndex, { concept, line }: ReadConcept): void {
  const number = addConcept(growing.concepts, concept, line);
  if (number < 0) return;
  const names = growing.names[concept.category];
  const symbols = usesSymbols(concept.category);
  addName(names, concept.name, number, symbols);
  for (const synonym of concept.synonyms) addName(names, synonym, number, symbols);
}

/** The distinct normal forms of each category's names. */
export type FormsOf = (category: Category) => StringSet;

/**
 * @param whenNamed is given the forms, which are final, before the grams are indexed: their vectors can be made meanwhile
 */
export async function finishIndex(
  growing: GrowingIndex,
  whenNamed: (formsOf: FormsOf) => void,
): Promise<TerminologyIndex> {
  const forms = eachCategory((category) => finishSet(growing.names[category].forms));
  whenNamed((category) => forms[category]);
  const names: Partial<Record<Category, NameIndex>> = {};
  for (const category of categories) {
    await setImmediate();
    names[category] = finishNames(growing.names[category], forms[category]);
  }
  return { concepts: finishConcepts(growing.concepts), names: names as Record<Category, NameIndex> };
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
