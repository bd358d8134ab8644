import { tidySynonyms } from "./tidy-names.js";

/** The cells of a gene_info line that name the gene, `""` where there is nothing. */
export interface GeneNameCells {
  readonly symbol: string;
  readonly locusTag: string;
  readonly official: string;
  readonly fullName: string;
  readonly synonyms: string;
  readonly description: string;
  readonly designations: string;
}

/** Clone and locus numbers, never written in a text: AW558070, D230040E23, OTTMUSG00000016698, LOC100911545, MGC114358. */
const locusNumber =
  /^(?:[A-Z]{1,2}\d{6,}|[A-Z]\d{5,6}[A-Z]\d{2}|(?:OTT|ENS)[A-Z]+\d+|(?:LOC|MGC|RGD)\d+|hCG_?\d{4,}|EST\d{5,})$/iu;
const predictedMouseGene = /^Gm\d+$/u;
/** What NCBI calls a gene of which nothing is known, or names after a clone. */
const placeholder =
  /\bLOC\d+\b|^(?:putative |probable |predicted )?(?:uncharacteri[sz]ed|hypothetical|novel|unknown|unnamed)\b|^(?:predicted (?:gene|protein)|conserved protein|RIKEN cDNA|expressed sequence|cDNA (?:sequence|clone|DKFZ)|DNA segment|clone)\b|\b(?:cDNA clone|gene trap)\b/iu;
/** Systematic names that the literature of a species does use: yeast, fission yeast, Arabidopsis, the fly. */
const systematic =
  /^(?:Y[A-P][LR]\d{3}[WC](?:-[A-Z])?|SP[ABC]{2}\d+[A-Z]?\d*\.\d+c?|AT[1-5CM]G\d{5}|(?:Dmel_)?CG\d{3,5})$/iu;

function isUsed(name: string): boolean {
  return name !== "" && !locusNumber.test(name) && !predictedMouseGene.test(name) && !placeholder.test(name);
}

function parts(cell: string): readonly string[] {
  return cell === "" ? [] : cell.split("|");
}

/**
 * Synonyms of a gene, in the order nomenclature, aliases, description, designations. Undefined when clone and locus numbers are
 * all that the gene is called (`LOC101927322`, "uncharacterized LOC101927322").
 */
export function geneSynonyms(cells: GeneNameCells): readonly string[] | undefined {
  const { symbol, official, fullName, locusTag, description } = cells;
  const synonyms = tidySynonyms(
    symbol,
    [
      official,
      fullName,
      ...parts(cells.synonyms),
      systematic.test(locusTag) ? locusTag.replace(/^Dmel_/u, "") : "",
      description,
      ...parts(cells.designations),
    ].filter(isUsed),
  );
  return synonyms.length === 0 && !isUsed(symbol) ? undefined : synonyms;
}
