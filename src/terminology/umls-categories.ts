import { type Category, categories } from "../domain/concept.js";
import { columnOf, rrfRows } from "./rrf-rows.js";
import { semanticCategory } from "./semantic-types.js";
import type { SourceReport } from "./source.js";

/** The categories of the concepts of a release. */
export interface UmlsCategories {
  /** Undefined when the concept's semantic types fit none. */
  of(cui: string): Category | undefined;
}

const tui = columnOf("MRSTY", "TUI");

/**
 * Reads MRSTY.RRF. One byte a possible concept id (`C0000000` to `C9999999`), ten million in all, instead of an object for each of the millions
 * of concepts; the few ids of another shape (MedGen's `CN…`) stand in a map.
 */
export async function umlsCategories(path: string, report: SourceReport): Promise<UmlsCategories> {
  const byNumber = new Uint8Array(10_000_000);
  const others = new Map<string, number>();
  let cui = "";
  let tuis: string[] = [];
  const note = () => {
    const category = semanticCategory(tuis);
    if (!category) return;
    const code = categories.indexOf(category) + 1;
    const number = numberOf(cui);
    if (number === undefined) others.set(cui, code);
    else byNumber[number] = code;
  };
  for await (const rows of rrfRows(path, "MRSTY", report)) {
    for (const { line, fields } of rows) {
      if (!/^T\d{3}$/.test(fields[tui]!)) {
        report.problem({
          file: path,
          line,
          field: "TUI",
          message: `“${fields[tui]}” is no semantic type; the line is left out`,
        });
        continue;
      }
      if (fields[0] !== cui) {
        note();
        cui = fields[0]!;
        tuis = [];
      }
      tuis.push(fields[tui]!);
    }
  }
  note();
  return {
    of(id) {
      const number = numberOf(id);
      const code = number === undefined ? others.get(id) : byNumber[number];
      return code ? categories[code - 1] : undefined;
    },
  };
}

function numberOf(cui: string): number | undefined {
  return /^C\d{7}$/.test(cui) ? Number(cui.slice(1)) : undefined;
}
