import { documentCount } from "../../domain/belief.js";
import type { Curie } from "../../domain/curie.js";
import { LitweaveError } from "../../domain/errors.js";
import type {
  ConceptRecord,
  EvidenceFilter,
  GraphReader,
  PageRequest,
  TripleFilter,
  TripleRecord,
} from "../../domain/graph-reader.js";
import type { Polarity } from "../../domain/relation.js";
import { connection, pageRequest, type TripleList } from "../connection.js";
import type { ApiContext } from "../context.js";
import type { TripleAsOfResolvers, TripleResolvers, YearCount } from "../generated.js";

export async function tripleList(
  store: GraphReader,
  filter: TripleFilter,
  page: PageRequest,
): Promise<TripleList> {
  const triples = await store.triples(filter, page);
  return { ...connection(triples, page), count: () => store.countTriples(filter) };
}

async function endOf(triple: TripleRecord, id: Curie, { loaders }: ApiContext): Promise<ConceptRecord> {
  const concept = await loaders.concepts.load(id);
  if (concept) return concept;
  throw new LitweaveError("BAD_STORE", `Triple ${triple.key} names ${id}, which the graph does not hold`, {
    hint: "run `litweave verify --repair` on the store",
  });
}

/** Years ascending; the year 0 of the aggregate, documents without a date, becomes null and stands last. */
function timelineOf({ aggregate }: TripleRecord): readonly YearCount[] {
  const years = Object.entries(aggregate.years).map(([year, documents]) => ({
    year: Number(year),
    documents,
  }));
  const dated = years.filter(({ year }) => year > 0).sort((a, b) => a.year - b.year);
  const undated = years.filter(({ year }) => year === 0).map(({ documents }) => ({ year: null, documents }));
  return [...dated, ...undated];
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
  timeline: timelineOf,
  asOf: async ({ key }, { date }, { loaders }) =>
    (await loaders.triplesAsOf.load({ triple: key, date })) ?? null,
  async evidence(triple, args, { loaders }) {
    const page = pageRequest(args);
    const polarity = args.polarity ?? undefined;
    const asOf = args.asOf ?? undefined;
    const filter: EvidenceFilter = { ...(polarity && { polarity }), ...(asOf !== undefined && { asOf }) };
    const evidence = await loaders.evidence.load({ triple: triple.key, filter, page });
    const count = async () => {
      if (asOf === undefined) return evidenceCount(triple, polarity);
      const then = await loaders.triplesAsOf.load({ triple: triple.key, date: asOf });
      return then ? evidenceCount(then, polarity) : 0;
    };
    return { ...connection(evidence, page), count };
  },
  async retractedEvidence(triple, args, { loaders }) {
    const page = pageRequest(args);
    const evidence = await loaders.evidence.load({ triple: triple.key, filter: { retracted: true }, page });
    return { ...connection(evidence, page), count: () => triple.aggregate.retracted };
  },
};
