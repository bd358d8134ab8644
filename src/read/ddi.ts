import { documentText } from "../domain/document.js";
import type { GoldDocument, GoldMention, GoldRelation } from "../domain/gold.js";
import { bareDocument } from "./bare-document.js";
import { documentIdOf } from "./document-id.js";
import { RecordError } from "./failure.js";
import { elements, parseXml, type XmlElement, XmlError } from "./xml-tree.js";

/**
 * One document of DDI-2013 (Herrero-Zazo et al. 2013): sentences with drugs and all pairs of them.
 *
 *     <document id="D1"><sentence id="D1.s0" text="…">
 *       <entity id="D1.s0.e0" charOffset="0-6;20-25" type="drug" text="…"/>
 *       <pair id="D1.s0.p0" e1="D1.s0.e0" e2="D1.s0.e1" ddi="true" type="effect"/>
 *
 * Offsets count in the sentence, and a span's end is its last character. A drug in several pieces is taken as the whole
 * range. Each sentence is a passage; ids lose the document's (`s0.e1`). A pair that interacts in no named way, of
 * which the published training part has one, is left out.
 *
 * @throws RecordError when it is no such document, or an entity or pair has another shape
 */
export function parseDdi(xml: string): GoldDocument {
  const root = rootOf(xml);
  const id = root.attributes.id ?? "";
  const own = (name: string) => (name.startsWith(`${id}.`) ? name.slice(id.length + 1) : name);
  const sentences = elements(root, "sentence");
  const document = bareDocument(
    documentIdOf(id),
    "",
    sentences.map(({ attributes }) => ({
      kind: "abstract",
      role: "other",
      text: (attributes.text ?? "").replaceAll("\n", " "),
    })),
  );
  const text = documentText(document);
  const mentions: GoldMention[] = [];
  const relations: GoldRelation[] = [];
  for (const [index, sentence] of sentences.entries()) {
    const { offset, text: line } = document.passages[index]!;
    for (const { attributes } of elements(sentence, "entity")) {
      const [start, end] = rangeOf(attributes, line.length);
      mentions.push({
        start: offset + start,
        end: offset + end,
        type: attributes.type ?? "",
        text: text.slice(offset + start, offset + end),
        ids: [own(attributes.id ?? "")],
      });
    }
    const known = new Set(elements(sentence, "entity").map(({ attributes }) => attributes.id));
    for (const { attributes } of elements(sentence, "pair")) {
      const { e1 = "", e2 = "", ddi, type } = attributes;
      for (const end of [e1, e2]) {
        if (!known.has(end))
          throw new RecordError(`pair ${attributes.id} names ${end}, which its sentence has not`);
      }
      if (ddi === "true" && type) relations.push({ type, subject: own(e1), object: own(e2) });
    }
  }
  return {
    document,
    mentions,
    relations,
    mentionLevel: {
      sentences: document.passages.map(({ offset, text: line }) => ({
        start: offset,
        end: offset + line.length,
      })),
    },
  };
}

function rootOf(xml: string): XmlElement {
  try {
    const root = parseXml(xml);
    if (root.name === "document") return root;
    throw new RecordError(`the outermost element is ${root.name}; document was wanted`);
  } catch (error) {
    throw error instanceof XmlError ? new RecordError(`it is not well-formed: ${error.message}`) : error;
  }
}

/** Half-open range of an entity in its sentence, in UTF-16 units. */
function rangeOf(
  { id, charOffset = "" }: Readonly<Record<string, string>>,
  length: number,
): readonly [number, number] {
  const pieces = charOffset.split(";").map((piece) => /^(\d+)-(\d+)$/u.exec(piece.trim()));
  const starts = pieces.map((piece) => Number(piece?.[1]));
  const ends = pieces.map((piece) => Number(piece?.[2]) + 1);
  const [start, end] = [Math.min(...starts), Math.max(...ends)];
  if (start < end && end <= length) return [start, end];
  throw new RecordError(`entity ${id} is at “${charOffset}”, which is no place in its sentence`, {
    field: "charOffset",
  });
}
