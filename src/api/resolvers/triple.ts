import { documentCount } from "../../domain/belief.js";
import type { Curie } from "../../domain/curie.js";
import { LitweaveError } from "../../domain/errors.js";
import type { ConceptRecord, PageRequest, TripleFilter, TripleRecord } from "../../domain/graph-reader.js";
import type { Polarity } from "../../domain/relation.js";
import { connection, pageRequest, type TripleList } from "../connection.js";
import type { ApiContext } from "../context.js";
import type { TripleAsOfResolvers, TripleResolvers } from "../generated.js";
import type { Asking } from "../look-ahead.js";
import { timelineOf } from "../timeline.js";
import { companyOf, evidenceAskedBy, keepCompany } from "../triple-company.js";

/** @param asking what the query selects of the list */
export async function tripleList(
  { store, loaders }: ApiContext,
  filter: TripleFilter,
  request: PageRequest,
  asking: Asking,
): Promise<TripleList> {
  const along = companyOf(asking);
  const page = await store.triples(filter, request, along);
  keepCompany({ loaders, along, page });
  return {
    ...connection(page, request),
    count: () => store.countTriples(filter),
    breakDown: () => store.tripleFacets(filter),
  };
}

async function endOf(triple: TripleRecord, id: Curie, { loaders }: ApiContext): Promise<ConceptRecord> {
  const concept = await loaders.concepts.load(id);
  if (concept) return concept;
  throw new LitweaveError("BAD_STORE", `Triple ${triple.key} names ${id}, which the graph does not hold`, {
    hint: "run `litweave verify --repair` on the store",
  });
}

/** The aggregate knows how much evidence there is, so counting it costs nothing. */
function evidenceCount({ aggregate }: TripleRecord, polarity: Polarity | undefined): number {
  if (polarity === "affirmed") return aggregate.affirmed;
  if (polarity === "negated") return aggregate.denied;
  return documentCount(aggregate) + aggregate.duplicates;
}

const counts = {
  affirmed: ({ aggregate }: TripleRecord) => aggregate.affirmed,
  denied: ({ aggregate }: TripleRecord) => aggregate.denied,
  hedged: ({ aggregate }: TripleRecord) => aggregate.hedged,
  questions: ({ aggregate }: TripleRecord) => aggregate.questions,
};

export const tripleAsOf: TripleAsOfResolvers = counts;

export const triple: TripleResolvers = {
  ...counts,
  id: (triple) => triple.key,
  subject: (triple, _args, context) => endOf(triple, triple.subject, context),
  object: (triple, _args, context) => endOf(triple, triple.object, context),
  concerns: ({ aggregate }) => aggregate.concerns,
  duplicates: ({ aggregate }) => aggregate.duplicates,
  retracted: ({ aggregate }) => aggregate.retracted,
  timeline: ({ aggregate }) =>
    timelineOf(Object.entries(aggregate.years).map(([year, documents]) => [Number(year), documents])),
  asOf: async ({ key }, { date }, { loaders }) =>
    (await loaders.triplesAsOf.load({ id: key, how: date })) ?? null,
  async evidence(triple, args, { loaders }) {
    const how = evidenceAskedBy(args);
    const { filter, page } = how;
    const { polarity, asOf, ...further } = filter;
    const evidence = await loaders.evidence.load({ id: triple.key, how });
    const count = async () => {
      if (Object.keys(further).length > 0)
        return loaders.evidenceCounts.load({ id: triple.key, how: filter });
      if (asOf === undefined) return evidenceCount(triple, polarity);
      const then = await loaders.triplesAsOf.load({ id: triple.key, how: asOf });
      return then ? evidenceCount(then, polarity) : 0;
    };
    return { ...connection(evidence, page), count };
  },
  async retractedEvidence(triple, args, { loaders }) {
    const page = pageRequest(args);
    const evidence = await loaders.evidence.load({
      id: triple.key,
      how: { filter: { retracted: true }, page },
    });
    return { ...connection(evidence, page), count: () => triple.aggregate.retracted };
  },
};
