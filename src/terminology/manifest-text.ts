import { createHash } from "node:crypto";
import { basename } from "node:path";
import type { Category } from "../domain/concept.js";
import type { Manifest } from "../domain/manifest.js";
import type { BuildSource, Origin, SourceOutcome } from "./build-source.js";
import type { FileDigest, WrittenFile } from "./write-parts.js";

/** A source as a manifest describes it. */
export interface SourceEntry extends Readonly<SourceOutcome> {
  readonly name: string;
  readonly holder: string;
  readonly licence: string;
  readonly use: string;
  readonly format: string;
  readonly files: Readonly<Record<string, FileDigest>>;
  /** Of a source that was itself made of others, what its manifest says of them. */
  readonly sources?: readonly Origin[];
}

/** `manifest.json` of a terminology that was built from sources. */
export interface BuiltManifest extends Manifest {
  readonly kind: "terminology";
  readonly files: Readonly<Record<string, WrittenFile>>;
  readonly concepts: number;
  readonly names: number;
  readonly categories: Readonly<Partial<Record<Category, number>>>;
  readonly sources: readonly SourceEntry[];
}

/** A source's entry, but for what came of it. */
export function sourceEntry(
  { name, holder, licence, use, format, files, origins }: BuildSource,
  outcome: SourceOutcome,
  digests: ReadonlyMap<string, FileDigest>,
): SourceEntry {
  const described = files.map((file) => [basename(file), digests.get(file)!] as const);
  return {
    name,
    holder,
    licence,
    use,
    format,
    files: Object.fromEntries(described),
    ...(origins && { sources: origins }),
    ...outcome,
  };
}

/**
 * The manifest over written files. Nothing in it depends on when or where it was made.
 *
 * @param version the default is told from the checksums of the sources
 * @param licence the default is that of the sources, or `see sources` when they differ
 */
export function builtManifest(
  name: string,
  version: string | undefined,
  licence: string | undefined,
  files: Readonly<Record<string, WrittenFile>>,
  sources: readonly SourceEntry[],
): BuiltManifest {
  const licences = new Set(sources.map((source) => source.licence));
  const written = Object.values(files);
  const tallies: Partial<Record<Category, number>> = {};
  for (const { categories } of written) {
    for (const [category, count] of Object.entries(categories) as [Category, number][]) {
      tallies[category] = (tallies[category] ?? 0) + count;
    }
  }
  return {
    formatVersion: 1,
    name,
    version: version ?? versionOf(sources),
    kind: "terminology",
    licence: licence ?? (licences.size === 1 ? [...licences][0]! : "see sources"),
    files,
    concepts: written.reduce((sum, { concepts }) => sum + concepts, 0),
    names: written.reduce((sum, { names }) => sum + names, 0),
    categories: tallies,
    sources,
  };
}

function versionOf(sources: readonly SourceEntry[]): string {
  const hash = createHash("sha256");
  for (const { files } of sources) for (const { sha256 } of Object.values(files)) hash.update(sha256);
  return `sources-${hash.digest("hex").slice(0, 8)}`;
}
