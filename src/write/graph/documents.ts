import type { AnnotatedDocument } from "../../domain/annotation.js";
import type { Evidence } from "../../domain/evidence.js";
import type { GraphItem } from "../../domain/graph-store.js";
import type { RelationMention } from "../../domain/relation.js";
import { type AnnotationFormat, annotationLayouts } from "../annotations.js";
import type { GraphFormat, Piece } from "./graph-format.js";

/** Live documents with their mentions, and their evidence as relations, in a format of annotations. */
function documentsIn(
  format: AnnotationFormat,
  file: string,
  says: (evidence: Evidence) => boolean,
): GraphFormat {
  async function* write(items: AsyncIterable<GraphItem>): AsyncGenerator<Piece> {
    const { open, between, close, one } = annotationLayouts[format];
    yield { file, data: open, records: 0 };
    let before = "";
    for await (const item of items) {
      if (item.kind !== "document") continue;
      const { document, mentions } = item.record;
      const relations = item.evidence.filter(says).map(relationOf);
      const annotated: AnnotatedDocument = { document, mentions, relations, concepts: [] };
      yield { file, data: before + one(annotated), records: 1 };
      before = between;
    }
    yield { file, data: close, records: 0 };
  }
  return { files: [file], reads: ["document"], write };
}

/** PubTator has no word for denials and questions: written as relations, they would say what the documents do not. */
export const pubtator = documentsIn(
  "pubtator",
  "documents.pubtator",
  ({ polarity, certainty }) => polarity === "affirmed" && certainty !== "question",
);
export const biocJson = documentsIn("bioc-json", "documents.json", () => true);
export const biocXml = documentsIn("bioc-xml", "documents.xml", () => true);

function relationOf({ triple, key: _, ...evidence }: Evidence): RelationMention {
  const { subject, predicate, object } = triple;
  const { label, score, polarity, certainty, novelty, cues, sentences } = evidence;
  return { subject, predicate, object, label, score, polarity, certainty, novelty, cues, sentences };
}
