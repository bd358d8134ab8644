import type { YearCount } from "./generated.js";

/** Years ascending; the year 0, documents without a date, becomes null and stands last. */
export function timelineOf(
  years: Iterable<readonly [year: number, documents: number]>,
): readonly YearCount[] {
  const counts = [...years].sort(([a], [b]) => a - b).map(([year, documents]) => ({ year, documents }));
  const dated = counts.filter(({ year }) => year > 0);
  const undated = counts.filter(({ year }) => year === 0).map(({ documents }) => ({ year: null, documents }));
  return [...dated, ...undated];
}
