import type { Job } from "../../domain/job.js";
import { ingestorOf } from "../context.js";
import type { SubscriptionResolvers } from "../generated.js";
import { requireRole } from "../roles.js";
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
};
