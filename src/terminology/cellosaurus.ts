import type { ConceptLine } from "../domain/concept-line.js";
import type { Curie } from "../domain/curie.js";
import { LitweaveError } from "../domain/errors.js";
import { curieFrom } from "./prefixes.js";
import { firstTimesOfIds } from "./seen-ids.js";
import type { ConceptStream, SourceReport } from "./source.js";
import { textLines } from "./text-lines.js";
import { tidySynonyms } from "./tidy-names.js";

export interface CellosaurusOptions {
  /** NCBI taxa whose lines are read; a hybrid counts for each of its own. Default: all. */
  readonly species?: readonly number[];
}

/** An entry's lines up to `//`, by their two-letter code. */
interface Entry {
  readonly start: number;
  readonly lines: Map<string, { readonly number: number; readonly text: string }[]>;
}

/** Codes of the format; a line of the header that explains it has its text further to the right. */
const entryLine = /^([A-Z]{2}) {3}(\S.*)$/u;
const codes = new Set("ID AC AS SY DR RX WW CC ST DI OX HI OI SX AG CA DT".split(" "));
const accession = /^CVCL_[A-Z0-9]{4}$/u;
/** Ontologies that `DR` names, which have the cell line itself; the rest are collections, samples, data sets and papers. */
const ontologies = new Set(["CLO", "BTO", "EFO"]);

/**
 * Cell lines of Cellosaurus, from its flat file `cellosaurus.txt`, gzipped or not, streamed: name, synonyms, former accessions, parents
 * (the line it derives from), the same line in CLO, BTO and EFO, and its taxon unless it is a hybrid. A line that comes from the same
 * person (`OI`) is no broader concept and is left aside. Category, disease and a known problem ("Contaminated. Shown to be
 * a HeLa derivative.") are the definition.
 *
 * Format: https://www.cellosaurus.org/description.html (Bairoch, J Biomol Tech 2018)
 *
 * @throws LitweaveError `BAD_TERMINOLOGY` when the file holds no entry
 */
export async function* readCellosaurus(
  path: string,
  options: CellosaurusOptions,
  report: SourceReport,
): ConceptStream & AsyncGenerator<ConceptLine> {
  const species = options.species && new Set(options.species.map((taxon): Curie => `NCBITaxon:${taxon}`));
  const isFirst = firstTimesOfIds();
  let entry: Entry | undefined;
  let found = false;

  function finish({ start, lines }: Entry): ConceptLine | undefined {
    const all = (code: string) => lines.get(code)?.map(({ text }) => text) ?? [];
    const wrong = (code: string, message: string) => {
      const line = lines.get(code)?.[0]?.number ?? start;
      report.problem({ file: path, line, field: code, message: `${message}; the entry is skipped` });
      return undefined;
    };
    const [name = ""] = all("ID");
    const [id = ""] = all("AC");
    if (!accession.test(id)) return wrong("AC", `“${id.slice(0, 40)}” is no accession`);
    found = true;
    const taxa = all("OX").flatMap((text) => {
      const taxon = /^NCBI_TaxID=(\d+);/u.exec(text)?.[1];
      if (taxon === undefined) wrong("OX", `“${text.slice(0, 40)}” names no taxon`);
      return taxon === undefined ? [] : [`NCBITaxon:${taxon}` as const];
    });
    if (taxa.length < all("OX").length) return undefined;
    if (species && !taxa.some((taxon) => species.has(taxon))) return undefined;
    if (!isFirst(`cellosaurus:${id}`)) return wrong("AC", `${id} stands in the file already`);
    return {
      id: `cellosaurus:${id}`,
      name,
      category: "CellLine",
      synonyms: tidySynonyms(name, listed(all("SY"))),
      xrefs: all("DR").flatMap(xrefOf),
      parents: all("HI").flatMap((text) => accessions(text.split(" ! ", 1))),
      ...(taxa.length === 1 && { taxon: taxa[0]! }),
      formerly: accessions(listed(all("AS"))),
      orthologs: [],
      definition: definitionOf(all),
    };
  }

  for await (const lines of textLines(path, report)) {
    for (const { number, text } of lines) {
      if (text === "//") {
        const concept = entry && finish(entry);
        entry = undefined;
        if (concept) yield concept;
        continue;
      }
      const [, code = "", content = ""] = entryLine.exec(text) ?? [];
      if (code === "ID") {
        if (entry) report.problem({ file: path, line: entry.start, field: "//", message: unfinished });
        entry = { start: number, lines: new Map() };
      }
      if (!entry || text === "") continue;
      if (!codes.has(code)) {
        const message = `“${text.slice(0, 40)}” is no line of an entry; it is passed over`;
        report.problem({ file: path, line: number, message });
        continue;
      }
      const same = entry.lines.get(code);
      if (same) same.push({ number, text: content });
      else entry.lines.set(code, [{ number, text: content }]);
    }
  }
  if (entry) report.problem({ file: path, line: entry.start, field: "//", message: unfinished });
  if (!found) {
    throw new LitweaveError("BAD_TERMINOLOGY", `${path} holds no entry of Cellosaurus`, {
      hint: "take cellosaurus.txt from ftp.expasy.org/databases/cellosaurus",
    });
  }
}

const unfinished = "the entry does not end with //; it is skipped";

function listed(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => text.split("; ")).map((part) => part.replace(/;$/u, "").trim());
}

function accessions(texts: readonly string[]): readonly Curie[] {
  return texts.filter((text) => accession.test(text)).map((text): Curie => `cellosaurus:${text}`);
}

/** `EFO; EFO_0001185` */
function xrefOf(text: string): readonly Curie[] {
  const [database = "", id = ""] = text.split("; ");
  const curie = ontologies.has(database) ? curieFrom(database, id) : undefined;
  return curie ? [curie] : [];
}

/** "Cancer cell line. Human papillomavirus-related endocervical adenocarcinoma. Homo sapiens (Human)." */
function definitionOf(all: (code: string) => readonly string[]): string {
  const diseases = all("DI").map((text) => text.split("; ").slice(2).join("; "));
  const organisms = all("OX").map((text) => text.split(" ! ")[1] ?? "");
  const problems = all("CC").filter((text) => text.startsWith("Problematic cell line: "));
  return [...all("CA"), ...new Set(diseases), ...organisms, ...problems]
    .filter((part) => part !== "")
    .map((part) => (part.endsWith(".") ? part : `${part}.`))
    .join(" ");
}
