import type { ConceptLine } from "../domain/concept-line.js";
import type { Curie } from "../domain/curie.js";
import { LitweaveError } from "../domain/errors.js";
import { geneSynonyms } from "./gene-info-names.js";
import { curieFrom } from "./prefixes.js";
import { firstTimes } from "./seen-ids.js";
import type { ConceptStream, SourceReport } from "./source.js";
import { type TextLine, textLines } from "./text-lines.js";

export interface GeneInfoOptions {
  /** NCBI taxa whose genes are read. Default: all of the file. */
  readonly taxa?: readonly number[];
  /** NCBI's `type_of_gene` values that are left out. Default: {@link defaultOmitted}. */
  readonly omitTypes?: readonly string[];
}

/** Enhancers and other regulatory elements, named by coordinates. */
const defaultOmitted: readonly string[] = ["biological-region"];

/** Columns up to the last that is read; older files have 15, newer ones 16. */
const fewestColumns = 14;

/**
 * Genes of NCBI's gene_info, of one species or many, gzipped or not. Ids are `NCBIGene:`, the name is the symbol.
 * A bit per gene id is kept, 16 MB for all of NCBI Gene, and nothing else.
 *
 * Columns: https://ftp.ncbi.nlm.nih.gov/gene/DATA/README
 *
 * @throws LitweaveError `BAD_TERMINOLOGY` when the file is none of NCBI's, or has no gene of any of `taxa`
 */
export async function* readGeneInfo(
  path: string,
  options: GeneInfoOptions,
  report: SourceReport,
): ConceptStream & AsyncGenerator<ConceptLine> {
  const taxa = options.taxa && new Set(options.taxa.map(String));
  const omitted = new Set(options.omitTypes ?? defaultOmitted);
  const isFirst = firstTimes();
  const left = new Map<string, number>();
  const leave = (reason: string) => {
    left.set(reason, (left.get(reason) ?? 0) + 1);
    return undefined;
  };
  const missing = new Set(taxa);
  let recognised = false;
  let lastLine = 0;

  function conceptOf({ text, number }: TextLine): ConceptLine | undefined {
    const taxon = text.slice(0, Math.max(0, text.indexOf("\t")));
    const wrong = (field: string, message: string) => {
      report.problem({ file: path, line: number, field, message: `${message}; the line is skipped` });
      return undefined;
    };
    if (taxa && !taxa.has(taxon) && isNumber(taxon)) return undefined;
    const cells = text.split("\t");
    if (cells.length < fewestColumns) {
      return wrong("columns", `${cells.length} columns, of gene_info's 15 or 16`);
    }
    const [gene = "", symbol = "", locusTag = ""] = cells.slice(1, 4).map(cellText);
    if (!isNumber(taxon)) return wrong("tax_id", `“${taxon.slice(0, 40)}” is no taxon's number`);
    if (!isNumber(gene)) return wrong("GeneID", `“${gene.slice(0, 40)}” is no gene's number`);
    missing.delete(taxon);
    if (symbol === "") return leave("no symbol");
    if (symbol === "NEWENTRY") return leave("placeholder of NCBI's for genes without a record");
    const type = cellText(cells[9]!);
    if (omitted.has(type)) return leave(`type ${type}`);
    const synonyms = geneSynonyms({
      symbol,
      locusTag,
      synonyms: cellText(cells[4]!),
      description: cellText(cells[8]!),
      official: cellText(cells[10]!),
      fullName: cellText(cells[11]!),
      designations: cellText(cells[13]!),
    });
    if (!synonyms) return leave("no name but clone and locus numbers");
    if (!isFirst(Number(gene))) return wrong("GeneID", `gene ${gene} stands in the file already`);
    return {
      id: `NCBIGene:${gene}`,
      name: symbol,
      category: "Gene",
      synonyms,
      xrefs: xrefsOf(cells[5]!),
      parents: [],
      taxon: `NCBITaxon:${taxon}`,
      formerly: [],
      orthologs: [],
    };
  }

  for await (const lines of textLines(path, report)) {
    for (const line of lines) {
      lastLine = line.number;
      if (!recognised) {
        if (line.text === "") continue;
        checkFirstLine(line, path);
        recognised = true;
      }
      if (line.text === "" || line.text.startsWith("#")) continue;
      const concept = conceptOf(line);
      if (concept) yield concept;
    }
  }
  if (!recognised) throw noGeneInfo(path, "it is empty");
  for (const [reason, count] of left) report.leftOut?.(path, reason, count);
  if (missing.size === 0) return;
  const message = `${path} has no gene of taxon ${[...missing].join(", ")}`;
  const hint =
    "take the file of that species, or All_Data.gene_info.gz; strains have taxa of their own (E. coli K-12 MG1655 is 511145)";
  if (missing.size === taxa?.size) throw new LitweaveError("BAD_TERMINOLOGY", message, { hint });
  report.problem({ file: path, line: lastLine, field: "tax_id", message: `${message}: ${hint}` });
}

export function isNumber(text: string): boolean {
  return /^\d{1,15}$/u.test(text);
}

/** NCBI writes nothing as a hyphen. */
function cellText(cell: string): string {
  return cell === "-" ? "" : cell.trim();
}

/** `MIM:138670|HGNC:HGNC:5`; what the table of prefixes does not have is no identifier of the gene that others would use. */
function xrefsOf(cell: string): readonly Curie[] {
  const found = new Set<Curie>();
  for (const xref of cellText(cell).split("|")) {
    const colon = xref.indexOf(":");
    const curie = colon > 0 ? curieFrom(xref.slice(0, colon), xref.slice(colon + 1)) : undefined;
    if (curie) found.add(curie);
  }
  return [...found];
}

/** The header, `#tax_id⇥…` (until 2015 `#Format: tax_id …`), may have been cut off by a `grep`. */
function checkFirstLine({ text }: TextLine, path: string): void {
  if (/^#(?:Format: )?tax_id\b.*\bSymbol\b/u.test(text)) return;
  const cells = text.split("\t");
  if (cells.length >= fewestColumns && isNumber(cells[0]!) && isNumber(cells[1]!)) return;
  throw noGeneInfo(path, `its first line reads “${text.slice(0, 60)}”`);
}

function noGeneInfo(path: string, why: string): LitweaveError {
  return new LitweaveError("BAD_TERMINOLOGY", `${path} is no gene_info file of NCBI: ${why}`, {
    hint: "take, for example, Homo_sapiens.gene_info.gz from ftp.ncbi.nlm.nih.gov/gene/DATA/GENE_INFO",
  });
}
