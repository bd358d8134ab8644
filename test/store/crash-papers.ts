import type { UpsertChange } from "../../src/domain/graph-store.js";
import { conceptNames, paper } from "./world.js";

/** The `number`th of endless papers, each claiming something that others claim too. */
export function crashPaper(number: number): UpsertChange {
  const subject = conceptNames[number % conceptNames.length]!;
  const object = conceptNames[(number + 1 + (number % 3)) % conceptNames.length]!;
  return paper({
    id: `PMID:${number}`,
    year: 2000 + (number % 20),
    claims: [{ subject, predicate: "associated_with", object }],
  });
}
