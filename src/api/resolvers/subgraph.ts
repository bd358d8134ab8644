import type { SubgraphResolvers } from "../generated.js";

/** Both lists are loaded when they are asked for, all of a level together. */
export const subgraph: SubgraphResolvers = {
  async concepts({ ids }, _args, { loaders }) {
    const found = await Promise.all(ids.map((id) => loaders.concepts.load(id)));
    return found.filter((concept) => concept !== undefined);
  },
  async triples({ keys }, _args, { loaders }) {
    const found = await Promise.all(keys.map((key) => loaders.triples.load(key)));
    // One that was withdrawn since its key was read is gone.
    return found.filter((triple) => triple !== undefined);
  },
};
