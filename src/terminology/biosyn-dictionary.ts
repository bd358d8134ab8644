import type { Category } from "../domain/concept.js";
import type { ConceptLine } from "../domain/concept-line.js";
import type { Curie } from "../domain/curie.js";
import { LitweaveError } from "../domain/errors.js";
import { namesById } from "./names-by-id.js";
import { curieFrom, knownCurie } from "./prefixes.js";
import type { ConceptStream, SourceReport } from "./source.js";
import { textLines } from "./text-lines.js";
import { cleanName } from "./tidy-names.js";

export interface BiosynDictionaryOptions {
  readonly category: Category;
  /** Prefix of ids that stand bare: `NCBIGene` for BC2GN. Bare MeSH and, of diseases, OMIM ids need none. */
  readonly prefix?: string;
}

/**
 * A dictionary as BioSyn has it, a line for each name: `D001260||ataxia telangiectasia`; also MEDIC as its authors laid it
 * out, with all names in one line: `C567755|613097||Tooth Agenesis, Selective, 6|STHAG6`. Of several ids, the first is
 * the concept's, the others become cross-references. All names are held in memory, since lines of one id may be scattered.
 *
 * Format: https://github.com/dmis-lab/BioSyn (Sung et al., ACL 2020)
 *
 * @throws LitweaveError `BAD_TERMINOLOGY` when no line reads `id||name`, or the first one's id needs a prefix
 */
export async function* readBiosynDictionary(
  path: string,
  options: BiosynDictionaryOptions,
  report: SourceReport,
): ConceptStream & AsyncGenerator<ConceptLine> {
  const gathered = namesById();
  let found = false;
  let firstBare: string | undefined;
  for await (const lines of textLines(path, report)) {
    for (const { number, text } of lines) {
      if (text.trim() === "") continue;
      const wrong = (field: string, message: string) =>
        report.problem({ file: path, line: number, field, message: `${message}; the line is skipped` });
      const bars = text.indexOf("||");
      const names =
        bars < 0
          ? []
          : text
              .slice(bars + 2)
              .split("|")
              .map(cleanName)
              .filter((name) => name !== "");
      if (bars < 0) {
        wrong("columns", `“${text.slice(0, 40)}” does not read id||name`);
        continue;
      }
      if (names.length === 0) {
        wrong("name", "there is no name");
        continue;
      }
      const written = text
        .slice(0, bars)
        .split(/[|+]/u)
        .map((id) => id.trim());
      const [id, ...aliases] = written.map((each) => curieOf(each, options));
      if (!id) {
        firstBare ??= written[0];
        wrong("id", `“${written[0]!.slice(0, 40)}” is no identifier that is known`);
        continue;
      }
      found = true;
      gathered.add(
        id,
        names,
        aliases.filter((alias) => alias !== undefined),
      );
    }
  }
  if (!found) throw noDictionary(path, firstBare);
  yield* gathered.concepts(options.category);
}

function curieOf(id: string, { category, prefix }: BiosynDictionaryOptions): Curie | undefined {
  if (id.includes(":")) return knownCurie(id);
  if (/^[CD]\d{6,9}$/u.test(id)) return `MESH:${id}`;
  if (prefix !== undefined) return curieFrom(prefix, id);
  return category === "Disease" && /^\d{6}$/u.test(id) ? `OMIM:${id}` : undefined;
}

function noDictionary(path: string, bare: string | undefined): LitweaveError {
  const hint =
    bare === undefined || bare.includes(":")
      ? "a line reads ID||name, for example MESH:D001260||ataxia telangiectasia"
      : `say which prefix ids such as “${bare.slice(0, 40)}” have, for example NCBIGene`;
  return new LitweaveError("BAD_TERMINOLOGY", `${path} holds no name with an identifier that is known`, {
    hint,
  });
}
