import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ConceptLine } from "../domain/concept-line.js";
import type { Curie } from "../domain/curie.js";
import { LitweaveError } from "../domain/errors.js";
import { isNumber } from "./gene-info.js";
import { firstTimes } from "./seen-ids.js";
import type { ConceptStream, SourceReport } from "./source.js";
import { keptNameClasses, shortenedNames, wordsInText } from "./taxonomy-names.js";
import { dumpCells, readTaxonomyTree, type TaxonomyTree } from "./taxonomy-tree.js";
import { textLines } from "./text-lines.js";
import { tidySynonyms } from "./tidy-names.js";

export interface TaxonomyOptions {
  /** Only this taxon and those below it: 2 for bacteria. */
  readonly below?: number;
  /** Only taxa of these ranks, as NCBI names them: `species`, `strain`. */
  readonly ranks?: readonly string[];
}

/** The lines of one taxon in `names.dmp`, which is in the order of taxa. */
interface Entry {
  readonly taxon: number;
  readonly line: number;
  scientific: string;
  readonly others: string[];
}

/** Groups of a catalogue, thousands of which bear the same name. */
const catalogueGroup = /^(?:unclassified |environmental samples?$|incertae sedis$)/u;
/** Called "root" and "all". */
const root = 1;
const files = ["nodes.dmp", "names.dmp"] as const;

/**
 * Taxa of NCBI's taxonomy, from the unpacked `taxdump.tar.gz`: scientific name, synonyms, common names and acronyms, and shortened
 * Latin names; merged ids are `formerly`. `delnodes.dmp` holds ids without an heir and is not read. Names are streamed; of
 * the tree, six bytes a number are held ({@link TaxonomyTree}), and of `below` one more.
 *
 * Format: https://ftp.ncbi.nlm.nih.gov/pub/taxonomy/taxdump_readme.txt
 *
 * @throws LitweaveError `BAD_TERMINOLOGY` when the folder is no such dump, or `below` or `ranks` leave nothing of it
 */
export async function* readTaxonomy(
  folder: string,
  options: TaxonomyOptions,
  report: SourceReport,
): ConceptStream & AsyncGenerator<ConceptLine> {
  for (const file of files) if (!existsSync(join(folder, file))) throw noDump(folder, `there is no ${file}`);
  const tree = await readTaxonomyTree(join(folder, "nodes.dmp"), report);
  if (tree.count === 0) throw noDump(folder, "nodes.dmp has no taxon");
  const isKept = filterOf(tree, options, folder);
  const merged = await mergedTaxa(join(folder, "merged.dmp"), report);
  const path = join(folder, "names.dmp");
  const isFirst = firstTimes();
  let catalogued = 0;

  function finish(entry: Entry): ConceptLine | undefined {
    const { taxon, line, scientific, others } = entry;
    const rank = tree.rankOf(taxon);
    const wrong = (field: string, message: string) => {
      report.problem({ file: path, line, field, message: `${message}; the taxon is skipped` });
      return undefined;
    };
    if (rank === undefined) return wrong("tax_id", `taxon ${taxon} is not in nodes.dmp`);
    if (!isKept(taxon)) return undefined;
    if (scientific === "") return wrong("name class", `taxon ${taxon} has no scientific name`);
    if (!isFirst(taxon)) return wrong("tax_id", `names of taxon ${taxon} stand apart from its others`);
    if (catalogueGroup.test(scientific)) {
      catalogued += 1;
      return undefined;
    }
    const names = [
      ...others,
      ...shortenedNames([scientific, ...others], rank),
      ...(wordsInText.get(taxon) ?? []),
    ];
    return {
      id: `NCBITaxon:${taxon}`,
      name: scientific,
      category: "OrganismTaxon",
      synonyms: tidySynonyms(scientific, names),
      xrefs: [],
      parents: parentsOf(taxon, tree, isKept),
      formerly: merged.get(taxon) ?? [],
      orthologs: [],
    };
  }

  let entry: Entry | undefined;
  for await (const lines of textLines(path, report)) {
    for (const { number, text } of lines) {
      if (text === "") continue;
      const [id = "", name = "", , nameClass] = dumpCells(text);
      if (!isNumber(id) || nameClass === undefined || name.trim() === "") {
        const [field, what] = !isNumber(id)
          ? ["tax_id", `“${id.slice(0, 40)}” is no taxon's number`]
          : nameClass === undefined
            ? ["columns", "there are fewer than four columns"]
            : ["name_txt", "there is no name"];
        report.problem({ file: path, line: number, field, message: `${what}; the line is skipped` });
        continue;
      }
      const taxon = Number(id);
      if (entry?.taxon !== taxon) {
        const concept = entry && finish(entry);
        if (concept) yield concept;
        entry = { taxon, line: number, scientific: "", others: [] };
      }
      if (nameClass === "scientific name") entry.scientific = name.trim();
      else if (keptNameClasses.has(nameClass)) entry.others.push(name);
    }
  }
  const last = entry && finish(entry);
  if (last) yield last;
  if (catalogued > 0) report.leftOut?.(path, "unclassified or environmental group", catalogued);
}

function filterOf(
  tree: TaxonomyTree,
  { below, ranks }: TaxonomyOptions,
  folder: string,
): (taxon: number) => boolean {
  if (below !== undefined && tree.rankOf(below) === undefined) {
    throw new LitweaveError("BAD_TERMINOLOGY", `${folder} has no taxon ${below}`, {
      hint: "name a taxon by its number, for example 2 for bacteria, 9606 for man",
    });
  }
  const unknown = ranks?.filter((rank) => !tree.ranks.includes(rank)) ?? [];
  if (unknown.length > 0) {
    throw new LitweaveError(
      "BAD_TERMINOLOGY",
      `${folder} has no taxon of the rank “${unknown.join("”, “")}”`,
      {
        hint: `its ranks are ${tree.ranks.slice(0, 60).join(", ")}`,
      },
    );
  }
  const wanted = ranks && new Set(ranks);
  return (taxon) =>
    taxon !== root &&
    (!wanted || wanted.has(tree.rankOf(taxon) ?? "")) &&
    (below === undefined || tree.isWithin(taxon, below));
}

/** The nearest taxon above that is kept too. */
function parentsOf(taxon: number, tree: TaxonomyTree, isKept: (taxon: number) => boolean): readonly Curie[] {
  let above = tree.parentOf(taxon);
  for (let steps = 0; above > 0 && steps < 100; steps += 1) {
    if (isKept(above)) return [`NCBITaxon:${above}`];
    above = tree.parentOf(above);
  }
  return [];
}

/** Former ids by the taxon that they were merged into; none when the dump is older than the file. */
async function mergedTaxa(
  path: string,
  report: SourceReport,
): Promise<ReadonlyMap<number, readonly Curie[]>> {
  const merged = new Map<number, Curie[]>();
  if (!existsSync(path)) return merged;
  for await (const lines of textLines(path, report)) {
    for (const { number, text } of lines) {
      if (text === "") continue;
      const [former = "", current = ""] = dumpCells(text);
      if (!isNumber(former) || !isNumber(current)) {
        const message = `“${text.slice(0, 40)}” does not give two taxa; the line is skipped`;
        report.problem({
          file: path,
          line: number,
          field: isNumber(former) ? "new_tax_id" : "old_tax_id",
          message,
        });
        continue;
      }
      const known = merged.get(Number(current));
      if (known) known.push(`NCBITaxon:${former}`);
      else merged.set(Number(current), [`NCBITaxon:${former}`]);
    }
  }
  return merged;
}

function noDump(folder: string, why: string): LitweaveError {
  return new LitweaveError("BAD_TERMINOLOGY", `${folder} is no dump of NCBI's taxonomy: ${why}`, {
    hint: "unpack taxdump.tar.gz from ftp.ncbi.nlm.nih.gov/pub/taxonomy into a folder and name that",
  });
}
