import type { AnnotatedDocument } from "../domain/annotation.js";
import type { Category } from "../domain/concept.js";
import type { Link } from "../domain/link.js";

export interface AnnotationRequest {
  readonly text: string;
  readonly title?: string;
  /** Also says which words made each mention and relation. */
  readonly explain?: boolean;
}

/** Reads a text as the pipeline reads a paper. The wiring makes one where there are models; serving a graph needs none. */
export interface Annotator {
  annotate(request: AnnotationRequest): Promise<AnnotatedDocument>;
  /** Links one name; every category is tried when none is given. */
  link(mention: string, category?: Category): Promise<Link>;
}
