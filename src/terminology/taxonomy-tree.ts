import { isNumber } from "./gene-info.js";
import type { SourceReport } from "./source.js";
import { textLines } from "./text-lines.js";

/** NCBI's taxa by their numbers: six bytes each, 22 MB for the numbers of 2025. */
export interface TaxonomyTree {
  /** Numbers above it are in no file. */
  readonly largest: number;
  readonly count: number;
  /** The names of ranks in the file. */
  readonly ranks: readonly string[];
  /** The rank of a taxon, undefined when the file has no such taxon. */
  rankOf(taxon: number): string | undefined;
  /** The taxon above; 0 above the root and of unknown taxa. */
  parentOf(taxon: number): number;
  /** Whether `taxon` is `ancestor` or stands below it. */
  isWithin(taxon: number, ancestor: number): boolean;
}

/** Numbers above this are no taxa: they would ask for memory, not for names. */
const largestTaxon = 200_000_000;
/** Lineages are some forty taxa deep; one beyond this is a circle. */
const deepest = 500;

/** The cells of a line of NCBI's `.dmp` files: `1⇥|⇥root⇥|⇥⇥|⇥scientific name⇥|`. */
export function dumpCells(text: string): readonly string[] {
  return text.replace(/\t?\|$/u, "").split("\t|\t");
}

/** Reads `nodes.dmp`. */
export async function readTaxonomyTree(path: string, report: SourceReport): Promise<TaxonomyTree> {
  let parents = new Uint32Array(1 << 20);
  let rankNumbers = new Uint8Array(1 << 20);
  const ranks: string[] = [];
  const numberOfRank = new Map<string, number>();
  let largest = 0;
  let count = 0;
  for await (const lines of textLines(path, report)) {
    for (const { number, text } of lines) {
      if (text === "") continue;
      const [id = "", above = "", rank] = dumpCells(text);
      const wrong = (field: string, message: string) =>
        report.problem({ file: path, line: number, field, message: `${message}; the line is skipped` });
      if (!isNumber(id) || Number(id) > largestTaxon)
        wrong("tax_id", `“${id.slice(0, 40)}” is no taxon's number`);
      else if (!isNumber(above) || Number(above) > largestTaxon) {
        wrong("parent tax_id", `“${above.slice(0, 40)}” is no taxon's number`);
      } else if (rank === undefined) wrong("rank", `taxon ${id} has no rank`);
      else {
        const taxon = Number(id);
        if (taxon >= parents.length) {
          const length = Math.max(taxon + 1, parents.length * 2);
          parents = grown(parents, new Uint32Array(length));
          rankNumbers = grown(rankNumbers, new Uint8Array(length));
        }
        let rankNumber = numberOfRank.get(rank);
        if (rankNumber === undefined) {
          // Damage may make ranks of anything; a byte holds 254 of them, NCBI has about fifty.
          rankNumber = Math.min(ranks.push(rank), 255);
          numberOfRank.set(rank, rankNumber);
        }
        if (rankNumbers[taxon] === 0) count += 1;
        parents[taxon] = taxon === Number(above) ? 0 : Number(above);
        rankNumbers[taxon] = rankNumber;
        largest = Math.max(largest, taxon);
      }
    }
  }
  /** By taxon, 1: is within `asked`, 2: is not. */
  let known = new Uint8Array(0);
  let asked = 0;
  return {
    largest,
    count,
    ranks,
    rankOf: (taxon) => ranks[(rankNumbers[taxon] ?? 0) - 1],
    parentOf: (taxon) => parents[taxon] ?? 0,
    isWithin(taxon, ancestor) {
      if (ancestor !== asked) {
        asked = ancestor;
        known = new Uint8Array(largest + 1);
        known[ancestor] = 1;
      }
      const path: number[] = [];
      let at = taxon;
      while (at > 0 && at <= largest && known[at] === 0 && path.length < deepest) {
        path.push(at);
        at = parents[at]!;
      }
      const answer = known[at] === 1 ? 1 : 2;
      for (const passed of path) known[passed] = answer;
      return answer === 1;
    },
  };
}

function grown<Numbers extends Uint32Array | Uint8Array>(from: Numbers, into: Numbers): Numbers {
  into.set(from);
  return into;
}
