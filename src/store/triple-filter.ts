import { LitweaveError } from "../domain/errors.js";
import type { TripleFilter } from "../domain/graph-reader.js";

/**
 * The filter with what follows from it, where an index can use that: what is only asked has belief 0. Lists that are empty are left out.
 *
 * @throws LitweaveError `BAD_INPUT` when it speaks of the other end of no concept
 */
export function checkedFilter(filter: TripleFilter): TripleFilter {
  const entries = Object.entries(filter).filter(([, value]) => !Array.isArray(value) || value.length > 0);
  const given: TripleFilter = Object.fromEntries(entries);
  if (given.otherCategories && given.involving === undefined) {
    throw new LitweaveError("BAD_INPUT", "otherCategories is given without involving", {
      hint: "name the concept whose other end is meant in `involving`, or use subjectCategories and objectCategories",
    });
  }
  if (given.stance !== "asked") return given;
  return { ...given, maxBelief: Math.min(given.maxBelief ?? 0, 0) };
}

/** The years in which some document is to be published; undefined when none are asked for. What has no year is in none. */
export function yearsOf({
  fromYear,
  toYear,
}: TripleFilter): { readonly from: number; readonly to: number } | undefined {
  if (fromYear === undefined && toYear === undefined) return undefined;
  return { from: Math.max(fromYear ?? 1, 1), to: toYear ?? 9999 };
}
