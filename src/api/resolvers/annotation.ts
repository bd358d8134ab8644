import type { AnnotatedDocument } from "../../domain/annotation.js";
import type { Concept } from "../../domain/concept.js";
import type { Curie } from "../../domain/curie.js";
import { documentText } from "../../domain/document.js";
import { LitweaveError } from "../../domain/errors.js";
import type { ConceptRecord } from "../../domain/graph-reader.js";
import type { RelationMention } from "../../domain/relation.js";
import { tripleOf } from "../../domain/triple.js";
import type { ApiContext } from "../context.js";
import type { AnnotationResolvers, RelationResolvers } from "../generated.js";

/**
 * A relation with the concepts of the text it stands in.
 *
 * @public named in mappers.json
 */
export interface RelationInText {
  readonly relation: RelationMention;
  readonly concepts: ReadonlyMap<Curie, Concept>;
}

/**
 * The graph's record of a concept or, when no paper mentions it yet, the concept with nothing counted. Of a graph with
 * another terminology the concept stays what it is here, also where it has given way to another there.
 */
export async function recordOf(concept: Concept, { loaders }: ApiContext): Promise<ConceptRecord> {
  const record = await loaders.concepts.load(concept.id);
  return record?.id === concept.id ? record : { ...concept, documents: 0, triples: 0 };
}

function endOf({ concepts }: RelationInText, id: Curie, context: ApiContext): Promise<ConceptRecord> {
  const concept = concepts.get(id);
  if (concept) return recordOf(concept, context);
  throw new LitweaveError("NOT_FOUND", `A relation names ${id}, which is not among the concepts of the text`);
}

export const annotation: AnnotationResolvers = {
  text: ({ document }) => documentText(document),
  concepts: ({ concepts }, _args, context) =>
    Promise.all(concepts.map((concept) => recordOf(concept, context))),
  relations({ relations, concepts }: AnnotatedDocument) {
    const byId = new Map(concepts.map((concept) => [concept.id, concept]));
    return relations.map((relation) => ({ relation, concepts: byId }));
  },
};

export const relation: RelationResolvers = {
  subject: (parent, _args, context) => endOf(parent, parent.relation.subject, context),
  predicate: ({ relation }) => relation.predicate,
  object: (parent, _args, context) => endOf(parent, parent.relation.object, context),
  label: ({ relation }) => relation.label,
  score: ({ relation }) => relation.score,
  polarity: ({ relation }) => relation.polarity,
  certainty: ({ relation }) => relation.certainty,
  novelty: ({ relation }) => relation.novelty,
  cues: ({ relation }) => relation.cues,
  sentences: ({ relation }) => relation.sentences,
  explanation: ({ relation }) => relation.explanation ?? null,
  async triple({ relation }, _args, { loaders }) {
    const { key } = tripleOf(relation.subject, relation.predicate, relation.object);
    return (await loaders.triples.load(key)) ?? null;
  },
};
