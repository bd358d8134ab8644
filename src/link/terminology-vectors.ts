import { createHash } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Category, categories } from "../domain/concept.js";
import { LitweaveError } from "../domain/errors.js";
import { computeVectors, type NameEmbedding, type VectorProgress } from "./compute-vectors.js";
import { byteRows } from "./dot-products.js";
import { readIndexFile, writeIndexFile } from "./index-file.js";
import { usesSymbols } from "./name-index.js";
import { exactUpTo, type NameVectors, vectorScale } from "./name-vectors.js";
import { stringAt, stringCount } from "./string-table.js";
import type { TerminologyManifest } from "./terminology-files.js";
import type { FormsOf } from "./terminology-index.js";
import { openLists, type StoredLists, sortIntoLists } from "./vector-lists.js";

/** Part of the fingerprint of vectors made here: raise it when their bytes or their lists change. */
const vectorsVersion = 1;

export interface VectorOptions {
  readonly folder: string;
  readonly manifest: TerminologyManifest;
  /** Fingerprint of the names. */
  readonly fingerprint: string;
  readonly formsOf: FormsOf;
  /** Where vectors made here are kept, without the ending. */
  readonly path: string;
  /** Vectors made before are used or refused, never made anew. */
  readonly given: boolean;
  /** sha-256 of the name encoder whose vectors will be compared with these, when there is one. */
  readonly nameEncoder: string | undefined;
  /** Makes vectors for a terminology that ships none; without it, it has none. */
  readonly embedding: NameEmbedding | undefined;
  readonly log: (message: string) => void;
  readonly progress: VectorProgress;
}

/** Vectors of a category's first forms, in their order. */
interface FormRows {
  readonly dim: number;
  readonly scale: number;
  /** `[forms, dim]` */
  readonly rows: Int8Array;
}

/**
 * The vectors of a terminology's names, by category: those that it ships, else, for the categories whose names are words, those
 * of all forms, made by the name encoder once and kept.
 *
 * @throws LitweaveError `BAD_TERMINOLOGY` when the shipped file does not fit the names, is damaged, or another encoder
 *   made it; when vectors were given that do not fit
 */
export async function openVectors(options: VectorOptions): Promise<ReadonlyMap<Category, NameVectors>> {
  const { manifest, nameEncoder, embedding } = options;
  const maker = manifest.vectors ? manifest.vectors.encoder : embedding?.encoder;
  const rows = manifest.vectors
    ? shippedRows(options, manifest.vectors, nameEncoder)
    : embedding
      ? await ownRows(options, embedding)
      : new Map<Category, FormRows>();
  const found = new Map<Category, NameVectors>();
  for (const [category, own] of rows) {
    if (own.rows.length / own.dim <= exactUpTo) found.set(category, inOrder(own));
    else found.set(category, await inLists(options, category, own, maker ?? "an unnamed encoder"));
  }
  return found;
}

function shippedRows(
  { folder, formsOf, manifest }: VectorOptions,
  { file, dim, scale, rows, encoder: maker }: NonNullable<TerminologyManifest["vectors"]>,
  encoder: string | undefined,
): ReadonlyMap<Category, FormRows> {
  const path = join(folder, file);
  if (encoder !== undefined && maker !== undefined && encoder !== maker) {
    throw new LitweaveError(
      "BAD_TERMINOLOGY",
      `${path} was made by the name encoder ${maker.slice(0, 12)}…, but ${encoder.slice(0, 12)}… is the one in use`,
      { hint: "make the vectors again with training/linking, or restore the encoder that made them" },
    );
  }
  const bytes = readWhole(path);
  const found = new Map<Category, FormRows>();
  let start = 0;
  for (const category of categories) {
    const count = rows[category];
    if (count === undefined) continue;
    const forms = stringCount(formsOf(category));
    const end = start + count * dim;
    if (count > forms || end > bytes.length || dim % 16 !== 0) {
      throw new LitweaveError(
        "BAD_TERMINOLOGY",
        `${path} (${bytes.length} bytes) should hold ${count} vectors of ${dim} for ${category}, which has ${forms} names`,
        { hint: "make the vectors again with training/linking, or restore the folder" },
      );
    }
    found.set(category, {
      dim,
      scale,
      rows: new Int8Array(bytes.buffer, bytes.byteOffset + start, count * dim),
    });
    start = end;
  }
  const wanted = manifest.files[file]?.sha256;
  const sum = createHash("sha256").update(bytes).digest("hex");
  if (wanted !== undefined && sum !== wanted) {
    throw new LitweaveError("BAD_TERMINOLOGY", `${path} has SHA-256 ${sum}, its manifest says ${wanted}`, {
      hint: "restore the terminology folder",
    });
  }
  return found;
}

function readWhole(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new LitweaveError("BAD_TERMINOLOGY", `${path} cannot be read`, {
      cause,
      hint: "restore the terminology folder",
    });
  }
}

/** In 16 hex digits, what vectors are made of: names, encoder and form. */
function madeFrom(
  { fingerprint }: VectorOptions,
  encoder: string,
  ...more: readonly (string | number)[]
): string {
  const parts = [vectorsVersion, fingerprint, encoder, ...more];
  return createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 16);
}

function refuse(path: string, reason: string): LitweaveError {
  return new LitweaveError("BAD_TERMINOLOGY", `${path} cannot be used: ${reason}`, {
    hint: "name an index made from this terminology and this name encoder, or none, to have it made",
  });
}

/** Names of a category are decided by letters, or by meaning too: only those have vectors. */
function ownCategories(formsOf: FormsOf): readonly Category[] {
  return categories.filter((category) => !usesSymbols(category) && stringCount(formsOf(category)) > 0);
}

async function ownRows(
  options: VectorOptions,
  embedding: NameEmbedding,
): Promise<ReadonlyMap<Category, FormRows>> {
  const { formsOf, log } = options;
  const { dim } = embedding;
  const wanted = ownCategories(formsOf).map((category) => ({ category, forms: formsOf(category) }));
  const count = wanted.reduce((sum, { forms }) => sum + stringCount(forms), 0);
  if (count === 0) return new Map();
  const path = `${options.path}.vectors`;
  const task = madeFrom(options, embedding.encoder, dim);
  const reading = readIndexFile(path, task);
  const kept = "arrays" in reading ? reading.arrays.rows : undefined;
  if (kept) return split(new Int8Array(kept.buffer, kept.byteOffset, kept.byteLength));
  const reason = "arrays" in reading ? "it holds no rows" : reading.unusable;
  if (options.given) throw refuse(path, reason);
  log(`Embedding ${count} names into ${path}: ${reason}.`);
  const began = performance.now();
  const checkpoint = `${path}.unfinished`;
  const rows = await computeVectors(embedding, checkpoint, task, count, nameAt, options.progress);
  writeIndexFile(path, task, { rows: new Uint8Array(rows.buffer) });
  rmSync(checkpoint, { force: true });
  log(`Embedded ${count} names in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
  return split(rows);

  function nameAt(index: number): string {
    let place = index;
    for (const { forms } of wanted) {
      if (place < stringCount(forms)) return stringAt(forms, place);
      place -= stringCount(forms);
    }
    throw new RangeError(`there is no name ${index} of ${count}`);
  }

  function split(all: Int8Array): ReadonlyMap<Category, FormRows> {
    let start = 0;
    return new Map(
      wanted.map(({ category, forms }) => {
        const end = start + stringCount(forms) * dim;
        const rows = all.subarray(start, end);
        start = end;
        return [category, { dim, scale: vectorScale, rows }];
      }),
    );
  }
}

function inOrder({ dim, scale, rows }: FormRows): NameVectors {
  const own = byteRows(rows.length / dim, dim);
  own.rows.set(rows);
  return { scale, rows: own };
}

async function inLists(
  options: VectorOptions,
  category: Category,
  { dim, scale, rows }: FormRows,
  encoder: string,
): Promise<NameVectors> {
  const path = `${options.path}.${category}.lists`;
  const fingerprint = madeFrom(options, encoder, dim, category, rows.length);
  const reading = readIndexFile(path, fingerprint);
  if ("arrays" in reading) {
    return { scale, ...openLists(reading.arrays as unknown as StoredLists, rows, dim) };
  }
  if (options.given) throw refuse(path, reading.unusable);
  options.log(`Sorting ${rows.length / dim} vectors of ${category} into ${path}: ${reading.unusable}.`);
  const stored = await sortIntoLists(rows, dim, options.progress);
  writeIndexFile(path, fingerprint, { ...stored });
  return { scale, ...openLists(stored, rows, dim) };
}
