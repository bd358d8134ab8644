import { documentCount } from "../../domain/belief.js";
import type { Curie } from "../../domain/curie.js";
import { LitweaveError } from "../../domain/errors.js";
import type {
  ConceptRecord,
  EvidenceFilter,
  GraphStore,
  PageRequest,
  TripleFilter,
  TripleRecord,
} from "../../domain/graph-store.js";
import type { Polarity } from "../../domain/relation.js";
import { connection, pageRequest, type TripleList } from "../connection.js";
import type { ApiContext } from "../context.js";
import type { TripleResolvers, YearCount } from "../generated.js";

export async function tripleList(
  store: GraphStore,
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
  return documentCount(aggregate);
}

export const triple: TripleResolvers = {
  id: (triple) => triple.key,
  subject: (triple, _args, context) => endOf(triple, triple.subject, context),
  object: (triple, _args, context) => endOf(triple, triple.object, context),
  affirmed: (triple) => triple.aggregate.affirmed,
  denied: (triple) => triple.aggregate.denied,
  hedged: (triple) => triple.aggregate.hedged,
  questions: (triple) => triple.aggregate.questions,
  timeline: timelineOf,
  async evidence(triple, args, { loaders }) {
    const page = pageRequest(args);
    const polarity = args.polarity ?? undefined;
    const filter: EvidenceFilter = polarity ? { polarity } : {};
    const evidence = await loaders.evidence.load({ triple: triple.key, filter, page });
    return { ...connection(evidence, page), count: () => evidenceCount(triple, polarity) };
  },
};
