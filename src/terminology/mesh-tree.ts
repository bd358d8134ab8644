import type { Category } from "../domain/concept.js";

/**
 * The category of a heading by its tree numbers. The disease trees (C with its symptoms, and F03 for mental disorders) win over
 * the chemical tree D, which wins over that of organisms, B.
 */
export function treeCategory(numbers: readonly string[]): Category | undefined {
  if (numbers.some((number) => number.startsWith("C") || number.startsWith("F03"))) return "Disease";
  if (numbers.some((number) => number.startsWith("D"))) return "ChemicalEntity";
  if (numbers.some((number) => number.startsWith("B"))) return "OrganismTaxon";
  return undefined;
}

/** Whether a heading is a drug regimen (tree E02.319), which is no chemical. */
export function isProtocol(numbers: readonly string[]): boolean {
  return numbers.some((number) => number.startsWith("E02.319"));
}

/** The tree number one level up; `""` at the top. */
export function numberAbove(number: string): string {
  return number.slice(0, Math.max(0, number.lastIndexOf(".")));
}
