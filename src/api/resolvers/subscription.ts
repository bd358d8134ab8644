import type { Job } from "../../domain/job.js";
import { ingestorOf } from "../context.js";
import type { SubscriptionResolvers } from "../generated.js";
import { requireRole } from "../roles.js";
import { tripleFilter } from "../triple-arguments.js";
import { type TripleChangeValue, tripleChanges } from "../triple-changes.js";
import { untilLeft } from "../until-left.js";

export const subscription: SubscriptionResolvers = {
  jobProgress: {
    subscribe(_root, { id }, context) {
      requireRole(context, "ingest");
      const ingestor = ingestorOf(context);
      return untilLeft((signal) => ingestor.progress(id, signal));
    },
    resolve: (job: unknown) => job as Job,
  },
  tripleChanges: {
    subscribe: (_root, { filter }, context) =>
      untilLeft((signal) => tripleChanges(context, tripleFilter({ filter: filter ?? null }), signal)),
    resolve: (change: unknown) => change as TripleChangeValue,
  },
};
