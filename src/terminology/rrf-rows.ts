import { existsSync } from "node:fs";
import { join } from "node:path";
import { LitweaveError } from "../domain/errors.js";
import type { SourceReport } from "./source.js";
import { textLines } from "./text-lines.js";

/**
 * Columns of the files of a UMLS release, in their order; each row ends with a bar.
 * https://www.ncbi.nlm.nih.gov/books/NBK9685/
 */
const columns = {
  MRCONSO: "CUI LAT TS LUI STT SUI ISPREF AUI SAUI SCUI SDUI SAB TTY CODE STR SRL SUPPRESS CVF",
  MRSTY: "CUI TUI STN STY ATUI CVF",
  MRREL: "CUI1 AUI1 STYPE1 REL CUI2 AUI2 STYPE2 RELA RUI SRUI SAB SL RG DIR SUPPRESS CVF",
  MRDEF: "CUI AUI ATUI SATUI SAB DEF SUPPRESS CVF",
  MRCUI: "CUI1 VER REL RELA MAPREASON CUI2 MAPIN",
} as const;
export type RrfFile = keyof typeof columns;

/** A row split at its bars. */
export interface RrfRow {
  readonly line: number;
  readonly fields: readonly string[];
}

/** `META/MRCONSO.RRF`, plain or `.gz`, where the folder or its META has it. */
export function findRrf(folder: string, file: RrfFile): string | undefined {
  return [folder, join(folder, "META")]
    .flatMap((place) => [join(place, `${file}.RRF`), join(place, `${file}.RRF.gz`)])
    .find((path) => existsSync(path));
}

/** @throws LitweaveError `BAD_TERMINOLOGY` when the folder lacks the file */
export function needRrf(folder: string, file: RrfFile): string {
  const path = findRrf(folder, file);
  if (path !== undefined) return path;
  throw new LitweaveError("BAD_TERMINOLOGY", `${folder} has no ${file}.RRF`, {
    hint: "name the META folder of a UMLS release or of a subset made by MetamorphoSys",
  });
}

/** Where a column of a file stands. */
export function columnOf(file: RrfFile, column: string): number {
  return columns[file].split(" ").indexOf(column);
}

const cuiShape = /^C[NL]?\d{6,7}$/;

/**
 * The rows of a file, in batches. A row with too few fields, or whose first is no concept id (`C0004057`; of MedGen also
 * `CN000001`), is reported and left out.
 *
 * @throws LitweaveError `BAD_TERMINOLOGY` when the file cannot be read or begins with a thousand lines that are no such rows
 */
export async function* rrfRows(
  path: string,
  file: RrfFile,
  report: SourceReport,
): AsyncGenerator<readonly RrfRow[]> {
  const names = columns[file].split(" ");
  let good = 0;
  let refused = 0;
  for await (const lines of textLines(path, report)) {
    const rows: RrfRow[] = [];
    for (const { number, text } of lines) {
      if (text === "") continue;
      const fields = text.split("|");
      // The last column may be cut off together with its bar by tools that trim lines.
      if (fields.length < names.length) {
        refuse(number, "columns", `${fields.length} fields, ${names.length} are needed`);
      } else if (!cuiShape.test(fields[0]!)) {
        refuse(number, names[0]!, `“${fields[0]}” is no concept id`);
      } else {
        rows.push({ line: number, fields });
      }
      if (refused === 1000 && good + rows.length === 0) throw notRrf();
    }
    good += rows.length;
    if (rows.length > 0) yield rows;
  }
  if (good === 0 && refused > 0) throw notRrf();

  function refuse(line: number, field: string, message: string): void {
    refused += 1;
    report.problem({ file: path, line, field, message: `${message}; the line is left out` });
  }

  function notRrf(): LitweaveError {
    return new LitweaveError("BAD_TERMINOLOGY", `${path} holds no row of ${file}.RRF`, {
      hint: `its rows have ${names.length} fields, each followed by a bar: ${names.join("|")}|`,
    });
  }
}
