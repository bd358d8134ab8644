import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Category, categories } from "../domain/concept.js";
import { LitweaveError } from "../domain/errors.js";
import { byteRows } from "./dot-products.js";
import { formCount } from "./name-index.js";
import type { NameVectors } from "./name-vectors.js";
import type { TerminologyManifest } from "./terminology-files.js";
import type { TerminologyIndex } from "./terminology-index.js";

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new LitweaveError("BAD_TERMINOLOGY", `${path} cannot be read`, {
      cause,
      hint: "restore the terminology folder",
    });
  }
}

/**
 * The vectors that a terminology ships, by category. The file holds the rows of one category after the other, in the order of
 * {@link categories}; those of a category belong to its first forms, in order of first appearance.
 *
 * @param encoder sha-256 of the name encoder whose vectors will be compared with these, when there is one
 * @throws LitweaveError `BAD_TERMINOLOGY` when the file does not fit the names, or another encoder made it
 */
export function openVectors(
  folder: string,
  manifest: TerminologyManifest,
  index: TerminologyIndex,
  encoder: string | undefined,
): ReadonlyMap<Category, NameVectors> {
  const found = new Map<Category, NameVectors>();
  if (!manifest.vectors) return found;
  const { file, dim, scale, rows } = manifest.vectors;
  const path = join(folder, file);
  const maker = manifest.vectors.encoder;
  if (encoder !== undefined && maker !== undefined && encoder !== maker) {
    throw new LitweaveError(
      "BAD_TERMINOLOGY",
      `${path} was made by the name encoder ${maker.slice(0, 12)}…, but ${encoder.slice(0, 12)}… is the one in use`,
      { hint: "make the vectors again with training/linking, or restore the encoder that made them" },
    );
  }
  const bytes = read(path);
  let start = 0;
  for (const category of categories) {
    const count = rows[category];
    if (count === undefined) continue;
    const forms = formCount(index.names[category]);
    const end = start + count * dim;
    if (count > forms || end > bytes.length || dim % 16 !== 0) {
      throw new LitweaveError(
        "BAD_TERMINOLOGY",
        `${path} (${bytes.length} bytes) should hold ${count} vectors of ${dim} for ${category}, which has ${forms} names`,
        { hint: "make the vectors again with training/linking, or restore the folder" },
      );
    }
    const part = byteRows(count, dim);
    part.rows.set(new Int8Array(bytes.buffer, bytes.byteOffset + start, count * dim));
    found.set(category, { scale, rows: part });
    start = end;
  }
  return found;
}
