import type { AnnotatedDocument } from "../domain/annotation.js";
import { biocJsonCollection, toBiocJson } from "./bioc-json.js";
import { biocXmlCollection, toBiocXml } from "./bioc-xml.js";
import { toPubtator } from "./pubtator.js";
import { toReadableText } from "./readable-text.js";

export const annotationFormats = ["pubtator", "bioc-json", "bioc-xml", "jsonl", "text"] as const;
export type AnnotationFormat = (typeof annotationFormats)[number];

/** How documents make a file: what is around and between them, and each of them. */
export interface AnnotationLayout {
  readonly open: string;
  readonly between: string;
  readonly close: string;
  readonly one: (document: AnnotatedDocument) => string;
}

const bare = { open: "", between: "", close: "" } as const;

export const annotationLayouts: Readonly<Record<AnnotationFormat, AnnotationLayout>> = {
  pubtator: { ...bare, one: toPubtator },
  "bioc-json": { ...biocJsonCollection, one: toBiocJson },
  "bioc-xml": { ...biocXmlCollection, one: toBiocXml },
  jsonl: { ...bare, one: (document) => `${JSON.stringify(document)}\n` },
  text: { ...bare, one: toReadableText },
};

/**
 * A file of annotated documents, piece by piece as they come. `jsonl` holds each {@link AnnotatedDocument} whole, with
 * the reasons of its links and UTF-16 spans, and `text` is for people; the other formats count code points.
 */
export async function* writeAnnotations(
  documents: AsyncIterable<AnnotatedDocument>,
  format: AnnotationFormat,
): AsyncGenerator<string> {
  const { open, between, close, one } = annotationLayouts[format];
  let before = open;
  for await (const document of documents) {
    yield before + one(document);
    before = between;
  }
  yield before === open ? open + close : close;
}
