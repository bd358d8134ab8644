import { firstArgument } from "../connection.js";
import { ingestorOf } from "../context.js";
import type { JobResolvers } from "../generated.js";

export const job: JobResolvers = {
  failures: ({ id }, { first }, context) => ingestorOf(context).failures(id, firstArgument(first)),
};
