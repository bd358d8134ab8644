import { LitweaveError } from "../../domain/errors.js";
import { type PubmedFile, type PubmedPosition, pubmedName } from "./pubmed-file.js";

export type PubmedFolder = "baseline" | "updatefiles";

export interface FilesDue {
  /** Consecutive, so that “done up to here” says all. */
  readonly files: readonly PubmedFile[];
  /** The number that is not listed although later ones are. */
  readonly missing?: PubmedPosition;
}

interface Standing {
  readonly folder: PubmedFolder;
  /** The last file done. */
  readonly done?: PubmedPosition;
  /** Begin at this number, whatever is done. */
  readonly from?: number;
}

/**
 * Which of the listed files are to be ingested next.
 *
 * @param listed in order, at least one
 * @throws LitweaveError `USAGE` when nothing says where to begin; `NOT_FOUND` when the list does not have the number to begin
 *   at; `BAD_INPUT` when the list is of another year than the store, so that its numbers do not go on from there
 */
export function filesDue(listed: readonly PubmedFile[], { folder, done, from }: Standing): FilesDue {
  const { year } = listed.at(-1)!;
  const files = listed.filter((file) => file.year === year);
  return consecutive(files, firstNumber(files, { folder, ...(done && { done }), ...(from && { from }) }));
}

function firstNumber(files: readonly PubmedFile[], { folder, done, from }: Standing): number {
  const first = files[0]!;
  const last = files.at(-1)!;
  if (from !== undefined) {
    if (from >= first.number && from <= last.number + 1) return from;
    throw new LitweaveError("NOT_FOUND", `there is no file of number ${from} in ${folder}`, {
      hint: `it has ${pubmedName(first)} to ${pubmedName(last)}`,
    });
  }
  if (done === undefined) {
    if (folder === "baseline") return first.number;
    throw new LitweaveError("USAGE", "nothing says with which update file to begin", {
      hint: `begin with the baseline (--baseline), or give --from N: the files are ${pubmedName(first)} to ${pubmedName(last)}`,
    });
  }
  if (done.year === first.year) return done.number + 1;
  if (done.year > first.year) {
    throw new LitweaveError(
      "BAD_INPUT",
      `the store stands at ${pubmedName(done)}, but the server has only ${pubmedName(first)} to ${pubmedName(last)}`,
      { hint: "name a server that is up to date" },
    );
  }
  if (folder === "baseline") return first.number;
  throw new LitweaveError(
    "BAD_INPUT",
    `PubMed began a new year: the store stands at ${pubmedName(done)}, the update files begin with ${pubmedName(first)}`,
    {
      hint: `take the new baseline first (--baseline; what has not changed costs reading only), or go on without it (--from ${first.number})`,
    },
  );
}

function consecutive(files: readonly PubmedFile[], first: number): FilesDue {
  const due = files.filter(({ number }) => number >= first);
  const gap = due.findIndex(({ number }, index) => number !== first + index);
  if (gap === -1) return { files: due };
  return { files: due.slice(0, gap), missing: { year: due[gap]!.year, number: first + gap } };
}
