import type { AnnotatedDocument } from "../domain/annotation.js";
import { biocDocument } from "./bioc-document.js";

/** What comes before the first document of a collection, between two and after the last. */
export const biocJsonCollection = {
  open: '{"source":"litweave","date":"","key":"litweave.key","infons":{},"documents":[\n',
  between: ",\n",
  close: "\n]}\n",
} as const;

/** One document of a BioC JSON collection; see {@link biocDocument}. */
export function toBiocJson(annotated: AnnotatedDocument): string {
  return JSON.stringify(biocDocument(annotated));
}
