import {
  type Document,
  type DocumentId,
  layPassages,
  type MeshHeading,
  type Passage,
} from "../domain/document.js";
import { beginning, RecordError } from "./failure.js";
import { dateOfParts, earlier, printedDate } from "./pubmed-date.js";

type Fields = ReadonlyMap<string, readonly string[]>;

/**
 * One record in MEDLINE format: https://www.nlm.nih.gov/bsd/mms/medlineelements.html. A tag of up to four capitals, `- `,
 * and the field; lines that begin with six spaces go on with it. Where a line was broken stood one space.
 *
 * It says what PubMed's XML says, with two differences: the sections of an abstract stand in one text, each after its label, and
 * MeSH headings are names without numbers.
 *
 * @throws RecordError when a line is neither tag nor continuation, or there is no PMID, or neither title nor abstract
 */
export function medlineDocument(text: string): Document {
  const fields = fieldsOf(text);
  const first = (...tags: readonly string[]) => tags.flatMap((tag) => fields.get(tag) ?? [])[0];
  const all = (...tags: readonly string[]) => tags.flatMap((tag) => fields.get(tag) ?? []);
  const pmid = first("PMID");
  if (pmid === undefined || !/^\d+$/.test(pmid)) {
    throw new RecordError(pmid === undefined ? "the record has no PMID" : `“${pmid}” is no PMID`, {
      field: "PMID",
    });
  }
  const title = titleOf(first("TI"), first("TT"), first("BTI"));
  const passages = passagesOf(title, all("AB").join("\n"));
  if (passages.length === 0) {
    throw new RecordError("the record has neither title nor abstract", { field: "TI" });
  }
  const publishedAt = earlier(printedDate(first("DP") ?? ""), compactDate(first("DEP")));
  const journal = first("JT", "TA", "BTI");
  const publicationTypes = all("PT");
  const concernsAbout = pmidsIn(all("ECF"));
  const republishedAs = pmidsIn(all("RPF", "RPI", "CRF", "CRI"));
  return {
    id: `PMID:${pmid}`,
    version: 1,
    revisedAt: revisionOf(fields),
    title,
    passages,
    ...(publishedAt !== undefined && { publishedAt, year: Number(publishedAt.slice(0, 4)) }),
    ...(journal !== undefined && { journal }),
    publicationTypes,
    meshHeadings: all("MH").map(meshHeading),
    retracted: publicationTypes.includes("Retracted Publication") || all("RIN", "RRI").length > 0,
    retracts: pmidsIn(all("ROF", "RRF")),
    ...(all("ECI").length > 0 && { concern: true }),
    ...(concernsAbout.length > 0 && { concernsAbout }),
    ...(republishedAs.length > 0 && { republishedAs }),
  };
}

function fieldsOf(text: string): Fields {
  const fields = new Map<string, string[]>();
  let values: string[] | undefined;
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    const [, tag, value = ""] = /^(?=....- |....-$)([A-Z][A-Z0-9]*) *- ?(.*)$/.exec(line) ?? [];
    if (tag !== undefined) {
      values = fields.get(tag) ?? [];
      fields.set(tag, values);
      values.push(value.trim());
    } else if (line.startsWith("      ") && values !== undefined) {
      values.push(`${values.pop()} ${line.trim()}`.trim());
    } else {
      throw new RecordError(`a line is neither a field nor goes on with one: “${beginning(line, 60)}”`, {
        field: [...fields.keys()].at(-1) ?? beginning(line, 4).trim(),
        hint: "tags fill four places before “- ”, lines that go on begin with six spaces",
      });
    }
  }
  return fields;
}

/** The first that says something; "[Not Available]." stands where only a transliterated title is known. */
function titleOf(...titles: readonly (string | undefined)[]): string {
  const present = titles.filter((title) => title !== undefined && title !== "");
  return present.find((title) => !/^\[?Not Available\]?\.?$/i.test(title ?? "")) ?? present[0] ?? "";
}

function passagesOf(title: string, abstract: string): readonly Passage[] {
  const parts: readonly Omit<Passage, "offset">[] = [
    { kind: "title", role: "title", text: title },
    { kind: "abstract", role: "other", text: abstract },
  ];
  return layPassages(parts.filter(({ text }) => text !== ""));
}

/** `Diabetes Mellitus, Type 2/*drug therapy`: a star before heading or qualifier makes it a major topic. */
function meshHeading(field: string): MeshHeading {
  const [heading = ""] = field.split("/");
  return { name: heading.replace(/^\*/, ""), majorTopic: field.includes("*") };
}

/** `Lancet. 2010 Feb 6;375(9713):445. doi: …. PMID: 20137807`. */
function pmidsIn(fields: readonly string[]): readonly DocumentId[] {
  const found = fields.flatMap((field) => /\bPMID: *(\d+)/.exec(field)?.[1] ?? []);
  return [...new Set(found)].map((digits): DocumentId => `PMID:${digits}`);
}

/** The date of the last revision, else the last day of which the record knows. */
function revisionOf(fields: Fields): string {
  const dates = ["DCOM", "DA", "EDAT", "MHDA", "CRDT", "PHST"].flatMap((tag) => fields.get(tag) ?? []);
  return (
    compactDate(fields.get("LR")?.[0]) ??
    dates
      .flatMap((date) => compactDate(date) ?? [])
      .sort()
      .at(-1) ??
    ""
  );
}

/** `20190307`, `2019/03/07 06:00`. */
function compactDate(text: string | undefined): string | undefined {
  const [, year = "", month = "", day = ""] = /^(\d{4})\/?(\d\d)\/?(\d\d)/.exec(text ?? "") ?? [];
  return year === "" ? undefined : dateOfParts(year, month, day);
}
