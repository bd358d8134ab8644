import type { AnnotatedDocument } from "../domain/annotation.js";
import type { Category } from "../domain/concept.js";
import { type Document, layPassages } from "../domain/document.js";
import { LitweaveError } from "../domain/errors.js";
import type { Link } from "../domain/link.js";
import { annotate } from "../pipeline.js";
import { type OpenStagesOptions, openStages } from "./open-stages.js";

/** Text that one request may bring, in UTF-16 code units: a long full text, not a book. */
const mostCharacters = 200_000;

/** Text that is explained at most: four abstracts. Its sentences are read once for each of their words. */
const mostExplained = 10_000;

interface AnnotationRequest {
  readonly text: string;
  readonly title?: string;
  /** Also says which words made each mention and relation. */
  readonly explain?: boolean;
}

export interface Annotator {
  /** @throws LitweaveError `BAD_INPUT` when there is no text or too much */
  annotate(request: AnnotationRequest): Promise<AnnotatedDocument>;
  link(mention: string, category?: Category): Promise<Link>;
  close(): Promise<void>;
}

/** Opens the models at the first request, so that serving a graph needs none. */
export function lazyAnnotator(options: OpenStagesOptions): Annotator {
  let opening: ReturnType<typeof openStages> | undefined;
  const stages = () => {
    opening ??= openStages(options).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  return {
    async annotate({ explain = false, ...input }) {
      const document = documentOf(input, explain);
      const [annotated] = await annotate([document], await stages(), { explain });
      if (!annotated) throw new LitweaveError("BAD_INPUT", "the text could not be annotated");
      return annotated;
    },
    async link(mention, category) {
      return (await stages()).linkName(mention, category);
    },
    async close() {
      if (opening) await (await opening).close();
    },
  };
}

function documentOf({ text, title = "" }: AnnotationRequest, explain: boolean): Document {
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
