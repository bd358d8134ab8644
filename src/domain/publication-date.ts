/**
 * The last day that an ISO date as precise as its source may mean: `2019` is 2019-12-31, `2020-02` is 2020-02-29. So what is
 * known to a year only counts as published when the year is over, and a question about a year takes in all of it.
 */
export function lastDayOf(date: string): string {
  const [year = "", month = "12", day] = date.split("-");
  if (day !== undefined) return date;
  const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return `${year}-${month}-${String(days).padStart(2, "0")}`;
}
