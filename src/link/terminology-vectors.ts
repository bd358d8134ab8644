import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Category, categories } from "../domain/concept.js";
import { LitweaveError } from "../domain/errors.js";
import type { NameVectors } from "./name-vectors.js";
import type { TerminologyManifest } from "./terminology-files.js";
import type { TerminologyIndex } from "./terminology-index.js";

/**
 * The vectors that a terminology ships, by category: a row for each distinct normal form of the covered names, in order of
 * first appearance. All categories share the rows.
 *
 * @throws LitweaveError `BAD_TERMINOLOGY` when the file does not fit the names
 */
export function openVectors(
  folder: string,
  manifest: TerminologyManifest,
  index: TerminologyIndex,
): ReadonlyMap<Category, NameVectors> {
  if (!manifest.vectors) return new Map();
  const { file, dim, scale, rows: wanted } = manifest.vectors;
  const path = join(folder, file);
  const names = index.vectorCount[0]!;
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw new LitweaveError("BAD_TERMINOLOGY", `${path} cannot be read`, {
      cause,
      hint: "restore the terminology folder",
    });
  }
  if (wanted !== names || bytes.length !== names * dim || dim % 4 !== 0) {
    throw new LitweaveError(
      "BAD_TERMINOLOGY",
      `${path} has ${bytes.length} bytes for ${wanted} vectors of ${dim}; the names ask for ${names} vectors`,
      { hint: "make the vectors again with training/linking, or restore the folder" },
    );
  }
  const rows = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  const found = new Map<Category, NameVectors>();
  for (const category of categories) {
    const rowOf = index.vectorRow[category];
    if (rowOf.some((row) => row > 0)) found.set(category, { dim, scale, rows, rowOf });
  }
  return found;
}
