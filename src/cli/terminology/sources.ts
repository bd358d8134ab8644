import { statSync } from "node:fs";
import { join } from "node:path";
import { LitweaveError } from "../../domain/errors.js";
import {
  conceptFiles,
  readConceptFile,
  readTerminologyManifest,
  type TerminologyManifest,
} from "../../link/terminology-files.js";
import { type FormatOptions, sourceOf } from "../../terminology/build-formats.js";
import { provenance } from "../../terminology/build-licences.js";
import type { BuildSource, Origin } from "../../terminology/build-source.js";
import { detectFormat, type TerminologyFormat, terminologyFormats } from "../../terminology/detect-format.js";
import { statedLicence } from "../../terminology/detect-licence.js";
import { olderSource } from "../../terminology/former-source.js";
import type { SourceReport } from "../../terminology/source.js";
import type { BuildFlags, RequestedSource } from "./build-flags.js";

/** A request whose format is known. */
interface KnownRequest extends RequestedSource {
  readonly format: TerminologyFormat;
}

/**
 * The sources that a command line asks for, in its order; the MeSH files are one source, where the first of them stands.
 *
 * @throws LitweaveError `NOT_FOUND`, `BAD_INPUT` or `USAGE` naming the file or flag
 */
export async function openSources(
  requests: readonly RequestedSource[],
  flags: BuildFlags,
): Promise<readonly BuildSource[]> {
  if (requests.every(({ isOlder }) => isOlder)) {
    throw new LitweaveError("USAGE", "no source is named", {
      hint: "name files, or say what they are: --mesh desc2026.xml.gz",
    });
  }
  const known: KnownRequest[] = [];
  for (const request of requests) known.push({ ...request, format: await formatOf(request) });
  const licences = licencesOf(flags);
  const sources: BuildSource[] = [];
  for (const request of known) {
    const { format, path, isOlder } = request;
    if (isOlder) {
      sources.push(olderSource(sourceAt(request, [path], flags)));
      continue;
    }
    const alike = known.filter((other) => other.format === format && !other.isOlder);
    const isGroup = format === "mesh";
    if (isGroup && alike[0] !== request) continue;
    sources.push(sourceAt(request, isGroup ? alike.map((one) => one.path) : [path], flags));
  }
  return Promise.all(
    sources.map(async (source) => {
      const format = source.format as TerminologyFormat;
      const licence = licences.get(format) ?? (await statedLicence(format, source.files[0] ?? ""));
      return licence === undefined ? source : { ...source, licence };
    }),
  );
}

async function formatOf({ format, path }: RequestedSource): Promise<TerminologyFormat> {
  if (format === undefined) return detectFormat(path);
  if (!statSync(path, { throwIfNoEntry: false })) {
    throw new LitweaveError("NOT_FOUND", `${path} cannot be opened`, { hint: "check the path" });
  }
  return format;
}

function sourceAt(request: KnownRequest, paths: readonly string[], flags: BuildFlags): BuildSource {
  const { format, path } = request;
  if (format === "litweave") return folderSource(path);
  return sourceOf(format, paths, formatOptions(request, flags));
}

function formatOptions(request: KnownRequest, flags: BuildFlags): FormatOptions {
  const isDictionary = request.format === "biosyn" || request.format === "reach";
  const category = request.category ?? (isDictionary ? flags.dictionaryCategory : undefined);
  return {
    ...(flags.taxon && { taxa: flags.taxon }),
    ...(flags.taxaBelow !== undefined && { taxaBelow: flags.taxaBelow }),
    ...(flags.ranks && { ranks: flags.ranks }),
    ...(flags.meshGeneProducts && { geneProducts: true }),
    umlsAs: flags.umlsAs,
    umls: {
      ...(flags.umlsSources && { sources: flags.umlsSources }),
      ...(flags.umlsLanguages && { languages: flags.umlsLanguages }),
      ...(flags.umlsTermTypes && { termTypes: flags.umlsTermTypes }),
      ...(flags.umlsSuppressed && { suppressed: true }),
    },
    ...(category && { category }),
    ...(flags.dictionaryPrefix && { prefix: flags.dictionaryPrefix }),
  };
}

/** By format, what `--licence format=licence` says. */
function licencesOf({ licence = [] }: BuildFlags): ReadonlyMap<TerminologyFormat, string> {
  const pairs = licence.flatMap((text) => {
    const format = terminologyFormats.find((one) => text.startsWith(`${one}=`));
    return format ? [[format, text.slice(format.length + 1)] as const] : [];
  });
  return new Map(pairs);
}

/** What `--licence licence` says of the whole, if it was given. */
export function wholeLicence({ licence = [] }: BuildFlags): string | undefined {
  return licence.find((text) => !terminologyFormats.some((format) => text.startsWith(`${format}=`)));
}

function folderSource(folder: string): BuildSource {
  const manifest: TerminologyManifest & { readonly sources?: readonly Origin[] } =
    readTerminologyManifest(folder);
  const files = conceptFiles(manifest);
  return {
    format: "litweave",
    ...provenance.litweave,
    name: `${manifest.name} ${manifest.version}`,
    licence: manifest.licence,
    ...(manifest.sources && { origins: manifest.sources }),
    files: files.map((file) => join(folder, file)),
    async *concepts(report: SourceReport) {
      for (const file of files) {
        for await (const batch of readConceptFile(folder, file, manifest)) {
          for (const { concept } of batch) yield concept;
        }
        report.progress(join(folder, file), statSync(join(folder, file)).size);
      }
    },
  };
}
