import type { AnnotatedDocument } from "../domain/annotation.js";
import type { Category, Concept } from "../domain/concept.js";
import { type Document, layPassages } from "../domain/document.js";
import { LitweaveError } from "../domain/errors.js";
import type { HeadingSuggestion } from "../domain/heading-suggestion.js";
import type { Link } from "../domain/link.js";
import type { LinkRequest } from "../domain/link-request.js";
import type { NameEmbeddings } from "../domain/name-embeddings.js";
import type { SimilarConcept } from "../domain/similar-concept.js";
import { annotate } from "../pipeline.js";
import { type LazyStages, lazyStages } from "./lazy-stages.js";
import { linkInContext } from "./link-in-context.js";
import { nameEmbeddings } from "./name-embeddings.js";
import type { OpenStagesOptions } from "./open-stages.js";
import { similarConcepts } from "./similar-concepts.js";
import { suggestHeadings } from "./suggest-headings.js";

/** Text that one request may bring, in UTF-16 code units: a long full text, not a book. */
const mostCharacters = 200_000;

/** Text that is explained at most: four abstracts. Its sentences are read once for each of their words. */
const mostExplained = 10_000;

interface TextRequest {
  readonly text: string;
  readonly title?: string;
}

interface AnnotationRequest extends TextRequest {
  /** Also says which words made each mention and relation. */
  readonly explain?: boolean;
}

interface HeadingRequest extends TextRequest {
  readonly first: number;
  readonly categories?: readonly Category[];
}

/** Reads texts and links names with models that are opened when they are first needed. */
export interface Annotator {
  /** @throws LitweaveError `BAD_INPUT` when there is no text or too much */
  annotate(request: AnnotationRequest): Promise<AnnotatedDocument>;
  /** See {@link linkInContext}. */
  links(requests: readonly LinkRequest[], topK?: number): Promise<readonly Link[]>;
  /** See {@link similarConcepts}. */
  similar(
    concept: Concept,
    first: number,
    category?: Category,
  ): Promise<readonly SimilarConcept[] | undefined>;
  /** See {@link nameEmbeddings}. */
  embed(names: readonly string[]): Promise<NameEmbeddings>;
  /**
   * The MeSH headings that a text may be indexed by, the likeliest first.
   *
   * @throws LitweaveError `BAD_INPUT` when there is no text or too much
   */
  suggestHeadings(request: HeadingRequest): Promise<readonly HeadingSuggestion[]>;
  close(): Promise<void>;
}

/**
 * Opens the models at the first request that needs them, so that serving a graph needs none: linking, likeness and
 * embeddings open the terminology and the name encoder, reading a text the extractor as well.
 */
export function lazyAnnotator(options: OpenStagesOptions): Annotator {
  return annotatorOver(lazyStages(options));
}

/** The same over models that others use as well; closing it closes them. */
export function annotatorOver(models: LazyStages): Annotator {
  async function read(document: Document, explain = false): Promise<AnnotatedDocument> {
    const [annotated] = await annotate([document], await models.stages(), { explain });
    if (!annotated) throw new LitweaveError("BAD_INPUT", "the text could not be annotated");
    return annotated;
  }

  return {
    annotate: ({ explain = false, ...input }) => read(documentOf(input, explain), explain),
    links: async (requests, topK) => linkInContext(await models.linking(), requests, topK),
    similar: async (concept, first, category) =>
      similarConcepts(await models.linking(), concept, first, category),
    embed: async (names) => nameEmbeddings(await models.linking(), names),
    async suggestHeadings({ first, categories, ...input }) {
      const document = documentOf(input, false);
      const annotated = await read(document);
      return suggestHeadings(await models.linking(), annotated, { first, ...(categories && { categories }) });
    },
    close: models.close,
  };
}

function documentOf({ text, title = "" }: TextRequest, explain: boolean): Document {
  const length = text.length + title.length;
  if (text.trim() === "" && title.trim() === "") {
    throw new LitweaveError("BAD_INPUT", "there is no text to annotate", {
      hint: "give at least one sentence",
    });
  }
  if (length > mostCharacters) {
    throw new LitweaveError(
      "BAD_INPUT",
      `the text has ${length} characters, at most ${mostCharacters} are taken`,
      {
        hint: "split it, or use `litweave annotate` with a file",
      },
    );
  }
  if (explain && length > mostExplained) {
    throw new LitweaveError(
      "BAD_INPUT",
      `the text has ${length} characters, at most ${mostExplained} are explained`,
      { hint: "ask for a part of it, without explain, or use `litweave annotate --explain` with a file" },
    );
  }
  return {
    id: "text:request",
    version: 1,
    revisedAt: "",
    title,
    passages: layPassages([
      ...(title === "" ? [] : [{ kind: "title" as const, role: "title" as const, text: title }]),
      { kind: "abstract" as const, role: "other" as const, text },
    ]),
    publicationTypes: [],
    meshHeadings: [],
    retracted: false,
    retracts: [],
  };
}
