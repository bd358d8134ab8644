import { type Category, isCategory } from "../../domain/concept.js";
import { type Curie, isCurie } from "../../domain/curie.js";
import { LitweaveError } from "../../domain/errors.js";

/** A wording that no terminology has, what it means, and what it is easily taken for. */
export interface Probe {
  /** What sets the two concepts apart: `number`, `stereo`, `receptor` … */
  readonly family: string;
  readonly mention: string;
  readonly category: Category;
  readonly id: Curie;
  /** A name of the concept, for people. */
  readonly name: string;
  readonly notId: Curie;
  readonly notName: string;
}

const head = "family\tmention\tcategory\tid\tname\tnotId\tnotName";

/**
 * Tab-separated lines under a line that names the columns.
 *
 * @throws LitweaveError `BAD_INPUT` naming the line that does not fit
 */
export function readProbes(content: string, file: string): readonly Probe[] {
  const [first, ...lines] = content.trimEnd().split(/\r?\n/u);
  if (first !== head) {
    throw new LitweaveError("BAD_INPUT", `${file} is no file of probes`, {
      hint: `its first line has to name the columns: ${head.replaceAll("\t", ", ")}`,
    });
  }
  return lines.map((line, index) => {
    const [family = "", mention = "", category = "", id = "", name = "", notId = "", notName = ""] =
      line.split("\t");
    const flaw =
      family === "" || mention === "" || name === "" || notName === ""
        ? "a field is empty"
        : !isCategory(category)
          ? `“${category}” is no category`
          : !isCurie(id) || !isCurie(notId)
            ? "an id is no CURIE"
            : id === notId
              ? "both ids are the same"
              : undefined;
    if (flaw !== undefined) throw new LitweaveError("BAD_INPUT", `${file}, line ${index + 2}: ${flaw}`);
    return { family, mention, category, id, name, notId, notName } as Probe;
  });
}
