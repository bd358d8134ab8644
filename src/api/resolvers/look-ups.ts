import { LitweaveError } from "../../domain/errors.js";
import { documentId, idsArgument, orError, tripleKey } from "../arguments.js";
import type { QueryResolvers } from "../generated.js";

/** What is found of each id, in their order; GraphQL makes an error among the answers null in its place, with the path. */
function answers<Id, T>(
  ids: readonly (Id | LitweaveError)[],
  find: (id: Id) => Promise<T | undefined>,
): Promise<readonly (T | null)[]> {
  const found = ids.map(async (id) => (id instanceof LitweaveError ? id : ((await find(id)) ?? null)));
  return Promise.all(found) as Promise<readonly (T | null)[]>;
}

/** The fields of `Query` that look many things up by id. */
export const lookUps = {
  conceptsById(_root, { ids }, { loaders }) {
    return answers(idsArgument(ids), (id) => loaders.concepts.load(id));
  },
  triplesById(_root, { ids }, { loaders }) {
    const keys = idsArgument(ids).map((id) => orError(() => tripleKey(id)));
    return answers(keys, (key) => loaders.triples.load(key));
  },
  documentsById(_root, { ids }, { loaders }) {
    const read = idsArgument(ids).map((id) => orError(() => documentId(id)));
    return answers(read, async (id) => ((await loaders.documents.load(id)) ? { id } : undefined));
  },
} satisfies QueryResolvers;
