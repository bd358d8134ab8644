import type { Category } from "../domain/concept.js";
import { buildGramIndex, type GramIndex } from "./gram-index.js";
import { keyOf, normalForm } from "./normal-form.js";
import {
  appendNumber,
  finishNumbers,
  type GrowingNumbers,
  growingNumbers,
  listAt,
  listsByOwner,
  type NumberLists,
} from "./number-lists.js";
import {
  appendString,
  finishSet,
  finishStrings,
  type GrowingSet,
  type GrowingStrings,
  growingSet,
  growingStrings,
  indexOfString,
  internString,
  type StringSet,
  type StringTable,
  stringAt,
  stringCount,
} from "./string-table.js";

/**
 * The names of one category at three levels: *rows* are names as written, each of one concept; *forms* are their distinct
 * normal forms, in order of first appearance; *keys* are the distinct look-up keys of the forms.
 */
export interface NameIndex {
  readonly names: StringTable;
  /** `[rows]` */
  readonly rowConcept: Uint32Array;
  readonly forms: StringSet;
  readonly formRows: NumberLists;
  readonly keys: StringSet;
  readonly keyForms: NumberLists;
  readonly grams: GramIndex;
}

export interface GrowingNames {
  readonly names: GrowingStrings;
  readonly rowConcept: GrowingNumbers;
  readonly rowForm: GrowingNumbers;
  readonly forms: GrowingSet;
  readonly keys: GrowingSet;
  readonly formKey: GrowingNumbers;
}

export function growingNames(): GrowingNames {
  return {
    names: growingStrings(),
    rowConcept: growingNumbers(),
    rowForm: growingNumbers(),
    forms: growingSet(),
    keys: growingSet(),
    formKey: growingNumbers(),
  };
}

/** Whether names of a category are symbols rather than words; see {@link keyOf}. */
export function usesSymbols(category: Category): boolean {
  return category === "Gene" || category === "CellLine";
}

/** Adds a name of a concept; a name whose normal form is empty names nothing and is left out. */
export function addName(growing: GrowingNames, name: string, concept: number, symbols: boolean): void {
  const form = normalForm(name);
  if (form === "") return;
  appendString(growing.names, name);
  appendNumber(growing.rowConcept, concept);
  const known = growing.forms.count;
  const number = internString(growing.forms, form);
  appendNumber(growing.rowForm, number);
  if (number === known) appendNumber(growing.formKey, internString(growing.keys, keyOf(form, symbols)));
}

/**
 * @param forms those of `growing`, finished
 * @param sharedIdf see {@link buildGramIndex}
 */
export function finishNames(growing: GrowingNames, forms: StringSet, sharedIdf?: Float32Array): NameIndex {
  return {
    names: finishStrings(growing.names),
    rowConcept: finishNumbers(growing.rowConcept),
    forms,
    formRows: listsByOwner(finishNumbers(growing.rowForm), growing.forms.count),
    keys: finishSet(growing.keys),
    keyForms: listsByOwner(finishNumbers(growing.formKey), growing.keys.count),
    grams: buildGramIndex(forms, sharedIdf),
  };
}

/** The forms that share the key of `form`: those that say the same up to order, number and empty words. */
export function formsLike(index: NameIndex, form: string, symbols: boolean): Uint32Array {
  const key = indexOfString(index.keys, keyOf(form, symbols));
  return key < 0 ? new Uint32Array(0) : listAt(index.keyForms, key);
}

/** Whether the row is its concept's preferred name, which stands first of its rows. */
export function isPreferred(index: NameIndex, row: number): boolean {
  return row === 0 || index.rowConcept[row - 1] !== index.rowConcept[row];
}

export function nameAt(index: NameIndex, row: number): string {
  return stringAt(index.names, row);
}

export function formCount(index: NameIndex): number {
  return stringCount(index.forms);
}
