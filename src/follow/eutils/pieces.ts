import { LitweaveError } from "../../domain/errors.js";
import type { Days, Found, Range } from "./search.js";

/** PubMed gives at most so many records of one search: https://www.ncbi.nlm.nih.gov/books/NBK25499/. */
const most = 9_999;
const dayMs = 24 * 60 * 60 * 1000;

/**
 * Cuts a search that finds more than PubMed gives into ones by date that do not, halving the range until they fit. Each is
 * searched when it is asked for, so that NCBI's history need not remember it for long.
 *
 * @param find searches a range
 * @throws LitweaveError `BAD_INPUT` when a single day has too many
 */
export async function* pieces(
  find: (range: Range) => Promise<Found>,
  range: Range,
  found?: Found,
): AsyncGenerator<Found> {
  const here = found ?? (await find(range));
  if (here.count <= most) {
    if (here.count > 0) yield here;
    return;
  }
  if (range.first === range.last) {
    throw new LitweaveError(
      "BAD_INPUT",
      `the query finds ${here.count} records of ${range.first} alone; PubMed gives at most ${most} of one search`,
      { hint: "narrow the query, or follow all of PubMed with --pubmed" },
    );
  }
  for (const { first, last } of halves(range)) yield* pieces(find, { ...range, first, last });
}

function halves({ first, last }: Days): readonly [Days, Days] {
  const days = (Date.parse(last) - Date.parse(first)) / dayMs;
  const middle = Date.parse(first) + Math.floor(days / 2) * dayMs;
  return [
    { first, last: dayOf(middle) },
    { first: dayOf(middle + dayMs), last },
  ];
}

/** The day of a time in milliseconds, in universal time. */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
