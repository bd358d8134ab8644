import type { TripleFieldsFragment } from "../api/generated.js";

const columns = [
  "subject",
  "subject_name",
  "predicate",
  "object",
  "object_name",
  "belief",
  "documents",
  "affirmed",
  "denied",
  "hedged",
  "questions",
  "retracted",
  "first_year",
  "last_year",
  "key",
];

/**
 * By RFC 4180. A name that a spreadsheet would take for a formula is kept from it by an apostrophe, as OWASP advises.
 */
function cell(value: string | number | null): string {
  if (typeof value !== "string") return value === null ? "" : String(value);
  const text = /^[=+\-@\t\r]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line for each statement. */
export function toCsv(edges: readonly TripleFieldsFragment[]): string {
  const rows = edges.map((edge) => [
    edge.subject.id,
    edge.subject.name,
    edge.predicate,
    edge.object.id,
    edge.object.name,
    edge.belief,
    edge.documents,
    edge.affirmed,
    edge.denied,
    edge.hedged,
    edge.questions,
    edge.retracted,
    edge.firstYear,
    edge.lastYear,
    edge.id,
  ]);
  return [columns, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}
