import type { Curie } from "../domain/curie.js";
import { columnOf, findRrf, needRrf, rrfRows } from "./rrf-rows.js";
import type { FormerId, Mapping, SourceReport } from "./source.js";
import { codeXref } from "./umls-codes.js";
import { type UmlsOptions, usableAtom } from "./umls-options.js";

const source = columnOf("MRCONSO", "SAB");
const termType = columnOf("MRCONSO", "TTY");
const code = columnOf("MRCONSO", "CODE");

/**
 * The concepts of a UMLS release as cross-references of the vocabularies that it joins: `MESH:D001241` means `UMLS:C0004057`.
 * Needs MRCONSO alone; semantic types and languages do not matter.
 */
export async function* readUmlsXrefs(
  folder: string,
  options: UmlsOptions,
  report: SourceReport,
): AsyncGenerator<Mapping> {
  const isUsable = usableAtom(options);
  let cui = "";
  const given = new Set<Curie>();
  for await (const rows of rrfRows(needRrf(folder, "MRCONSO"), "MRCONSO", report)) {
    for (const { fields } of rows) {
      if (fields[0] !== cui) given.clear();
      cui = fields[0]!;
      if (!isUsable(fields)) continue;
      const subject = codeXref(fields[source]!, fields[termType]!, fields[code]!);
      if (subject === undefined || given.has(subject)) continue;
      given.add(subject);
      yield { subject, predicate: "skos:exactMatch", object: `UMLS:${cui}` };
    }
  }
}

const kind = columnOf("MRCUI", "REL");
const heir = columnOf("MRCUI", "CUI2");

/**
 * Concepts that were merged into another, from MRCUI.RRF; none when the release lacks it. Those that were deleted, or have only broader,
 * narrower or related ones left, are counted and left out: their id cannot stand for another.
 */
export async function* readMergedCuis(folder: string, report: SourceReport): AsyncGenerator<FormerId> {
  const path = findRrf(folder, "MRCUI");
  if (path === undefined) return;
  for await (const rows of rrfRows(path, "MRCUI", report)) {
    for (const { line, fields } of rows) {
      if (fields[kind] !== "SY") {
        report.leftOut?.(path, `retired without an equal (${fields[kind]})`);
      } else if (!/^C[NL]?\d{6,7}$/.test(fields[heir]!)) {
        report.problem({
          file: path,
          line,
          field: "CUI2",
          message: `“${fields[heir]}” is no concept id; the line is left out`,
        });
      } else {
        yield { former: `UMLS:${fields[0]!}`, current: `UMLS:${fields[heir]!}` };
      }
    }
  }
}
