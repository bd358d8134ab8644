import { offsetMap } from "../domain/code-points.js";
import type { GoldMention } from "../domain/gold.js";
import { RecordError } from "./failure.js";

/** A mention as it stands in a file; offsets in code points of the document text. */
export interface RawMention {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly type: string;
  readonly ids: string;
}

/**
 * Places mentions in `text`. The offsets decide, and the printed text must agree with them but for white space and
 * quotation marks, in which published corpora have a few slips.
 *
 * The function throws RecordError for a mention that is not where it says.
 */
export function alignedMention(text: string): (raw: RawMention) => GoldMention {
  const offsets = offsetMap(text);
  const bare = (value: string) => value.replace(/[\s"]+/g, "");
  return ({ start: from, end: to, text: printed, type, ids }) => {
    const start = offsets.toUtf16(from);
    const end = offsets.toUtf16(to);
    const found = text.slice(start, end);
    const isSpan = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end;
    if (!isSpan || end > text.length || bare(found) !== bare(printed)) {
      throw new RecordError(`“${printed}” is not at ${from}–${to}, where “${found}” stands`, {
        field: "annotation",
      });
    }
    return { start, end, type, text: found, ids: splitIds(ids, type) };
  };
}

/**
 * The ids of a mention: several are joined by `|` (BC5CDR, NCBI Disease), `+` (NCBI Disease), `,` (BioRED) or `;` (PubTator).
 * Variants in tmVar's notation (`c|SUB|C|643|T`) hold bars and plus signs of their own.
 */
function splitIds(ids: string, type: string): readonly string[] {
  const separators = /variant|mutation|snp/i.test(type) ? /[,;]/ : /[|,;+]/;
  return ids
    .split(separators)
    .map((id) => id.trim())
    .filter((id) => id !== "");
}
