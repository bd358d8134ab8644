import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Category } from "../../domain/concept.js";
import { LitweaveError } from "../../domain/errors.js";
import { indexState } from "../../link/index-state.js";
import { readTerminologyManifest, type TerminologyManifest } from "../../link/terminology-files.js";
import type { DescribedSource } from "./describe.js";

/** The manifest with what `terminology build` and the makers of the shipped one add. */
interface FullManifest extends TerminologyManifest {
  readonly categories?: Readonly<Partial<Record<Category, number>>>;
  readonly sources?: readonly DescribedSource[];
}

/** A terminology folder. */
export interface FoundTerminology {
  readonly folder: string;
  readonly manifest: FullManifest;
  readonly categories: Readonly<Partial<Record<Category, number>>>;
  /** Whether the cache has its index: `ready`, or in words why not. */
  readonly index: string;
}

/** @throws LitweaveError `BAD_TERMINOLOGY` or `BAD_MODEL` when there is none in the folder */
export function foundTerminology(folder: string, cache: string): FoundTerminology {
  const manifest: FullManifest = readTerminologyManifest(folder);
  return {
    folder,
    manifest,
    categories: manifest.categories ?? summed(manifest),
    index: indexState(manifest, cache),
  };
}

/** Terminologies among the folders, and one level below them; what is none is passed over. */
export function findTerminologies(folders: readonly string[], cache: string): readonly FoundTerminology[] {
  const places = new Set(folders.flatMap((folder) => [resolve(folder), ...foldersIn(folder)]));
  return [...places].flatMap((place) => {
    if (!existsSync(join(place, "manifest.json"))) return [];
    try {
      return [foundTerminology(place, cache)];
    } catch (error) {
      if (error instanceof LitweaveError) return [];
      throw error;
    }
  });
}

function foldersIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && entry.name !== "node_modules")
    .map((entry) => resolve(folder, entry.name))
    .sort();
}

interface FileEntry {
  readonly categories?: Readonly<Partial<Record<Category, number>>>;
}

function summed({ files }: TerminologyManifest): Partial<Record<Category, number>> {
  const sums: Partial<Record<Category, number>> = {};
  for (const { categories = {} } of Object.values(files) as readonly FileEntry[]) {
    for (const [category, count] of Object.entries(categories) as [Category, number][]) {
      sums[category] = (sums[category] ?? 0) + count;
    }
  }
  return sums;
}
