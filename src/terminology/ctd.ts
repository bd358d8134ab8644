import type { Category } from "../domain/concept.js";
import type { ConceptLine } from "../domain/concept-line.js";
import type { Curie } from "../domain/curie.js";
import { LitweaveError } from "../domain/errors.js";
import { curieFrom, knownCurie } from "./prefixes.js";
import { firstTimesOfIds } from "./seen-ids.js";
import type { ConceptStream, SourceReport } from "./source.js";
import { textLines } from "./text-lines.js";
import { cleanName, tidySynonyms } from "./tidy-names.js";

/** Where the columns of a kind of file stand. */
interface Layout {
  readonly category: Category;
  readonly columns: number;
  readonly name: number;
  readonly id: number;
  readonly definition: number;
  readonly parents: number;
  /** Columns of cross-references, with the prefix that their bare ids lack. */
  readonly xrefs: readonly { readonly at: number; readonly prefix: string }[];
  readonly synonyms: readonly number[];
}

const kinds: readonly { readonly name: string; readonly id: string; readonly category: Category }[] = [
  { name: "DiseaseName", id: "DiseaseID", category: "Disease" },
  { name: "ChemicalName", id: "ChemicalID", category: "ChemicalEntity" },
];
const xrefColumns: Readonly<Record<string, string>> = {
  AltDiseaseIDs: "",
  CasRN: "cas",
  PubChemCID: "pubchem.compound",
  DTXSID: "comptox",
  InChIKey: "inchikey",
  DrugBankIDs: "drugbank",
};
/** What stands above all diseases or chemicals is no heading of MeSH: "Diseases" MESH:C, "Chemicals" MESH:D. */
const roots = new Set(["MESH:C", "MESH:D"]);

/**
 * Diseases or chemicals of the Comparative Toxicogenomics Database, from `CTD_diseases.tsv` (MEDIC) or `CTD_chemicals.tsv`, gzipped
 * or not, streamed. Which it is, and where its columns stand, is read from the file's `# Fields:`, so that files of all years serve.
 *
 * Fields: https://ctdbase.org/help/diseaseDetailHelp.jsp, https://ctdbase.org/downloads/
 *
 * @throws LitweaveError `BAD_TERMINOLOGY` when the file has no such line before its data
 */
export async function* readCtd(
  path: string,
  report: SourceReport,
): ConceptStream & AsyncGenerator<ConceptLine> {
  let layout: Layout | undefined;
  const isFirst = firstTimesOfIds();
  for await (const lines of textLines(path, report)) {
    for (const { number, text } of lines) {
      if (text.startsWith("#")) {
        layout ??= layoutOf(text);
        continue;
      }
      if (text === "") continue;
      if (!layout) throw noCtd(path, `line ${number} comes before the names of the fields`);
      const wrong = (field: string, message: string) =>
        report.problem({ file: path, line: number, field, message: `${message}; the line is skipped` });
      const cells = text.split("\t");
      if (cells.length !== layout.columns) {
        wrong("columns", `${cells.length} columns, the header has ${layout.columns}`);
        continue;
      }
      const name = cleanName(cells[layout.name]!);
      const id = meshOrKnown(cells[layout.id]!);
      if (roots.has(cells[layout.id]!.trim())) report.leftOut?.(path, "root of the tree");
      else if (name === "") wrong("name", "there is no name");
      else if (!id) wrong("id", `“${cells[layout.id]!.slice(0, 40)}” is no MESH: or OMIM: id`);
      else if (!isFirst(id)) wrong("id", `${id} stands in the file already`);
      else yield conceptOf(id, name, cells, layout);
    }
  }
  if (!layout) throw noCtd(path, "no line names its fields");
}

function conceptOf(id: Curie, name: string, cells: readonly string[], layout: Layout): ConceptLine {
  const listed = (at: number) => cells[at]!.split("|").filter((part) => part !== "");
  const xrefs = layout.xrefs.flatMap(({ at, prefix }) =>
    listed(at).flatMap((xref) => (prefix === "" ? knownCurie(xref) : curieFrom(prefix, xref)) ?? []),
  );
  const parents = layout.parents < 0 ? [] : listed(layout.parents);
  const definition = layout.definition < 0 ? "" : cleanName(cells[layout.definition]!);
  return {
    id,
    name,
    category: layout.category,
    synonyms: tidySynonyms(name, layout.synonyms.flatMap(listed)),
    xrefs: [...new Set(xrefs)].filter((xref) => xref !== id),
    parents: parents.filter((parent) => !roots.has(parent)).flatMap((parent) => meshOrKnown(parent) ?? []),
    formerly: [],
    orthologs: [],
    ...(definition !== "" && { definition }),
  };
}

/** Chemicals' ids had no prefix before 2012. */
function meshOrKnown(id: string): Curie | undefined {
  return /^[CD]\d{6,9}$/u.test(id.trim()) ? curieFrom("MESH", id) : knownCurie(id);
}

function layoutOf(comment: string): Layout | undefined {
  const fields = comment.replace(/^#\s*/u, "").split("\t");
  const kind = kinds.find(({ name, id }) => fields.includes(name) && fields.includes(id));
  return (
    kind && {
      category: kind.category,
      columns: fields.length,
      name: fields.indexOf(kind.name),
      id: fields.indexOf(kind.id),
      definition: fields.indexOf("Definition"),
      parents: fields.indexOf("ParentIDs"),
      xrefs: fields.flatMap((field, at) => {
        const prefix = xrefColumns[field];
        return prefix === undefined ? [] : [{ at, prefix }];
      }),
      synonyms: fields.flatMap((field, at) => (field.endsWith("Synonyms") ? [at] : [])),
    }
  );
}

function noCtd(path: string, why: string): LitweaveError {
  return new LitweaveError("BAD_TERMINOLOGY", `${path} is no list of diseases or chemicals of CTD: ${why}`, {
    hint: "take CTD_diseases.tsv.gz or CTD_chemicals.tsv.gz from ctdbase.org/downloads, with the comment lines at its top",
  });
}
