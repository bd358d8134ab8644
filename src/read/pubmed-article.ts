import {
  type Document,
  type DocumentId,
  layPassages,
  type MeshHeading,
  type Passage,
} from "../domain/document.js";
import { sectionRole } from "../domain/section-role.js";
import { versionOf } from "./document-version.js";
import { RecordError } from "./failure.js";
import { inlineText } from "./inline-text.js";
import { dateOf, earlier } from "./pubmed-date.js";
import { elements, find, wordsOf, type XmlElement } from "./xml-tree.js";

/**
 * Elements: https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html.
 * `OtherAbstract` (other languages, plain-language summaries) is left out: it repeats what the abstract says.
 */

/** @throws RecordError when `PubmedArticle` has no PMID, or neither title nor abstract */
export function articleOf(record: XmlElement): Document {
  const citation = find(record, "MedlineCitation");
  const article = find(citation, "Article");
  const issueDate = dateOf(find(article, "Journal", "JournalIssue", "PubDate"));
  const electronicDate = dateOf(find(article, "ArticleDate"));
  return documentOf({
    citation,
    title: titleOf(find(article, "ArticleTitle"), find(article, "VernacularTitle")),
    abstract: find(article, "Abstract"),
    // The day on which it could first be read; old volumes got electronic dates decades later.
    publishedAt: earlier(issueDate, electronicDate),
    journal:
      wordsOf(find(article, "Journal", "Title")) ??
      wordsOf(find(citation, "MedlineJournalInfo", "MedlineTA")),
    publicationTypes: elements(find(article, "PublicationTypeList"), "PublicationType"),
    history: find(record, "PubmedData", "History"),
  });
}

/** @throws RecordError when `PubmedBookArticle` has no PMID, or neither title nor abstract */
export function bookArticleOf(record: XmlElement): Document {
  const book = find(record, "BookDocument");
  return documentOf({
    citation: book,
    title: titleOf(
      find(book, "ArticleTitle"),
      find(book, "VernacularTitle"),
      find(book, "Book", "BookTitle"),
    ),
    abstract: find(book, "Abstract"),
    // A chapter is younger than the book that it joins.
    publishedAt: dateOf(find(book, "ContributionDate")) ?? dateOf(find(book, "Book", "PubDate")),
    journal: wordsOf(find(book, "Book", "BookTitle")),
    publicationTypes: elements(book, "PublicationType"),
    history: find(record, "PubmedBookData", "History"),
  });
}

interface Parts {
  /** MedlineCitation or BookDocument: what holds PMID, DateRevised and the like. */
  readonly citation: XmlElement | undefined;
  readonly title: string;
  readonly abstract: XmlElement | undefined;
  readonly publishedAt: string | undefined;
  readonly journal: string | undefined;
  readonly publicationTypes: readonly XmlElement[];
  readonly history: XmlElement | undefined;
}

function documentOf(parts: Parts): Document {
  const { citation, title, publishedAt, journal } = parts;
  const id = pmidOf(find(citation, "PMID"));
  if (id === undefined) throw new RecordError("the record has no PMID", { field: "PMID" });
  const passages = passagesOf(title, parts.abstract);
  if (passages.length === 0) {
    throw new RecordError("the record has neither title nor abstract", { field: "ArticleTitle" });
  }
  const corrections = elements(find(citation, "CommentsCorrectionsList"), "CommentsCorrections");
  const types = parts.publicationTypes;
  return {
    id,
    version: versionOf(find(citation, "PMID")?.attributes.Version) ?? 1,
    revisedAt: revisionOf(citation, parts.history),
    title,
    passages,
    ...(publishedAt !== undefined && { publishedAt, year: Number(publishedAt.slice(0, 4)) }),
    ...(journal !== undefined && { journal }),
    publicationTypes: types.flatMap((type) => wordsOf(type) ?? []),
    meshHeadings: elements(find(citation, "MeshHeadingList"), "MeshHeading").flatMap(meshHeadingOf),
    retracted:
      types.some(isRetractedPublication) ||
      referred(corrections, ["RetractionIn", "RetractedandRepublishedIn"]).length > 0,
    retracts: idsOf(referred(corrections, ["RetractionOf", "RetractedandRepublishedFrom"])),
    ...(referred(corrections, ["ExpressionOfConcernIn"]).length > 0 && { concern: true }),
    ...present("concernsAbout", idsOf(referred(corrections, ["ExpressionOfConcernFor"]))),
    ...present("republishedAs", idsOf(referred(corrections, republications))),
  };
}

export function pmidOf(element: XmlElement | undefined): DocumentId | undefined {
  const digits = wordsOf(element);
  return digits !== undefined && /^\d+$/.test(digits) ? `PMID:${digits}` : undefined;
}

/** The first that says something; "[Not Available]." stands where only a vernacular title is known. */
function titleOf(...candidates: readonly (XmlElement | undefined)[]): string {
  const texts = candidates.flatMap((candidate) => (candidate === undefined ? [] : inlineText(candidate)));
  const present = texts.filter((text) => text.trim() !== "");
  return present.find((text) => !/^\[?Not Available\]?\.?$/i.test(text.trim())) ?? present[0] ?? "";
}

function passagesOf(title: string, abstract: XmlElement | undefined): readonly Passage[] {
  const sections = elements(abstract, "AbstractText").map((section): Omit<Passage, "offset"> => {
    const label = section.attributes.Label?.trim();
    const printed = label && label !== "UNLABELLED" ? label : undefined;
    return {
      kind: "abstract",
      role: sectionRole(section.attributes.NlmCategory, printed),
      ...(printed !== undefined && { label: printed }),
      text: inlineText(section),
    };
  });
  const parts: readonly Omit<Passage, "offset">[] = [
    { kind: "title", role: "title", text: title },
    ...sections,
  ];
  return layPassages(parts.filter((part) => part.text.trim() !== ""));
}

/** DateRevised, else the last day of which the record knows. */
function revisionOf(citation: XmlElement | undefined, history: XmlElement | undefined): string {
  const others = [find(citation, "DateCompleted"), find(citation, "DateCreated"), ...elements(history)];
  return (
    dateOf(find(citation, "DateRevised")) ??
    others
      .flatMap((date) => dateOf(date) ?? [])
      .sort()
      .at(-1) ??
    ""
  );
}

function meshHeadingOf(heading: XmlElement): readonly MeshHeading[] {
  const descriptor = find(heading, "DescriptorName");
  const id = descriptor?.attributes.UI;
  const name = wordsOf(descriptor);
  if (id === undefined || name === undefined) return [];
  return [{ id, name, majorTopic: elements(heading).some((part) => part.attributes.MajorTopicYN === "Y") }];
}

function isRetractedPublication(type: XmlElement): boolean {
  return type.attributes.UI === "D016441" || wordsOf(type) === "Retracted Publication";
}

/** Both records of such a pair name the other. An update (`UpdateOf`) is new work, and so is what replaces a retracted paper. */
const republications = [
  "RepublishedFrom",
  "RepublishedIn",
  "CorrectedandRepublishedFrom",
  "CorrectedandRepublishedIn",
];

function idsOf(corrections: readonly XmlElement[]): readonly DocumentId[] {
  return [...new Set(corrections.flatMap((correction) => pmidOf(find(correction, "PMID")) ?? []))];
}

/** A field that is absent where there is nothing to say, so that the hashes of other records stay as they are. */
function present<K extends string>(
  field: K,
  ids: readonly DocumentId[],
): { readonly [F in K]?: readonly DocumentId[] } {
  return ids.length > 0 ? ({ [field]: ids } as { readonly [F in K]?: readonly DocumentId[] }) : {};
}

function referred(corrections: readonly XmlElement[], kinds: readonly string[]): readonly XmlElement[] {
  return corrections.filter((correction) => kinds.includes(correction.attributes.RefType ?? ""));
}
