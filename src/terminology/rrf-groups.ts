import { LitweaveError } from "../domain/errors.js";
import { type RrfFile, type RrfRow, rrfRows } from "./rrf-rows.js";
import type { SourceReport } from "./source.js";

/** The rows of one concept. */
export interface RrfGroup {
  readonly cui: string;
  readonly rows: readonly RrfRow[];
}

/**
 * The rows of a file that is sorted by concept, as UMLS releases are, one concept at a time.
 *
 * @param keep rows to keep; a concept without any is not given
 * @throws LitweaveError `BAD_TERMINOLOGY` when the file is not sorted, with the line
 */
export async function* rrfGroups(
  path: string,
  file: RrfFile,
  keep: (fields: readonly string[]) => boolean,
  report: SourceReport,
): AsyncGenerator<RrfGroup> {
  let cui = "";
  let rows: RrfRow[] = [];
  for await (const batch of rrfRows(path, file, report)) {
    for (const row of batch) {
      const own = row.fields[0]!;
      if (own !== cui) {
        if (own < cui) throw notSorted(path, row.line, own, cui);
        if (rows.length > 0) yield { cui, rows };
        cui = own;
        rows = [];
      }
      if (keep(row.fields)) rows.push(row);
    }
  }
  if (rows.length > 0) yield { cui, rows };
}

function notSorted(path: string, line: number, cui: string, before: string): LitweaveError {
  return new LitweaveError(
    "BAD_TERMINOLOGY",
    `${path}, line ${line}: ${cui} stands behind ${before}, so the file is not sorted`,
    {
      hint: "sort it by its first column: LC_ALL=C sort -t '|' -k 1,1",
    },
  );
}

/** Gives, of a sorted file, the rows of the concepts that are asked for, in their order. */
export interface RrfCursor {
  /** The rows of `cui`, which must not be less than the one asked for before; none when the file has none. */
  rowsOf(cui: string): Promise<readonly RrfRow[]>;
  close(): Promise<void>;
}

/** @param groups as {@link rrfGroups} gives them; undefined when the release lacks the file */
export function rrfCursor(groups: AsyncGenerator<RrfGroup> | undefined): RrfCursor {
  let group: RrfGroup | undefined;
  let isOpen = groups !== undefined;
  return {
    async rowsOf(cui) {
      while (isOpen && (group === undefined || group.cui < cui)) {
        const next = await groups!.next();
        if (next.done) isOpen = false;
        group = next.done ? undefined : next.value;
      }
      return group?.cui === cui ? group.rows : [];
    },
    async close() {
      await groups?.return(undefined);
    },
  };
}
