import type { DocumentId, Origin } from "../domain/document.js";
import {
  type BiocAnnotation,
  type BiocDocument,
  type BiocPassage,
  biocSource,
  type Infons,
} from "./bioc-document.js";
import { peek } from "./byte-source.js";
import type { Choose } from "./choice.js";
import { type FailedRecord, failed, RecordError, sourceOf } from "./failure.js";
import type { GoldSource } from "./gold-source.js";
import { isObject, type JsonObject, plainNumber, plainText } from "./json-document.js";
import { jsonRecords } from "./json-records.js";
import { headBytes } from "./source-format.js";
import { readXml } from "./xml-records.js";
import { elements, find, textOf, wordsOf, type XmlElement } from "./xml-tree.js";

/** Documents of a BioC file, XML or JSON by its first character. */
export async function* readBioc(
  chunks: AsyncIterable<Buffer>,
  file: string,
  choose?: Choose,
): AsyncGenerator<GoldSource | FailedRecord> {
  const [head, whole] = await peek(chunks, headBytes);
  yield* head.toString("latin1", 0, headBytes).trimStart().startsWith("<")
    ? readBiocXml(whole, file, choose)
    : readBiocJson(whole, file, choose);
}

function readBiocXml(
  chunks: AsyncIterable<Buffer>,
  file: string,
  choose?: Choose,
): AsyncGenerator<GoldSource | FailedRecord> {
  return readXml<GoldSource>(chunks, file, {
    format: "bioc",
    names: ["document"],
    roots: ["collection"],
    read: (record, origin) => [biocSource(ofXml(record), origin)],
    idIn: (text): DocumentId | undefined => {
      const digits = /<id>\s*(\d+)\s*</.exec(text)?.[1];
      return digits === undefined ? undefined : `PMID:${digits}`;
    },
    choose,
  });
}

async function* readBiocJson(
  chunks: AsyncIterable<Buffer>,
  file: string,
  choose?: Choose,
): AsyncGenerator<GoldSource | FailedRecord> {
  for await (const { number, bytes, value, problem } of jsonRecords(chunks, choose)) {
    const origin: Origin = { file, record: number };
    const source = sourceOf("bioc", bytes);
    try {
      yield value === undefined
        ? failed({ origin, reason: problem ?? "", source })
        : biocSource(ofJson(value), origin);
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      yield failed({ origin, reason: error.message, field: error.field, source });
    }
  }
}

function ofXml(record: XmlElement): BiocDocument {
  return {
    id: wordsOf(find(record, "id")) ?? "",
    passages: elements(record, "passage").map((passage) => {
      const sentences = elements(passage, "sentence");
      return withSentences(textPartOfXml(passage), sentences.map(textPartOfXml));
    }),
    relations: elements(record, "relation").map((relation) => ({ infons: infonsOfXml(relation) })),
  };
}

function textPartOfXml(part: XmlElement): BiocPassage {
  return {
    offset: Number(wordsOf(find(part, "offset")) ?? 0),
    infons: infonsOfXml(part),
    text: textOf(find(part, "text")),
    annotations: elements(part, "annotation").map((annotation) => ({
      infons: infonsOfXml(annotation),
      text: textOf(find(annotation, "text")),
      locations: elements(annotation, "location").map(({ attributes }) => ({
        offset: Number(attributes.offset),
        length: Number(attributes.length),
      })),
    })),
  };
}

function infonsOfXml(part: XmlElement): Infons {
  return Object.fromEntries(
    elements(part, "infon").map((infon) => [infon.attributes.key ?? "", textOf(infon)]),
  );
}

function ofJson(value: JsonObject): BiocDocument {
  return {
    id: plainText(value.id),
    passages: objectsAt(value, "passages").map((passage) =>
      withSentences(textPartOfJson(passage), objectsAt(passage, "sentences").map(textPartOfJson)),
    ),
    relations: objectsAt(value, "relations").map((relation) => ({ infons: infonsOfJson(relation) })),
  };
}

function textPartOfJson(part: JsonObject): BiocPassage {
  return {
    offset: plainNumber(part.offset ?? 0),
    infons: infonsOfJson(part),
    text: typeof part.text === "string" ? part.text : "",
    annotations: objectsAt(part, "annotations").map(
      (annotation): BiocAnnotation => ({
        infons: infonsOfJson(annotation),
        text: plainText(annotation.text),
        locations: objectsAt(annotation, "locations").map((location) => ({
          offset: plainNumber(location.offset),
          length: plainNumber(location.length),
        })),
      }),
    ),
  };
}

function infonsOfJson(part: JsonObject): Infons {
  const infons = isObject(part.infons) ? part.infons : {};
  return Object.fromEntries(
    Object.entries(infons)
      .filter(([, value]) => typeof value === "string" || typeof value === "number")
      .map(([key, value]) => [key, String(value)]),
  );
}

function objectsAt(value: JsonObject, field: string): readonly JsonObject[] {
  const list = value[field] ?? [];
  if (!Array.isArray(list)) throw new RecordError(`“${field}” is not a list`, { field });
  return list.filter(isObject);
}

/** Between two sentences there may stand a few spaces. An offset is any number that a file claims, and a gigabyte of spaces no text. */
const widestGap = 10_000;

/**
 * A passage that gives its text by sentences, as one text with spaces where the sentences leave gaps.
 *
 * @throws RecordError when a sentence lies nowhere near the one before
 */
function withSentences(passage: BiocPassage, sentences: readonly BiocPassage[]): BiocPassage {
  if (passage.text !== "" || sentences.length === 0) return passage;
  let text = "";
  let length = 0;
  for (const sentence of sentences) {
    const gap = Math.max(0, sentence.offset - passage.offset - length);
    if (!(gap <= widestGap)) {
      throw new RecordError(`a sentence lies at offset ${sentence.offset}, far from the one before`, {
        field: "sentence",
      });
    }
    text += " ".repeat(gap) + sentence.text;
    length += gap + [...sentence.text].length;
  }
  return {
    ...passage,
    text,
    annotations: [...passage.annotations, ...sentences.flatMap((part) => part.annotations)],
  };
}
