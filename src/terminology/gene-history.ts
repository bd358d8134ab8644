import type { Curie } from "../domain/curie.js";
import { LitweaveError } from "../domain/errors.js";
import { isNumber } from "./gene-info.js";
import type { SourceReport } from "./source.js";
import { textLines } from "./text-lines.js";

/** A withdrawn gene id, and the one that stands for it now, where there is one. */
export interface WithdrawnGene {
  readonly former: Curie;
  readonly current?: Curie;
}

const columns = ["tax_id", "GeneID", "Discontinued_GeneID"] as const;

/**
 * Withdrawn genes of NCBI's gene_history, gzipped or not, streamed.
 *
 * @throws LitweaveError `BAD_TERMINOLOGY` when the file is none of NCBI's
 */
export async function* readGeneHistory(
  path: string,
  options: { readonly taxa?: readonly number[] },
  report: SourceReport,
): AsyncGenerator<WithdrawnGene> {
  const taxa = options.taxa && new Set(options.taxa.map(String));
  let recognised = false;
  for await (const lines of textLines(path, report)) {
    for (const { number, text } of lines) {
      if (text === "") continue;
      if (!recognised && !/^#(?:Format: )?tax_id\b.*\bDiscontinued_GeneID\b/u.test(text)) {
        if (!/^\d+\t(?:\d+|-)\t\d+\t/u.test(text)) throw noGeneHistory(path, text);
      }
      recognised = true;
      if (text.startsWith("#")) continue;
      const [taxon = "", current = "", former = ""] = text.split("\t", columns.length);
      if (taxa && !taxa.has(taxon) && isNumber(taxon)) continue;
      const wrong = [isNumber(taxon), current === "-" || isNumber(current), isNumber(former)].indexOf(false);
      if (wrong >= 0) {
        const field = columns[wrong]!;
        const message = `“${[taxon, current, former][wrong]!.slice(0, 40)}” is no number; the line is skipped`;
        report.problem({ file: path, line: number, field, message });
        continue;
      }
      yield {
        former: `NCBIGene:${former}`,
        ...(current !== "-" && { current: `NCBIGene:${current}` as const }),
      };
    }
  }
  if (!recognised) throw noGeneHistory(path, "");
}

function noGeneHistory(path: string, first: string): LitweaveError {
  return new LitweaveError(
    "BAD_TERMINOLOGY",
    `${path} is no gene_history file of NCBI: its first line reads “${first.slice(0, 60)}”`,
    { hint: "take gene_history.gz from ftp.ncbi.nlm.nih.gov/gene/DATA" },
  );
}
