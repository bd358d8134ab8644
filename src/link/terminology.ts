import { createHash } from "node:crypto";
import { join } from "node:path";
import { type Category, type Concept, categories } from "../domain/concept.js";
import type { Curie } from "../domain/curie.js";
import { LitweaveError } from "../domain/errors.js";
import { type BuildProgress, buildIndex } from "./build-index.js";
import type { NameEmbedding, VectorProgress } from "./compute-vectors.js";
import { conceptAt, conceptId, conceptNumber, familyOf } from "./concept-table.js";
import { openGramIndex } from "./gram-search.js";
import { indexFormatVersion, readIndexFile, writeIndexFile } from "./index-file.js";
import { leastRecent } from "./least-recent.js";
import { layerOf, type NameLayer } from "./name-layer.js";
import type { NameVectors } from "./name-vectors.js";
import { normalisationVersion } from "./normal-form.js";
import { searchNames } from "./search-names.js";
import { conceptFiles, readTerminologyManifest, type TerminologyManifest } from "./terminology-files.js";
import { type FormsOf, fromArrays, type TerminologyIndex, toArrays } from "./terminology-index.js";
import { openVectors } from "./terminology-vectors.js";

/** A concept found by name. */
export interface FoundConcept {
  readonly id: Curie;
  readonly name: string;
  readonly category: Category;
  readonly matchedName: string;
  /** Cosine of character n-gram tf-idf, 1 for equal names. */
  readonly score: number;
}

export interface Terminology {
  /** Name, version and fingerprint, as evidence keeps it: `litweave-terminology 0.1.0 (3f2a…)`. */
  readonly version: string;
  readonly fingerprint: string;
  readonly conceptCount: number;
  readonly nameCount: number;
  /** By current or withdrawn id; undefined when it is unknown. */
  concept(id: string): Concept | undefined;
  /** Concepts whose names resemble `text`, best first. Without a category, of all. */
  search(
    text: string,
    options?: { readonly category?: Category; readonly first?: number },
  ): readonly FoundConcept[];
  /** Names for linking. Undefined where the terminology has none of that category. */
  layer(category: Category): NameLayer | undefined;
}

export interface OpenTerminologyOptions {
  /** Holds `manifest.json`, the concept files and, if any, the vectors. */
  readonly folder: string;
  /** Where the index is kept between runs; made when missing. */
  readonly cacheFolder: string;
  /** An index file to be used instead of the one in `cacheFolder`; refused when it is stale or damaged. */
  readonly index?: string;
  /** sha-256 of the name encoder in use; vectors that another one made are refused. */
  readonly nameEncoder?: string;
  /** Embeds the names of a terminology that ships no vectors, once; without it they are compared by letters. */
  readonly embedding?: NameEmbedding;
  readonly log?: (message: string) => void;
  /** Concepts read while an index is built. */
  readonly progress?: BuildProgress;
  /** Names embedded, or sorted by their vectors, while an index is built. */
  readonly vectorProgress?: VectorProgress;
}

/** One file a terminology, so that going from one to another builds neither again. */
export function indexName(manifest: TerminologyManifest): string {
  return `${manifest.name.replace(/[^\w.-]+/g, "_")}.index`;
}

/** Changes whenever the files, the index' format or the way names are normalised does. 16 hex digits. */
export function fingerprintOf(manifest: TerminologyManifest): string {
  const hash = createHash("sha256").update(`index ${indexFormatVersion} names ${normalisationVersion}`);
  for (const file of conceptFiles(manifest)) hash.update(`\n${file} ${manifest.files[file]!.sha256}`);
  return hash.digest("hex").slice(0, 16);
}

/** Name, version and fingerprint, as evidence keeps it. */
export function versionOf(manifest: TerminologyManifest): string {
  return `${manifest.name} ${manifest.version} (${fingerprintOf(manifest)})`;
}

interface OpenedIndex {
  readonly index: TerminologyIndex;
  readonly vectors: ReadonlyMap<Category, NameVectors>;
}

/** The two parts of an index: names and grams, and vectors. When both are to be made, they are made side by side. */
async function openParts(
  options: OpenTerminologyOptions,
  manifest: TerminologyManifest,
  fingerprint: string,
): Promise<OpenedIndex> {
  const { folder, log = () => undefined, progress = () => undefined } = options;
  const path = options.index ?? join(options.cacheFolder, indexName(manifest));
  const vectorsFor = (formsOf: FormsOf) =>
    openVectors({
      folder,
      manifest,
      fingerprint,
      formsOf,
      path: path.replace(/\.index$/u, ""),
      given: options.index !== undefined,
      nameEncoder: options.nameEncoder,
      embedding: options.embedding,
      log,
      progress: options.vectorProgress ?? (() => undefined),
    });
  const reading = readIndexFile(path, fingerprint);
  if ("arrays" in reading) {
    const index = fromArrays(reading.arrays);
    return { index, vectors: await vectorsFor((category) => index.names[category].forms) };
  }
  if (options.index !== undefined) {
    throw new LitweaveError("BAD_TERMINOLOGY", `the index ${path} cannot be used: ${reading.unusable}`, {
      hint: `name an index of ${manifest.name} ${manifest.version}, or none, to have it made`,
    });
  }
  log(`Building the index ${path} of ${manifest.name} ${manifest.version}: ${reading.unusable}.`);
  const began = performance.now();
  let opening: ReturnType<typeof openVectors> | undefined;
  const index = await buildIndex(folder, manifest, progress, (formsOf) => {
    opening = vectorsFor(formsOf);
    // Its failure is met below, when the names are done.
    opening.catch(() => undefined);
  });
  writeIndexFile(path, fingerprint, toArrays(index));
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  log(`Indexed ${index.concepts.taxa.length} concepts in ${seconds} s.`);
  return { index, vectors: await opening! };
}

/** Parsed concepts that are kept: their names are asked for with every link. */
const keptConcepts = 20_000;

/**
 * Opens a terminology through its cached index, which is built first when there is none, or a stale or damaged one.
 *
 * @throws LitweaveError `BAD_TERMINOLOGY` or `BAD_MODEL` when the folder, or the index given, cannot be used
 */
export async function openTerminology(options: OpenTerminologyOptions): Promise<Terminology> {
  const manifest = readTerminologyManifest(options.folder);
  const fingerprint = fingerprintOf(manifest);
  const { index, vectors } = await openParts(options, manifest, fingerprint);

  const nameCounts = new Uint32Array(index.concepts.taxa.length);
  for (const category of categories) {
    for (const concept of index.names[category].rowConcept) nameCounts[concept]! += 1;
  }
  const layers = new Map<Category, NameLayer>();
  for (const category of categories) {
    const names = index.names[category];
    if (names.rowConcept.length === 0) continue;
    const owner = {
      allPreferred: false,
      id: (concept: number) => conceptId(index.concepts, concept),
      taxon: (concept: number) => index.concepts.taxa[concept]!,
      family: (concept: number) => familyOf(index.concepts, concept),
      nameCount: (concept: number) => nameCounts[concept]!,
    };
    layers.set(
      category,
      layerOf(category, names, openGramIndex(names.grams, names.forms), vectors.get(category), owner),
    );
  }

  const parsed = leastRecent<Concept>(keptConcepts);

  function concept(id: string): Concept | undefined {
    const known = parsed.get(id);
    if (known) return known;
    const number = conceptNumber(index.concepts, id);
    if (number < 0) return undefined;
    const read = conceptAt(index.concepts, number);
    parsed.set(id, read);
    return read;
  }

  return {
    version: versionOf(manifest),
    fingerprint,
    conceptCount: index.concepts.taxa.length,
    nameCount: categories.reduce((sum, category) => sum + index.names[category].rowConcept.length, 0),
    concept,
    search: (text, { category, first = 10 } = {}) =>
      searchNames(
        text,
        [...layers.values()].filter((layer) => !category || layer.category === category),
        first,
        concept,
      ),
    layer: (category) => layers.get(category),
  };
}
