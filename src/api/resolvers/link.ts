import type { Link } from "../../domain/link.js";
import type { LinkResolvers, NilReason } from "../generated.js";

/** The domain's words with the hyphens that GraphQL names cannot have. */
const nilReasons: Readonly<Record<NonNullable<Link["nil"]>, NilReason>> = {
  "no-candidate": "no_candidate",
  "below-threshold": "below_threshold",
  ambiguous: "ambiguous",
  "type-not-covered": "type_not_covered",
};

export const link: LinkResolvers = {
  nil: (link) => (link.nil ? nilReasons[link.nil] : null),
  async concepts(link, _args, { loaders }) {
    const concepts = await Promise.all(link.ids.map((id) => loaders.concepts.load(id)));
    return concepts.filter((concept) => concept !== undefined);
  },
  candidates: (link) =>
    link.candidates.map((candidate) => ({ ...candidate, chosen: link.ids.includes(candidate.id) })),
};
