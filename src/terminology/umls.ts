import type { ConceptLine } from "../domain/concept-line.js";
import type { Curie } from "../domain/curie.js";
import { rrfCursor, rrfGroups } from "./rrf-groups.js";
import { columnOf, findRrf, needRrf, type RrfRow } from "./rrf-rows.js";
import type { ConceptStream, SourceReport } from "./source.js";
import { tidySynonyms } from "./tidy-names.js";
import { type UmlsCategories, umlsCategories } from "./umls-categories.js";
import { codeXref } from "./umls-codes.js";
import { namingAtom, type UmlsOptions, usableAtom, usableRow } from "./umls-options.js";

const name = columnOf("MRCONSO", "STR");
const status = columnOf("MRCONSO", "TS");
const stringType = columnOf("MRCONSO", "STT");
const preferred = columnOf("MRCONSO", "ISPREF");
const source = columnOf("MRCONSO", "SAB");
const termType = columnOf("MRCONSO", "TTY");
const code = columnOf("MRCONSO", "CODE");
const relation = columnOf("MRREL", "REL");
const label = columnOf("MRREL", "RELA");
const second = columnOf("MRREL", "CUI2");
const definition = columnOf("MRDEF", "DEF");

/**
 * Concepts of a UMLS release, `UMLS:C…`, from MRCONSO and MRSTY, with parents where there is a MRREL and definitions where there is a
 * MRDEF. All are sorted by concept and read side by side, so that memory does not depend on their size.
 *
 * @throws LitweaveError `BAD_TERMINOLOGY` when a file is missing, damaged as a whole or not sorted
 */
export async function* readUmls(
  folder: string,
  options: UmlsOptions,
  report: SourceReport,
): ConceptStream & AsyncGenerator<ConceptLine> {
  const atoms = needRrf(folder, "MRCONSO");
  const categories = await umlsCategories(needRrf(folder, "MRSTY"), report);
  const givesName = namingAtom(options);
  const relations = rrfCursor(parentRows(folder, options, report));
  const definitions = rrfCursor(definitionRows(folder, options, report));
  try {
    for await (const { cui, rows } of rrfGroups(atoms, "MRCONSO", usableAtom(options), report)) {
      const category = categories.of(cui);
      if (!category) {
        report.leftOut?.(atoms, "semantic type of no category");
        continue;
      }
      const naming = rows.filter(({ fields }) => givesName(fields));
      const first = preferredName(naming);
      if (first === undefined) {
        report.leftOut?.(atoms, "no name of the languages and term types wanted");
        continue;
      }
      const meaning = (await definitions.rowsOf(cui))[0]?.fields[definition]?.trim();
      yield {
        id: `UMLS:${cui}`,
        name: first,
        category,
        synonyms: tidySynonyms(
          first,
          naming.map(({ fields }) => fields[name]!),
        ),
        xrefs: xrefsOf(rows),
        parents: parentsOf(cui, await relations.rowsOf(cui), categories),
        formerly: [],
        orthologs: [],
        ...(meaning && { definition: meaning }),
      };
    }
  } finally {
    await relations.close();
    await definitions.close();
  }
}

/** The name that UMLS prefers (TS P, STT PF, ISPREF Y), else the best that the filters left. */
function preferredName(rows: readonly RrfRow[]): string | undefined {
  let best: string | undefined;
  let most = -1;
  for (const { fields } of rows) {
    const text = fields[name]!.replace(/\s+/g, " ").trim();
    const points =
      Number(fields[status] === "P") * 4 +
      Number(fields[stringType] === "PF") * 2 +
      Number(fields[preferred] === "Y");
    if (points <= most || text === "") continue;
    best = text;
    most = points;
  }
  return best;
}

function xrefsOf(rows: readonly RrfRow[]): readonly Curie[] {
  const found = new Set<Curie>();
  for (const { fields } of rows) {
    const xref = codeXref(fields[source]!, fields[termType]!, fields[code]!);
    if (xref) found.add(xref);
  }
  return [...found];
}

/**
 * A row says what the second concept is to the first: its parent (PAR), or that the first is one of it (`inverse_isa`). Every relation
 * stands in both directions, so the rows of the first concept are enough.
 */
function parentRows(folder: string, options: UmlsOptions, report: SourceReport) {
  const path = findRrf(folder, "MRREL");
  if (path === undefined) return undefined;
  const isUsable = usableRow(options, "MRREL");
  const keep = (fields: readonly string[]) =>
    (fields[relation] === "PAR" || fields[label] === "inverse_isa") && isUsable(fields);
  return rrfGroups(path, "MRREL", keep, report);
}

function definitionRows(folder: string, options: UmlsOptions, report: SourceReport) {
  const path = findRrf(folder, "MRDEF");
  return path === undefined ? undefined : rrfGroups(path, "MRDEF", usableRow(options, "MRDEF"), report);
}

/** Parents of the concept's own category. */
function parentsOf(cui: string, rows: readonly RrfRow[], categories: UmlsCategories): readonly Curie[] {
  const category = categories.of(cui);
  const above = rows
    .map(({ fields }) => fields[second]!)
    .filter((parent) => parent !== cui && categories.of(parent) === category);
  return [...new Set(above)].map((parent) => `UMLS:${parent}` as const);
}
