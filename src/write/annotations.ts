import type { AnnotatedDocument } from "../domain/annotation.js";
import { biocCollection, toBiocJson } from "./bioc-json.js";
import { toPubtator } from "./pubtator.js";

export const annotationFormats = ["pubtator", "bioc-json", "jsonl"] as const;
export type AnnotationFormat = (typeof annotationFormats)[number];

/**
 * A file of annotated documents, piece by piece as they come. `jsonl` holds each {@link AnnotatedDocument} whole, with
 * the reasons of its links and UTF-16 spans; the other formats count code points.
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
  for await (const document of documents) {
    yield format === "pubtator" ? toPubtator(document) : `${JSON.stringify(document)}\n`;
  }
}
