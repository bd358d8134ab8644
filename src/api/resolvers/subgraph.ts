import type { Curie } from "../../domain/curie.js";
import type { ConceptRecord, TripleRecord } from "../../domain/graph-reader.js";
import type { TripleKey } from "../../domain/triple.js";
import type { ApiContext } from "../context.js";
import type { CommonNeighbourResolvers, PathResolvers, SubgraphResolvers } from "../generated.js";

// Concepts and triples are loaded when they are asked for, all of a level together. What was withdrawn since its key was read is gone.

async function conceptsOf(
  { ids }: { readonly ids: readonly Curie[] },
  _args: object,
  { loaders }: ApiContext,
): Promise<readonly ConceptRecord[]> {
  const found = await Promise.all(ids.map((id) => loaders.concepts.load(id)));
  return found.filter((concept) => concept !== undefined);
}

async function triplesOf(
  { keys }: { readonly keys: readonly TripleKey[] },
  _args: object,
  { loaders }: ApiContext,
): Promise<readonly TripleRecord[]> {
  const found = await Promise.all(keys.map((key) => loaders.triples.load(key)));
  return found.filter((triple) => triple !== undefined);
}

export const subgraph: SubgraphResolvers = { concepts: conceptsOf, triples: triplesOf };
export const path: PathResolvers = {
  concepts: conceptsOf,
  triples: triplesOf,
  length: ({ keys }) => keys.length,
};
export const commonNeighbour: CommonNeighbourResolvers = { triples: triplesOf };
