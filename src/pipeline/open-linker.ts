import { join } from "node:path";
import type { NameEncoderManifest } from "../encode/name-encoder.js";
import type { EmbedNames } from "../link/extra-names.js";
import { createLinker, type Linker } from "../link/linker.js";
import { type LinkSettings, settingsFrom } from "../link/settings.js";
import { type OpenTerminologyOptions, openTerminology, type Terminology } from "../link/terminology.js";

/** What a linker is made from; goes from a thread to another. */
export interface LinkerSources {
  /** Holds the model `names`. */
  readonly models: string;
  /** Folder of the terminology to link to. */
  readonly terminology: string;
  /** Where the terminology's index is kept. */
  readonly cache: string;
  /** In place of the name encoder's own. */
  readonly linkSettings?: Partial<LinkSettings>;
}

/** A name encoder, or threads of them. */
interface Names {
  readonly manifest: NameEncoderManifest;
  /** Rows of `[names, dim]`, in their order. */
  encode(names: readonly string[], options?: { readonly together?: boolean }): Promise<Float32Array>;
}

/** A linker with what it links by. */
export interface OpenedLinker {
  readonly linker: Linker;
  readonly terminology: Terminology;
  readonly settings: Partial<LinkSettings>;
  readonly embedNames: EmbedNames;
}

export function namesFolder({ models }: Pick<LinkerSources, "models">): string {
  return join(models, "names");
}

/** Opens the terminology, whose index is built where it is missing, and links by it and by these names. */
export async function openLinker(
  sources: LinkerSources,
  names: Names,
  building: Pick<OpenTerminologyOptions, "log" | "progress" | "vectorProgress"> = {},
): Promise<OpenedLinker> {
  const { manifest } = names;
  const encoder = manifest.encoder && manifest.files[manifest.encoder.cpu]?.sha256;
  const terminology = await openTerminology({
    folder: sources.terminology,
    cacheFolder: sources.cache,
    ...(encoder !== undefined && {
      nameEncoder: encoder,
      embedding: { encoder, dim: manifest.dim, embedTogether: (texts) => embed(texts, true) },
    }),
    ...building,
  });
  const embedNames: EmbedNames = (texts) => embed(texts, false);
  const settings = { ...settingsFrom(manifest.linking ?? {}), ...sources.linkSettings };
  return { linker: createLinker({ terminology, settings, embedNames }), terminology, settings, embedNames };

  async function embed(texts: readonly string[], together: boolean): Promise<readonly Float32Array[]> {
    const rows = await names.encode(texts, { together });
    return texts.map((_, row) => rows.subarray(row * manifest.dim, (row + 1) * manifest.dim));
  }
}
