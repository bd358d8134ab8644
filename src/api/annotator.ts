import type { AnnotatedDocument } from "../domain/annotation.js";
import type { Category, Concept } from "../domain/concept.js";
import type { HeadingSuggestion } from "../domain/heading-suggestion.js";
import type { Link } from "../domain/link.js";
import type { LinkRequest } from "../domain/link-request.js";
import type { NameEmbeddings } from "../domain/name-embeddings.js";
import type { SimilarConcept } from "../domain/similar-concept.js";

export interface AnnotationRequest {
  readonly text: string;
  readonly title?: string;
  /** Also says which words made each mention and relation. */
  readonly explain?: boolean;
}

export interface HeadingRequest {
  readonly text: string;
  readonly title?: string;
  /** How many headings. */
  readonly first: number;
  /** Only headings of these categories. */
  readonly categories?: readonly Category[];
}

/** Reads texts and links names as the pipeline does. The wiring makes one where there are models; serving a graph needs none. */
export interface Annotator {
  annotate(request: AnnotationRequest): Promise<AnnotatedDocument>;
  /** Links names, in the order given, each with at least `topK` candidates where there are as many. */
  links(requests: readonly LinkRequest[], topK: number): Promise<readonly Link[]>;
  /** The concepts nearest to one by their names' vectors; undefined where those of its category have none. */
  similar(
    concept: Concept,
    first: number,
    category?: Category,
  ): Promise<readonly SimilarConcept[] | undefined>;
  embed(names: readonly string[]): Promise<NameEmbeddings>;
  /** The MeSH headings that a text would be indexed by, the likeliest first. */
  suggestHeadings(request: HeadingRequest): Promise<readonly HeadingSuggestion[]>;
}
