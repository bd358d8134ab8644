import type { HeadingSuggestionResolvers } from "../generated.js";
import { recordOf } from "./annotation.js";

export const headingSuggestion: HeadingSuggestionResolvers = {
  concept: ({ concept }, _args, context) => recordOf(concept, context),
};
