import { type Document, documentText, passageKinds } from "../../src/domain/document.js";
import { hold } from "./target.js";

const isoDate = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/u;

/** What holds of every document, whatever it was read from. */
export function checkDocument(document: Document): void {
  const { id, version, revisedAt, publishedAt, year, passages } = document;
  hold(/^[^:\s]+:\S+$/u.test(id), "a document's id is PREFIX:local", () => id);
  hold(
    Number.isInteger(version) && version >= 0 && version < 1e8,
    "a version is a whole number",
    () => `${id}: ${version}`,
  );
  hold(
    revisedAt === "" || isDate(revisedAt.replace(/T[\d:.]+(?:Z|[+-]\d\d:\d\d)?$/u, "")),
    "the date of a revision is a date, or none",
    () => revisedAt,
  );
  hold(publishedAt === undefined || isDate(publishedAt), "the date of publication is a date", () =>
    String(publishedAt),
  );
  hold(
    year === (publishedAt === undefined ? undefined : Number(publishedAt.slice(0, 4))),
    "the year is that of the date of publication",
    () => `${year}, ${publishedAt}`,
  );
  hold(passages.length > 0, "a document has a passage", () => id);
  const text = documentText(document);
  let offset = 0;
  for (const passage of passages) {
    hold(
      passage.offset === offset,
      "passages lie one after the other",
      () => `${id}: ${passage.offset}, ${offset}`,
    );
    hold(
      text.slice(offset, offset + passage.text.length) === passage.text,
      "a passage's text stands at its offset",
      () => id,
    );
    hold(passageKinds.includes(passage.kind), "a passage is of a known kind", () => passage.kind);
    offset += passage.text.length + 1;
  }
  for (const related of [
    ...document.retracts,
    ...(document.concernsAbout ?? []),
    ...(document.republishedAs ?? []),
  ])
    hold(/^[^:\s]+:\S+$/u.test(related), "a related document's id is PREFIX:local", () => related);
  checkValue(document, id);
}

function isDate(text: string): boolean {
  if (!isoDate.test(text)) return false;
  return text.length < 10 || new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
}

/** JSON gives back what is written, and no text holds half a character: stores and exports write UTF-8. */
export function checkValue(value: unknown, name: string): void {
  const written = JSON.stringify(value);
  hold(
    JSON.stringify(JSON.parse(written)) === written,
    "a value is the same after it was written",
    () => name,
  );
  visit(value, (text) =>
    hold(!/\p{Surrogate}/u.test(text), "no text holds half a character", () => JSON.stringify(text)),
  );
}

function visit(value: unknown, see: (text: string) => void): void {
  if (typeof value === "string") see(value);
  else if (typeof value === "number") hold(Number.isFinite(value), "a number is finite");
  else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      see(key);
      visit(inner, see);
    }
  }
}
