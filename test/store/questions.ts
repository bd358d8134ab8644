import type { GraphReader, TripleFilter, TripleOrder } from "../../src/domain/graph-reader.js";
import { concepts, treats } from "./world.js";

type Ask = (reader: GraphReader) => Promise<unknown>;

const page = { first: 5 };
const { metformin, diabetes } = concepts;

/** Filters that between them name every field. */
const filters: readonly TripleFilter[] = [
  {},
  { subject: metformin.id, minBelief: 0.5, maxBelief: 0.9 },
  { object: diabetes.id, minDocuments: 2 },
  { subject: metformin.id, object: diabetes.id },
  { involving: metformin.id, otherCategories: ["Disease"], fromYear: 2015 },
  { predicates: ["treats"], subjectCategories: ["ChemicalEntity"], objectCategories: ["Disease"] },
  { minBelief: 0.5, minDocuments: 2, fromYear: 2010, toYear: 2015 },
  { minNovelty: 0.5, sections: ["results"], hedged: false },
  { stance: "contested" },
  { stance: "asked", hedged: true },
  { involving: metformin.id, stance: "contested", minNovelty: 0.5 },
];
const orders: readonly TripleOrder[] = ["belief", "documents", "lastYear", "contested"];

/** Lists of triples by order, the first page and the next. */
export const listsOfTriples: Readonly<Record<TripleOrder, Ask>> = {
  belief: listsBy("belief"),
  documents: listsBy("documents"),
  lastYear: listsBy("lastYear"),
  contested: listsBy("contested"),
};

function listsBy(order: TripleOrder): Ask {
  return async (reader) => {
    for (const filter of filters) {
      const { items } = await reader.triples({ ...filter, order }, { first: 1 });
      const after = items.at(-1)?.cursor;
      if (after !== undefined) await reader.triples({ ...filter, order }, { first: 5, after });
    }
  };
}

/** Every question of the port, asked in every way that makes a statement of its own. */
export const questions: Readonly<Record<keyof GraphReader, readonly Ask[]>> = {
  documentStates: [(reader) => reader.documentStates(["PMID:100"])],
  concepts: [(reader) => reader.concepts([metformin.id])],
  searchConcepts: [
    (reader) => reader.searchConcepts({}, page),
    (reader) => reader.searchConcepts({ category: "Disease" }, page),
    (reader) => reader.searchConcepts({ text: "metfromin" }, page),
    (reader) => reader.searchConcepts({ text: "diabetes", category: "Disease" }, page),
  ],
  triplesByKey: [(reader) => reader.triplesByKey([treats.key])],
  triplesAsOf: [(reader) => reader.triplesAsOf([treats.key], "2016")],
  triples: orders.map((order) => listsOfTriples[order]),
  countTriples: filters.map((filter) => (reader) => reader.countTriples(filter)),
  tripleFacets: filters.map((filter) => (reader) => reader.tripleFacets(filter)),
  evidence: [true, false].map((retracted): Ask => {
    const filter = {
      polarity: "affirmed",
      certainty: "asserted",
      minScore: 0.5,
      section: "results",
    } as const;
    return (reader) =>
      reader.evidence([treats.key], { ...filter, minNovelty: 0.1, asOf: "2020", retracted }, page);
  }),
  countEvidence: [true, false].map(
    (retracted): Ask =>
      (reader) =>
        reader.countEvidence([treats.key], { section: "results", minScore: 0.5, retracted }),
  ),
  documents: [(reader) => reader.documents(["PMID:100"])],
  counts: [(reader) => reader.counts()],
  journal: [
    (reader) => reader.journal({ after: 0, limit: 5 }),
    (reader) => reader.journal({ since: 0, limit: 5 }),
    (reader) => reader.journal({ after: 0, involving: metformin.id, limit: 5 }),
  ],
  journalSpan: [(reader) => reader.journalSpan()],
  suggestConcepts: [
    (reader) => reader.suggestConcepts({ prefix: "met", first: 5 }),
    (reader) => reader.suggestConcepts({ prefix: "metfromin", categories: ["ChemicalEntity"], first: 5 }),
  ],
  countConcepts: [
    (reader) => reader.countConcepts({}),
    (reader) => reader.countConcepts({ text: "diabetes", category: "Disease" }),
  ],
  children: [(reader) => reader.children([diabetes.id], page)],
  childCounts: [(reader) => reader.childCounts([diabetes.id])],
  triplesAround: filters
    .filter(({ involving }) => involving === undefined)
    .map((filter) => (reader) => reader.triplesAround([metformin.id, diabetes.id], filter, 5)),
  triplesBetween: filters
    .filter(({ involving }) => involving === undefined)
    .map((filter) => (reader) => {
      const ids = [metformin.id, diabetes.id];
      return reader.triplesBetween([{ these: ids, those: ids }], filter, 5);
    }),
  tripleCounts: [(reader) => reader.tripleCounts([metformin.id])],
  listDocuments: [
    (reader) => reader.listDocuments({}, page),
    (reader) => reader.listDocuments({ fromYear: 2010, toYear: 2020, status: "live" }, page),
    (reader) => reader.listDocuments({ mentioning: [metformin.id, diabetes.id] }, page),
  ],
  countDocuments: [
    (reader) => reader.countDocuments({ fromYear: 2010, toYear: 2020, status: "live" }),
    (reader) => reader.countDocuments({ mentioning: [metformin.id] }),
  ],
  documentsMentioning: [(reader) => reader.documentsMentioning([metformin.id], page)],
  documentsByYear: [(reader) => reader.documentsByYear([metformin.id])],
  evidenceOfDocuments: [(reader) => reader.evidenceOfDocuments(["PMID:100"], page)],
};
