import type { Concept } from "../../domain/concept.js";
import type { Curie } from "../../domain/curie.js";
import { LitweaveError } from "../../domain/errors.js";
import type { Evidence } from "../../domain/evidence.js";
import type { ConceptRecord, Withheld } from "../../domain/graph-reader.js";
import type { ApiContext } from "../context.js";
import type { WithheldStatementResolvers } from "../generated.js";
import { recordOf } from "./annotation.js";

/**
 * A statement with the concepts of the retracted document it stands in.
 *
 * @public named in mappers.json
 */
export interface StatementWithheld {
  readonly said: Evidence;
  readonly concepts: ReadonlyMap<Curie, Concept>;
}

export function statementsOf({ evidence, concepts }: Withheld): readonly StatementWithheld[] {
  const byId = new Map(concepts.map((concept) => [concept.id, concept]));
  return evidence.map((said) => ({ said, concepts: byId }));
}

function endOf(
  { concepts, said }: StatementWithheld,
  id: Curie,
  context: ApiContext,
): Promise<ConceptRecord> {
  const concept = concepts.get(id);
  if (concept) return recordOf(concept, context);
  throw new LitweaveError("BAD_STORE", `${said.documentId} is withheld without its concept ${id}`, {
    hint: "run `litweave verify --repair` on the store",
  });
}

export const withheldStatement: WithheldStatementResolvers = {
  id: ({ said }) => said.key,
  subject: (statement, _args, context) => endOf(statement, statement.said.triple.subject, context),
  predicate: ({ said }) => said.triple.predicate,
  object: (statement, _args, context) => endOf(statement, statement.said.triple.object, context),
  polarity: ({ said }) => said.polarity,
  certainty: ({ said }) => said.certainty,
  sentences: ({ said }) => said.sentences,
  triple: async ({ said }, _args, { loaders }) => (await loaders.triples.load(said.triple.key)) ?? null,
};
