import type { AnnotatedDocument } from "../domain/annotation.js";
import { biocCollection, toBiocJson } from "./bioc-json.js";
import { toPubtator } from "./pubtator.js";
import { toReadableText } from "./readable-text.js";

export const annotationFormats = ["pubtator", "bioc-json", "jsonl", "text"] as const;
export type AnnotationFormat = (typeof annotationFormats)[number];

const writeOne = {
  pubtator: toPubtator,
  text: toReadableText,
  jsonl: (document: AnnotatedDocument) => `${JSON.stringify(document)}\n`,
};

/**
 * A file of annotated documents, piece by piece as they come. `jsonl` holds each {@link AnnotatedDocument} whole, with
 * the reasons of its links and UTF-16 spans, and `text` is for people; the other formats count code points.
 */
export async function* writeAnnotations(
  documents: AsyncIterable<AnnotatedDocument>,
  format: AnnotationFormat,
): AsyncGenerator<string> {
  if (format === "bioc-json") {
    let before: string = biocCollection.open;
    for await (const document of documents) {
      yield before + toBiocJson(document);
      before = biocCollection.between;
    }
    yield before === biocCollection.open ? before + biocCollection.close : biocCollection.close;
    return;
  }
  for await (const document of documents) yield writeOne[format](document);
}
