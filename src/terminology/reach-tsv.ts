import type { Category } from "../domain/concept.js";
import type { ConceptLine } from "../domain/concept-line.js";
import type { Curie } from "../domain/curie.js";
import { LitweaveError } from "../domain/errors.js";
import { namesById } from "./names-by-id.js";
import { curieFrom, knownCurie } from "./prefixes.js";
import type { ConceptStream, SourceReport } from "./source.js";
import { textLines } from "./text-lines.js";
import { cleanName } from "./tidy-names.js";

export interface ReachTsvOptions {
  readonly category: Category;
  /** Prefix of ids that stand bare: `NCBITaxon` for numbers. `CVCL_` ids need none. */
  readonly prefix?: string;
}

/**
 * A table of Reach's bioresources: `name⇥id⇥species`, the third column missing where the name itself is a species'. The species
 * is read past, for it is given by name. All names are held in memory, since the file is in the order of names.
 *
 * Format: https://github.com/clulab/bioresources
 *
 * @throws LitweaveError `BAD_TERMINOLOGY` when no line is of that shape, or ids need a prefix
 */
export async function* readReachTsv(
  path: string,
  options: ReachTsvOptions,
  report: SourceReport,
): ConceptStream & AsyncGenerator<ConceptLine> {
  const gathered = namesById();
  let found = false;
  for await (const lines of textLines(path, report)) {
    for (const { number, text } of lines) {
      if (text.trim() === "") continue;
      const [cell = "", written = ""] = text.split("\t", 3);
      const name = cleanName(cell);
      const id = curieOf(written.trim(), options);
      if (name !== "" && id) {
        found = true;
        gathered.add(id, [name]);
        continue;
      }
      const field = name === "" ? "name" : "id";
      const message =
        name === "" ? "there is no name" : `“${written.slice(0, 40)}” is no identifier that is known`;
      report.problem({ file: path, line: number, field, message: `${message}; the line is skipped` });
    }
  }
  if (!found) {
    throw new LitweaveError("BAD_TERMINOLOGY", `${path} holds no name with an identifier that is known`, {
      hint: "a line reads name⇥id⇥species; say which prefix bare ids have, for example NCBITaxon",
    });
  }
  yield* gathered.concepts(options.category);
}

function curieOf(id: string, { prefix }: ReachTsvOptions): Curie | undefined {
  if (id.startsWith("CVCL_")) return `cellosaurus:${id}`;
  if (id.includes(":")) return knownCurie(id);
  return prefix === undefined ? undefined : curieFrom(prefix, id);
}
