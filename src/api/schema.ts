import { readFileSync } from "node:fs";
import { createSchema } from "graphql-yoga";
import { guardFields } from "./access/field-roles.js";
import type { ApiContext } from "./context.js";
import type { Resolvers } from "./generated.js";
import { annotation, relation } from "./resolvers/annotation.js";
import { change } from "./resolvers/change.js";
import { concept } from "./resolvers/concept.js";
import { curie } from "./resolvers/curie.js";
import { dateTime } from "./resolvers/date-time.js";
import { document } from "./resolvers/document.js";
import { evidence } from "./resolvers/evidence.js";
import { headingSuggestion } from "./resolvers/heading.js";
import { job } from "./resolvers/job.js";
import { link } from "./resolvers/link.js";
import { embeddings, similarConcept } from "./resolvers/linking.js";
import { mutation } from "./resolvers/mutation.js";
import { query } from "./resolvers/query.js";
import { commonNeighbour, path, subgraph } from "./resolvers/subgraph.js";
import { subscription } from "./resolvers/subscription.js";
import { triple, tripleAsOf } from "./resolvers/triple.js";
import { withheldStatement } from "./resolvers/withheld.js";

/** What schema.graphql does not say by itself: fields that are not plain properties of what the port gives. */
const resolvers: Resolvers = {
  CURIE: curie,
  DateTime: dateTime,
  Query: query,
  Mutation: mutation,
  Subscription: subscription,
  Concept: concept,
  Triple: triple,
  TripleAsOf: tripleAsOf,
  ConceptConnection: { totalCount: (list) => list.count() },
  DocumentConnection: { totalCount: (list) => list.count() },
  Subgraph: subgraph,
  Path: path,
  CommonNeighbour: commonNeighbour,
  TripleConnection: { totalCount: (list) => list.count(), facets: (list) => list.breakDown() },
  Evidence: evidence,
  EvidenceConnection: { totalCount: (list) => list.count() },
  Document: document,
  Link: link,
  SimilarConcept: similarConcept,
  Embeddings: embeddings,
  HeadingSuggestion: headingSuggestion,
  Annotation: annotation,
  Relation: relation,
  Job: job,
  Change: change,
  WithheldStatement: withheldStatement,
};

/** The schema lies at the project's root, beside both `src` and `dist`. */
const schemaFile = new URL("../../schema.graphql", import.meta.url);

export function loadSchema() {
  return guardFields(createSchema<ApiContext>({ typeDefs: readFileSync(schemaFile, "utf8"), resolvers }));
}
