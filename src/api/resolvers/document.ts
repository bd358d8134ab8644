import { type DocumentId, documentText } from "../../domain/document.js";
import { LitweaveError } from "../../domain/errors.js";
import type { DocumentRecord } from "../../domain/graph-reader.js";
import { textSegments } from "../../domain/text-segments.js";
import { connection, pageRequest } from "../connection.js";
import type { ApiContext } from "../context.js";
import type { DocumentResolvers } from "../generated.js";
import { statementsOf } from "./withheld.js";

/**
 * A document by its id alone: evidence lists often ask for no more, and a record brings its whole text.
 *
 * @public named in mappers.json
 */
export interface DocumentReference {
  readonly id: DocumentId;
}

/** A resolver that reads a field off the record, which is loaded once for all fields of all documents of a level. */
function field<T>(
  read: (record: DocumentRecord) => T,
): (reference: DocumentReference, args: object, context: ApiContext) => Promise<T> {
  return async ({ id }, _args, { loaders }) => {
    const record = await loaders.documents.load(id);
    if (record) return read(record);
    throw new LitweaveError("BAD_STORE", `Evidence names ${id}, which the graph does not hold`, {
      hint: "run `litweave verify --repair` on the store",
    });
  };
}

const pubmed = "PMID:";

export const document: DocumentResolvers = {
  pmid: ({ id }) => (id.startsWith(pubmed) ? id.slice(pubmed.length) : null),
  title: field(({ document }) => document.title),
  text: field(({ document }) => documentText(document)),
  passages: field(({ document }) => document.passages),
  year: field(({ document }) => document.year ?? null),
  publishedAt: field(({ document }) => document.publishedAt ?? null),
  journal: field(({ document }) => document.journal ?? null),
  publicationTypes: field(({ document }) => document.publicationTypes),
  meshHeadings: field(({ document }) => document.meshHeadings),
  status: field(({ state }) => state.status),
  concern: field(({ concern }) => concern),
  mentions: field(({ mentions }) => mentions),
  retractedBy: field(({ withheld }) => (withheld?.by ?? []).map((id) => ({ id }))),
  withheld: field(({ withheld }) => (withheld ? statementsOf(withheld) : [])),
  segments: field(({ document, mentions }) => textSegments(documentText(document), mentions)),
  async evidence({ id }, args, { loaders }) {
    const page = pageRequest(args);
    const evidence = await loaders.evidenceOfDocuments.load({ id, how: page });
    return { ...connection(evidence, page), count: () => evidence.total };
  },
};
