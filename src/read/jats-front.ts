import type { Document, DocumentId } from "../domain/document.js";
import { documentIdOf } from "./document-id.js";
import { RecordError } from "./failure.js";
import { dateOfParts, earlier } from "./pubmed-date.js";
import { elements, find, wordsOf, type XmlElement } from "./xml-tree.js";

/** The PMID, else the id in PubMed Central, else the DOI. @throws RecordError when there is none */
export function articleId(meta: XmlElement | undefined): DocumentId {
  const ids = elements(meta, "article-id").map((element) =>
    idOf(element.attributes["pub-id-type"], wordsOf(element)),
  );
  const found = ["PMID:", "PMC:", "doi:"].flatMap(
    (prefix) => ids.find((id) => id?.startsWith(prefix)) ?? [],
  )[0];
  if (found === undefined) {
    throw new RecordError("the article has neither PMID, PMC id nor DOI", { field: "article-id" });
  }
  return found;
}

/** An id by its kind as `pub-id-type` and `ext-link-type` name it. A DOI means the same in capitals and small letters. */
function idOf(kind: string | undefined, words: string | undefined): DocumentId | undefined {
  const text = words?.replace(/^https?:\/\/(?:dx\.)?doi\.org\//i, "");
  if (text === undefined) return undefined;
  if (/^(?:pmid|pubmed)$/.test(kind ?? "")) return /^\d+$/.test(text) ? documentIdOf(text) : undefined;
  if (/^pmc/.test(kind ?? "")) {
    const digits = /^(?:PMC)?(\d+)$/i.exec(text)?.[1];
    return digits === undefined ? undefined : documentIdOf(`PMC${digits}`);
  }
  return kind === "doi" && /^10\.\S+\/\S+$/.test(text) ? `doi:${text.toLowerCase()}` : undefined;
}

/** The first day on which it could be read; when PubMed Central or a repository got it says nothing of that. */
export function publicationDate(meta: XmlElement | undefined): string | undefined {
  return elements(meta, "pub-date")
    .filter(({ attributes }) => {
      const kind = attributes["date-type"] ?? attributes["pub-type"] ?? "pub";
      return /^(?:pub|epub|ppub|epub-ppub|collection|epreprint|pub-?date)$/i.test(kind);
    })
    .map(dateOf)
    .reduce(earlier, undefined);
}

/** The last day of which the article knows, to the day; absent `""`. */
export function revisionDate(meta: XmlElement | undefined): string {
  const dates = [
    ...elements(meta, "pub-date"),
    ...elements(find(meta, "history"), "date"),
    ...elements(find(meta, "pub-history"), "event").flatMap((event) => elements(event, "date")),
  ];
  return (
    dates
      .flatMap((date) => dateOf(date) ?? [])
      .sort()
      .at(-1) ?? ""
  );
}

function dateOf(date: XmlElement): string | undefined {
  const part = (name: string) => wordsOf(find(date, name)) ?? "";
  const [year = "", month = "", day = ""] = (date.attributes["iso-8601-date"] ?? "").split(/[-T]/);
  return dateOfParts(part("year") || year, part("month") || month, part("day") || day);
}

/** What PubMed calls JATS' types of articles; others stand as they are. */
const typeNames: Readonly<Record<string, string>> = {
  "research-article": "Journal Article",
  "review-article": "Review",
  "systematic-review": "Systematic Review",
  "case-report": "Case Reports",
  "clinical-trial": "Clinical Trial",
  correction: "Published Erratum",
  editorial: "Editorial",
  "expression-of-concern": "Expression of Concern",
  letter: "Letter",
  news: "News",
  retraction: "Retraction of Publication",
  "retracted-article": "Retracted Publication",
};

export function publicationTypes(article: XmlElement): readonly string[] {
  const type = article.attributes["article-type"];
  return type === undefined ? [] : [typeNames[type] ?? type];
}

type Notices = Pick<Document, "retracted" | "retracts" | "concern" | "concernsAbout">;

/** What `related-article` says of retractions and concerns, on either side. A partial retraction withdraws nothing as a whole. */
export function notices(article: XmlElement, meta: XmlElement | undefined): Notices {
  const related = [...elements(meta, "related-article"), ...elements(meta, "related-object")];
  const of = (...kinds: readonly string[]) =>
    related.filter(({ attributes }) =>
      kinds.includes(attributes["related-article-type"] ?? attributes["related-object-type"] ?? ""),
    );
  const ids = (list: readonly XmlElement[]) => [...new Set(list.flatMap(relatedIds))];
  const concernsAbout = ids(of("object-of-concern"));
  return {
    retracted:
      article.attributes["article-type"] === "retracted-article" || of("retraction-forward").length > 0,
    retracts: ids(of("retracted-article")),
    ...(of("concern-forward", "expression-of-concern").length > 0 && { concern: true }),
    ...(concernsAbout.length > 0 && { concernsAbout }),
  };
}

function relatedIds({ attributes }: XmlElement): readonly DocumentId[] {
  const id = idOf(attributes["ext-link-type"], attributes["xlink:href"]);
  return id === undefined ? [] : [id];
}
