import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Category } from "../domain/concept.js";
import { LitweaveError } from "../domain/errors.js";
import { readBiosynDictionary } from "./biosyn-dictionary.js";
import { provenance } from "./build-licences.js";
import type { BuildSource } from "./build-source.js";
import { readCellosaurus } from "./cellosaurus.js";
import { readCtd } from "./ctd.js";
import type { TerminologyFormat } from "./detect-format.js";
import { readGeneHistory } from "./gene-history.js";
import { readGeneInfo } from "./gene-info.js";
import { readMesh } from "./mesh.js";
import { readOboGraph } from "./obo-graph.js";
import { readOboText } from "./obo-text.js";
import { readReachTsv } from "./reach-tsv.js";
import { findRrf, type RrfFile } from "./rrf-rows.js";
import type { FormerId, SourceReport } from "./source.js";
import { readSssom } from "./sssom.js";
import { readTaxonomy } from "./taxonomy.js";
import { readUmls } from "./umls.js";
import { readMergedCuis, readUmlsXrefs } from "./umls-mappings.js";
import type { UmlsOptions } from "./umls-options.js";

/** Settings of the formats that have any; each holds for all sources of its format. */
export interface FormatOptions {
  /** NCBI taxa of genes and cell lines. Default: all. */
  readonly taxa?: readonly number[];
  /** NCBI taxonomy: this taxon and those below it. Default: all. */
  readonly taxaBelow?: number;
  /** NCBI taxonomy: taxa of these ranks, as NCBI names them. Default: all. */
  readonly ranks?: readonly string[];
  /** MeSH: also records of the kind `sodium channel protein, mouse`. */
  readonly geneProducts?: boolean;
  readonly umls?: UmlsOptions;
  /** Whether UMLS gives concepts, or only cross-references to the concepts of other sources. Default: concepts. */
  readonly umlsAs?: "concepts" | "xrefs";
  /** Of dictionaries, and of ontologies that mix or do not tell it. */
  readonly category?: Category;
  /** Of dictionaries: the prefix of their bare ids. */
  readonly prefix?: string;
}

/** Formats that are read here; a terminology folder is opened by whoever knows its layout. */
export type ReadableFormat = Exclude<TerminologyFormat, "litweave">;

/** A source of one file or folder; of MeSH of all its files, for supplementary records need the descriptors. */
export function sourceOf(
  format: ReadableFormat,
  paths: readonly string[],
  options: FormatOptions,
): BuildSource {
  return { format, ...provenance[format], ...readings[format](paths, options) };
}

type Reading = Pick<BuildSource, "files" | "concepts" | "mappings" | "formerIds">;

const readings: Readonly<
  Record<ReadableFormat, (paths: readonly string[], options: FormatOptions) => Reading>
> = {
  mesh: (files, options) => ({ files, concepts: (report) => readMesh(files, options, report) }),
  umls: ([folder = ""], { umls = {}, umlsAs }) =>
    umlsAs === "xrefs"
      ? {
          files: rrfFiles(folder, ["MRCONSO"]),
          mappings: (report) => readUmlsXrefs(folder, umls, report),
        }
      : {
          files: rrfFiles(folder, ["MRCONSO", "MRSTY", "MRREL", "MRDEF", "MRCUI"]),
          concepts: (report) => readUmls(folder, umls, report),
          formerIds: (report) => readMergedCuis(folder, report),
        },
  "gene-info": (files, { taxa }) => ({
    files,
    concepts: (report) => readGeneInfo(files[0]!, { ...(taxa && { taxa }) }, report),
  }),
  "gene-history": (files, { taxa }) => ({
    files,
    formerIds: (report) => withHeirs(files[0]!, taxa, report),
  }),
  taxonomy: ([folder = ""], { taxaBelow, ranks }) => ({
    files: ["names.dmp", "nodes.dmp", "merged.dmp"].map((file) => join(folder, file)).filter(existsSync),
    concepts: (report) =>
      readTaxonomy(
        folder,
        { ...(taxaBelow !== undefined && { below: taxaBelow }), ...(ranks && { ranks }) },
        report,
      ),
  }),
  cellosaurus: (files, { taxa }) => ({
    files,
    concepts: (report) => readCellosaurus(files[0]!, { ...(taxa && { species: taxa }) }, report),
  }),
  obo: (files, { category }) => ({
    files,
    concepts: (report) => readOboText(files[0]!, { ...(category && { category }) }, report),
  }),
  obograph: (files, { category }) => ({
    files,
    concepts: (report) => readOboGraph(files[0]!, { ...(category && { category }) }, report),
  }),
  ctd: (files) => ({ files, concepts: (report) => readCtd(files[0]!, report) }),
  biosyn: (files, options) => {
    const names = dictionaryOptions(files[0]!, options);
    return { files, concepts: (report) => readBiosynDictionary(files[0]!, names, report) };
  },
  reach: (files, options) => {
    const names = dictionaryOptions(files[0]!, options);
    return { files, concepts: (report) => readReachTsv(files[0]!, names, report) };
  },
  sssom: (files) => ({ files, mappings: (report) => readSssom(files[0]!, report) }),
};

function rrfFiles(folder: string, files: readonly RrfFile[]): readonly string[] {
  return files.flatMap((file) => findRrf(folder, file) ?? []);
}

/** @throws LitweaveError `USAGE` when the category is not given */
function dictionaryOptions(path: string, { category, prefix }: FormatOptions) {
  if (category) return { category, ...(prefix && { prefix }) };
  throw new LitweaveError("USAGE", `${path} does not say what its names are names of`, {
    hint: `write Disease=${path}, or add --dictionary-category Disease`,
  });
}

async function* withHeirs(
  path: string,
  taxa: readonly number[] | undefined,
  report: SourceReport,
): AsyncGenerator<FormerId> {
  for await (const { former, current } of readGeneHistory(path, { ...(taxa && { taxa }) }, report)) {
    if (current) yield { former, current };
    else report.leftOut?.(path, "withdrawn without an heir");
  }
}
