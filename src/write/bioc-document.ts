import type { AnnotatedDocument } from "../domain/annotation.js";
import { offsetMap } from "../domain/code-points.js";
import { type Document, documentText, type Passage, passageAt } from "../domain/document.js";
import type { LinkedMention } from "../domain/link.js";
import { bareConceptId, bareDocumentId, identifierOf, relationType } from "./file-terms.js";

interface Numbered {
  readonly id: string;
  readonly mention: LinkedMention;
}

/** One document of a BioC collection, in the words of its DTD. */
export type BiocDocument = ReturnType<typeof biocDocument>;

/**
 * What BioC says of a document, as JSON or XML. Offsets and lengths are code points of the whole document; infons are those of
 * BioRED (`type`, `identifier`, `entity1`, `entity2`, `novel`), with our scores, polarity and certainty besides.
 */
export function biocDocument(annotated: AnnotatedDocument) {
  const { document, relations } = annotated;
  const offsets = offsetMap(documentText(document));
  const mentions = annotated.mentions.map((mention, at): Numbered => ({ id: String(at), mention }));
  const passages = document.passages.map((passage, at) => ({
    offset: offsets.toCodePoints(passage.offset),
    infons: passageInfons(document, passage, at),
    text: passage.text,
    sentences: [],
    annotations: mentions
      .filter(({ mention }) => holderOf(document, mention) === passage)
      .map(({ id, mention }) => {
        const offset = offsets.toCodePoints(mention.start);
        return {
          id,
          infons: { type: mention.type, identifier: identifierOf(mention), score: mention.score.toFixed(4) },
          text: mention.text,
          locations: [{ offset, length: offsets.toCodePoints(mention.end) - offset }],
        };
      }),
    relations: [],
  }));
  const nodeOf = (concept: string, role: string) =>
    mentions
      .filter(({ mention }) => mention.link.ids.some((id) => id === concept))
      .slice(0, 1)
      .map(({ id: refid }) => ({ refid, role }));
  return {
    id: bareDocumentId(document.id),
    infons: {},
    passages,
    annotations: [],
    relations: relations.map((relation, at) => ({
      id: `R${at}`,
      infons: {
        type: relationType(relation),
        entity1: bareConceptId(relation.subject),
        entity2: bareConceptId(relation.object),
        novel: relation.novelty >= 0.5 ? "Novel" : "No",
        predicate: relation.predicate,
        polarity: relation.polarity,
        certainty: relation.certainty,
        score: relation.score.toFixed(4),
      },
      nodes: [...nodeOf(relation.subject, "entity1"), ...nodeOf(relation.object, "entity2")],
    })),
  };
}

/** The passage that holds a mention; one that crosses passages stands with that in which it begins. */
function holderOf(document: Document, mention: LinkedMention): Passage | undefined {
  return passageAt(document, { start: mention.start, end: mention.start });
}

/** As in PubTator, the first passage also tells of the document. */
function passageInfons(document: Document, passage: Passage, at: number): Readonly<Record<string, string>> {
  return {
    type: passage.kind,
    ...(passage.kind !== "title" && { role: passage.role }),
    ...(passage.label !== undefined && { label: passage.label }),
    ...(at === 0 && document.publishedAt !== undefined && { year: document.publishedAt.slice(0, 4) }),
    ...(at === 0 && document.journal !== undefined && { journal: document.journal }),
  };
}
