import { join } from "node:path";
import { type Category, categories } from "../domain/concept.js";
import { LitweaveError } from "../domain/errors.js";
import { formCount } from "./name-index.js";
import { type NameVectors, readBytes } from "./name-vectors.js";
import type { TerminologyManifest } from "./terminology-files.js";
import type { TerminologyIndex } from "./terminology-index.js";

/**
 * The vectors that a terminology ships, by category. Their rows are the forms of one category after the other, in the order of
 * the manifest's `vectors.rows`; within a category in order of first appearance, as in {@link NameIndex}.
 *
 * @throws LitweaveError `BAD_TERMINOLOGY` when the file does not fit the names
 */
export function openVectors(
  folder: string,
  manifest: TerminologyManifest,
  index: TerminologyIndex,
): ReadonlyMap<Category, NameVectors> {
  const found = new Map<Category, NameVectors>();
  if (!manifest.vectors) return found;
  const { file, dim, rows } = manifest.vectors;
  let position = 0;
  for (const category of categories) {
    const count = rows[category];
    if (count === undefined) continue;
    const forms = formCount(index.names[category]);
    const bytes = count === forms ? readBytes(join(folder, file), position, count * dim) : undefined;
    if (bytes === undefined) {
      throw new LitweaveError(
        "BAD_TERMINOLOGY",
        `${join(folder, file)} has ${count} vectors for the ${forms} names of category ${category}, or is cut short`,
        { hint: "make the vectors again with training/linking, or restore the folder" },
      );
    }
    found.set(category, { dim, rows: bytes });
    position += count * dim;
  }
  return found;
}
