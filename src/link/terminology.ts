import { createHash } from "node:crypto";
import { join } from "node:path";
import { type Category, type Concept, categories } from "../domain/concept.js";
import type { Curie } from "../domain/curie.js";
import { type BuildProgress, buildIndex } from "./build-index.js";
import { conceptAt, conceptId, conceptNumber, familyOf } from "./concept-table.js";
import { openGramIndex } from "./gram-index.js";
import { indexFormatVersion, readIndexFile, writeIndexFile } from "./index-file.js";
import { layerOf, type NameLayer } from "./name-layer.js";
import { normalisationVersion } from "./normal-form.js";
import { searchNames } from "./search-names.js";
import { conceptFiles, readTerminologyManifest, type TerminologyManifest } from "./terminology-files.js";
import { fromArrays, type TerminologyIndex, toArrays } from "./terminology-index.js";
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
  /** sha-256 of the name encoder in use; vectors that another one made are refused. */
  readonly nameEncoder?: string;
  readonly log?: (message: string) => void;
  /** Concepts read while an index is built. */
  readonly progress?: BuildProgress;
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

async function openIndex(
  options: OpenTerminologyOptions,
  manifest: TerminologyManifest,
  fingerprint: string,
): Promise<TerminologyIndex> {
  const log = options.log ?? (() => undefined);
  const path = join(options.cacheFolder, indexName(manifest));
  const reading = readIndexFile(path, fingerprint);
  if ("arrays" in reading) return fromArrays(reading.arrays);
  log(`Building the index ${path} of ${manifest.name} ${manifest.version}: ${reading.unusable}.`);
  const began = performance.now();
  const index = await buildIndex(options.folder, manifest, options.progress ?? (() => undefined));
  writeIndexFile(path, fingerprint, toArrays(index));
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  log(`Indexed ${index.concepts.taxa.length} concepts in ${seconds} s.`);
  return index;
}

/**
 * Opens a terminology through its cached index, which is built first when there is none, or a stale or damaged one.
 *
 * @throws LitweaveError `BAD_TERMINOLOGY` or `BAD_MODEL` when the folder cannot be used
 */
export async function openTerminology(options: OpenTerminologyOptions): Promise<Terminology> {
  const manifest = readTerminologyManifest(options.folder);
  const fingerprint = fingerprintOf(manifest);
  const index = await openIndex(options, manifest, fingerprint);
  const vectors = openVectors(options.folder, manifest, index, options.nameEncoder);

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

  function concept(id: string): Concept | undefined {
    const number = conceptNumber(index.concepts, id);
    return number < 0 ? undefined : conceptAt(index.concepts, number);
  }

  return {
    version: `${manifest.name} ${manifest.version} (${fingerprint})`,
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
