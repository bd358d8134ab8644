import { type Document, layPassages, type Passage } from "../domain/document.js";
import { sectionRole } from "../domain/section-role.js";
import { RecordError } from "./failure.js";
import { blockPassages } from "./jats-body.js";
import { articleId, notices, publicationDate, publicationTypes, revisionDate } from "./jats-front.js";
import { runningText } from "./jats-text.js";
import { elements, find, wordsOf, type XmlElement } from "./xml-tree.js";

type Part = Omit<Passage, "offset">;

/**
 * An article in JATS (Z39.96), as PubMed Central gives it: title, abstract, the paragraphs, captions and tables of its body.
 * Back matter (references, footnotes, appendices) and sub-articles (reviews, replies, translations) are left out.
 *
 * @throws RecordError when it has neither PMID, PMC id nor DOI, or no text
 */
export function jatsDocument(article: XmlElement): Document {
  const front = find(article, "front");
  const meta = find(front, "article-meta");
  const title = titleOf(find(meta, "title-group"));
  const id = articleId(meta);
  const parts: readonly Part[] = [
    { kind: "title", role: "title", text: title },
    ...elements(meta, "abstract").filter(isAbstract).flatMap(abstractParts),
    ...blockPassages(find(article, "body")),
    ...blockPassages(find(article, "floats-group")),
  ];
  const passages = layPassages(parts.filter(({ text }) => text !== ""));
  if (passages.length === 0) {
    throw new RecordError("the article has neither title nor text", { field: "article-title" });
  }
  const publishedAt = publicationDate(meta);
  const journalMeta = find(front, "journal-meta");
  const journal =
    wordsOf(find(journalMeta, "journal-title-group", "journal-title")) ??
    wordsOf(find(journalMeta, "journal-title"));
  return {
    id,
    version: 1,
    revisedAt: revisionDate(meta),
    title,
    passages,
    ...(publishedAt !== undefined && { publishedAt, year: Number(publishedAt.slice(0, 4)) }),
    ...(journal !== undefined && { journal }),
    publicationTypes: publicationTypes(article),
    meshHeadings: [],
    ...notices(article, meta),
  };
}

/** With the subtitle after a colon, as PubMed prints it. */
function titleOf(group: XmlElement | undefined): string {
  const [title = "", ...subtitles] = [find(group, "article-title"), ...elements(group, "subtitle")]
    .flatMap((element) => (element === undefined ? [] : runningText(element)))
    .filter((text) => text !== "");
  return [title.replace(/\s*:$/, ""), ...subtitles].join(": ");
}

/** Graphical abstracts, teasers, highlights and plain-language summaries repeat what the abstract says. */
function isAbstract({ attributes }: XmlElement): boolean {
  const type = attributes["abstract-type"];
  return type === undefined || /^(?:abstract|summary|structured)$/i.test(type);
}

/** One passage a section; what stands outside of sections is one of its own. */
function abstractParts(abstract: XmlElement): readonly Part[] {
  const outside = elements(abstract).filter(({ name }) => name !== "sec" && name !== "title");
  const text = textOf(outside);
  return [
    ...(text === "" ? [] : [{ kind: "abstract", role: "other", text } as const]),
    ...elements(abstract, "sec").map((section): Part => {
      const title = find(section, "title");
      const label = (title && runningText(title).replace(/[\s:.]+$/, "")) || undefined;
      return {
        kind: "abstract",
        role: sectionRole(undefined, label),
        ...(label !== undefined && { label }),
        text: textOf(elements(section).filter(({ name }) => name !== "title" && name !== "label")),
      };
    }),
  ];
}

function textOf(blocks: readonly XmlElement[]): string {
  return blocks
    .map(runningText)
    .filter((text) => text !== "")
    .join("\n");
}
