import { find, wordsOf, type XmlElement } from "./xml-tree.js";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const yearPattern = /\b(?:1[5-9]|20)\d\d\b/;
const monthPattern = new RegExp(`\\b(?:${months.join("|")})`, "i");

/**
 * An element with Year, Month, Day, Season or MedlineDate as an ISO date, as precise as it is: `2019`, `2019-03`,
 * `2019-03-07`. Of a span of time ("1998 Dec-1999 Jan") its beginning; a season says no more than its year.
 */
export function dateOf(element: XmlElement | undefined): string | undefined {
  const part = (name: string) => wordsOf(find(element, name)) ?? "";
  return dateOfParts(part("Year"), part("Month"), part("Day")) ?? medlineDate(part("MedlineDate"));
}

/** A year, month and day as texts; a month or day that is none, or not given, leaves the date less precise. */
export function dateOfParts(year: string, month: string, day: string): string | undefined {
  const found = yearPattern.exec(year)?.[0];
  return found === undefined ? undefined : isoDate(found, month, day);
}

/** A whole date as MEDLINE prints it (`2019 Mar 7`), else what {@link medlineDate} makes of it. */
export function printedDate(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})\s+([A-Za-z]{3})\s+(\d{1,2})$/.exec(text.trim()) ?? [];
  return year !== undefined && month !== undefined && day !== undefined
    ? dateOfParts(year, month, day)
    : medlineDate(text);
}

/** `2008 Jan-Feb`, `1998 Dec-1999 Jan`, `2000 Spring`, `1975-1976`. */
export function medlineDate(text: string): string | undefined {
  const year = yearPattern.exec(text)?.[0];
  return year && isoDate(year, monthPattern.exec(text)?.[0] ?? "", "");
}

function isoDate(year: string, monthText: string, dayText: string): string {
  const named = months.indexOf(monthText.slice(0, 3).toLowerCase()) + 1;
  const month = /^\d{1,2}$/.test(monthText) ? Number(monthText) : named;
  if (month < 1 || month > 12) return year;
  const toMonth = `${year}-${String(month).padStart(2, "0")}`;
  const day = /^\d{1,2}$/.test(dayText) ? Number(dayText) : 0;
  const daysInMonth = new Date(Date.UTC(Number(year), month, 0)).getUTCDate();
  return day < 1 || day > daysInMonth ? toMonth : `${toMonth}-${String(day).padStart(2, "0")}`;
}

/** The earlier of two dates; where one only says less than the other, the one that says more. */
export function earlier(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.startsWith(b)) return a;
  if (b.startsWith(a)) return b;
  return a < b ? a : b;
}
