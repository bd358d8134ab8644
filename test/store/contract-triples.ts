import { beforeEach, describe, expect, it } from "vitest";
import type { Category } from "../../src/domain/concept.js";
import type { EvidenceRecord } from "../../src/domain/evidence.js";
import type {
  EvidenceFilter,
  TripleFilter,
  TripleOrder,
  TripleRecord,
} from "../../src/domain/graph-reader.js";
import type { GraphStore } from "../../src/domain/graph-store.js";
import { disagreeing } from "./disagreeing-papers.js";
import { concepts, paper, remove } from "./world.js";

const all = { first: 1000 };
const orders: readonly TripleOrder[] = ["belief", "documents", "lastYear", "contested"];

/** What a triple is judged by, gathered from the answers of other questions. */
interface Known {
  readonly triple: TripleRecord;
  readonly evidence: readonly EvidenceRecord[];
}

const categoryOf = (id: string) => Object.values(concepts).find((concept) => concept.id === id)?.category;
const within = <T>(list: readonly T[] | undefined, value: T | undefined) =>
  !list?.length || (value !== undefined && list.includes(value));

/** The filter as its words say, one triple at a time. */
function lets({ triple, evidence }: Known, filter: TripleFilter): boolean {
  const { affirmed, denied, years } = triple.aggregate;
  const { involving, stance, hedged, fromYear = 1, toYear = 9999 } = filter;
  const counting = evidence.filter(({ duplicateOf }) => duplicateOf === undefined);
  const says = counting.filter(({ certainty }) => certainty !== "question");
  const other = triple.subject === involving ? triple.object : triple.subject;
  const asksForYears = filter.fromYear !== undefined || filter.toYear !== undefined;
  const published = Object.keys(years).some(
    (year) => Number(year) >= Math.max(1, fromYear) && Number(year) <= toYear,
  );
  return (
    (filter.subject === undefined || triple.subject === filter.subject) &&
    (filter.object === undefined || triple.object === filter.object) &&
    (involving === undefined || triple.subject === involving || triple.object === involving) &&
    within(filter.predicates, triple.predicate) &&
    within(filter.subjectCategories, categoryOf(triple.subject)) &&
    within(filter.objectCategories, categoryOf(triple.object)) &&
    within(filter.otherCategories, categoryOf(other)) &&
    triple.belief >= (filter.minBelief ?? 0) &&
    triple.belief <= (filter.maxBelief ?? 1) &&
    triple.documents >= (filter.minDocuments ?? 0) &&
    (!asksForYears || published) &&
    (stance !== "affirmed" || affirmed > 0) &&
    (stance !== "denied" || denied > 0) &&
    (stance !== "contested" || (affirmed > 0 && denied > 0)) &&
    (stance !== "asked" || says.length === 0) &&
    (hedged !== true || (says.length > 0 && says.every(({ certainty }) => certainty === "hedged"))) &&
    (hedged !== false || says.some(({ certainty }) => certainty === "asserted")) &&
    (filter.minNovelty === undefined || counting.some(({ novelty }) => novelty >= filter.minNovelty!)) &&
    (!filter.sections?.length ||
      counting.some(({ sentences }) => sentences.some(({ role }) => filter.sections!.includes(role))))
  );
}

const metformin = concepts.metformin.id;
const single: readonly TripleFilter[] = [
  {},
  { subject: metformin },
  { object: concepts.stroke.id },
  { involving: metformin },
  { predicates: ["treats", "causes"] },
  { subjectCategories: ["ChemicalEntity"] },
  { objectCategories: ["Disease", "Gene"] },
  { minBelief: 0.4 },
  { maxBelief: 0.6 },
  { minDocuments: 2 },
  { fromYear: 2019 },
  { toYear: 2016 },
  { fromYear: 2014, toYear: 2016 },
  { stance: "affirmed" },
  { stance: "denied" },
  { stance: "contested" },
  { stance: "asked" },
  { minNovelty: 0.8 },
  { sections: ["results", "conclusions"] },
  { hedged: true },
  { hedged: false },
];
/** Three together. */
const several = [1, 4, 7, 10, 13, 16].map(
  (at) => Object.assign({}, ...single.slice(at, at + 3)) as TripleFilter,
);
const further: readonly TripleFilter[] = [
  { involving: metformin, otherCategories: ["Gene"] },
  { involving: metformin, otherCategories: ["Disease"], stance: "contested" },
  { involving: metformin, subject: concepts.aspirin.id },
  { predicates: [], sections: [], subjectCategories: [] },
  { minBelief: 0.7, maxBelief: 0.2 },
];

/** What lists of triples and of evidence let through, how they are counted and broken down. */
export function describeTripleQuestions(opened: () => GraphStore): void {
  let store: GraphStore;
  let known: readonly Known[];
  beforeEach(async () => {
    store = opened();
    await store.write(disagreeing);
    const triples = (await store.triples({}, all)).items.map(({ node }) => node);
    const keys = triples.map(({ key }) => key);
    const evidence = await store.evidence(keys, {}, all);
    known = triples.map((triple) => ({
      triple,
      evidence: evidence.get(triple.key)!.items.map(({ node }) => node),
    }));
  });

  const matching = (filter: TripleFilter) =>
    known.filter((one) => lets(one, filter)).map(({ triple }) => triple);
  const sorted = (triples: readonly TripleRecord[], order: TripleOrder) => {
    const value = ({ aggregate, ...triple }: TripleRecord) =>
      order === "contested" ? Math.min(aggregate.affirmed, aggregate.denied) : (triple[order] ?? 0);
    return [...triples].sort((a, b) => value(b) - value(a) || (a.key < b.key ? -1 : 1));
  };

  it("lets through and counts what each filter says, and several together", async () => {
    expect(known.length).toBeGreaterThan(30);
    for (const filter of [...single, ...several, ...further]) {
      const found = (await store.triples({ ...filter, order: "documents" }, all)).items.map(
        ({ node }) => node,
      );
      expect(found, JSON.stringify(filter)).toEqual(sorted(matching(filter), "documents"));
      expect(await store.countTriples(filter), JSON.stringify(filter)).toBe(found.length);
    }
    // Each is met by some and not by others, so that none of the above holds for nothing.
    for (const filter of single.slice(1)) {
      expect(matching(filter).length, JSON.stringify(filter)).toBeGreaterThan(0);
      expect(matching(filter).length, JSON.stringify(filter)).toBeLessThan(known.length);
    }
  });

  it.each(orders)("pages through what is filtered by %s", async (order) => {
    const filters: readonly TripleFilter[] = [
      {},
      { involving: metformin },
      { subject: metformin },
      { stance: "contested" },
      { involving: metformin, stance: "contested" },
      { stance: "asked" },
      { minNovelty: 0.8, predicates: ["treats", "causes"] },
    ];
    for (const filter of filters) {
      const found: TripleRecord[] = [];
      for (let after: string | undefined, hasNext = true; hasNext; ) {
        const page = await store.triples({ ...filter, order }, { first: 3, ...(after && { after }) });
        found.push(...page.items.map(({ node }) => node));
        [after, hasNext] = [page.items.at(-1)?.cursor, page.hasNext];
      }
      expect(found, JSON.stringify(filter)).toEqual(sorted(matching(filter), order));
    }
  });

  it.each<TripleFilter>([
    {},
    { involving: metformin },
    { stance: "contested", order: "contested" },
    { minNovelty: 0.8 },
  ])("brings the ends and the evidence of the triples of %j along", async (filter) => {
    const asked: readonly EvidenceFilter[] = [
      {},
      { minNovelty: 0.5 },
      { polarity: "negated" },
      { retracted: true },
    ];
    for (const evidence of asked) {
      const along = { ends: true, evidence: { filter: evidence, page: { first: 2 } } };
      const page = await store.triples(filter, { first: 7 }, along);
      const triples = page.items.map(({ node }) => node);
      expect(triples.length).toBeGreaterThan(2);
      const keys = triples.map(({ key }) => key);
      const ids = [...new Set(triples.flatMap(({ subject, object }) => [subject, object]))];
      expect(page.ends).toEqual(await store.concepts(ids));
      expect(page.evidence).toEqual(await store.evidence(keys, evidence, { first: 2 }));
      const alone = await store.triples(filter, { first: 7 });
      expect(page).toMatchObject({ items: alone.items, hasNext: alone.hasNext });
      expect([alone.ends.size, alone.evidence.size]).toEqual([0, 0]);
    }
  });

  it("breaks down what is filtered", async () => {
    for (const filter of [...single, ...further]) {
      const triples = matching(filter);
      const facets = await store.tripleFacets(filter);
      const count = (counts: (triple: TripleRecord) => boolean) => triples.filter(counts).length;
      const sum = (counts: readonly { readonly triples: number }[]) =>
        counts.reduce((total, one) => total + one.triples, 0);
      for (const { predicate, triples } of facets.predicates)
        expect(triples).toBe(count((triple) => triple.predicate === predicate));
      for (const end of ["subject", "object"] as const)
        for (const { category, triples } of facets[`${end}Categories`])
          expect(triples).toBe(count((triple) => categoryOf(triple[end]) === category));
      expect(facets.beliefs).toHaveLength(10);
      for (const { from, to, triples } of facets.beliefs)
        expect(triples).toBe(count(({ belief }) => belief >= from && (belief < to || to === 1)));
      for (const { year, triples } of facets.lastYears)
        expect(triples).toBe(count(({ lastYear }) => lastYear === year));
      const parts = [facets.predicates, facets.subjectCategories, facets.objectCategories, facets.lastYears];
      for (const part of [...parts, facets.beliefs]) expect(sum(part)).toBe(triples.length);
      for (const stance of ["affirmed", "denied", "contested", "asked"] as const) {
        const counted = facets.stances.find((one) => one.stance === stance)?.triples ?? 0;
        expect(counted).toBe(known.filter((one) => lets(one, filter) && lets(one, { stance })).length);
      }
    }
    const { predicates, lastYears } = await store.tripleFacets({});
    expect(predicates.map(({ triples }) => triples)).toEqual(
      predicates.map(({ triples }) => triples).sort((a, b) => b - a),
    );
    const years = lastYears.map(({ year }) => year);
    expect(years.at(-1)).toBeUndefined();
    expect(years.slice(0, -1)).toEqual(years.slice(0, -1).sort());
  });

  it("takes no category of the other end of nothing", async () => {
    const filter = { otherCategories: ["Gene" satisfies Category] } as const;
    const refused = { code: "BAD_INPUT", message: expect.stringContaining("otherCategories") };
    await expect(store.triples(filter, all)).rejects.toMatchObject(refused);
    await expect(store.countTriples(filter)).rejects.toMatchObject(refused);
    await expect(store.tripleFacets(filter)).rejects.toMatchObject(refused);
  });

  it("follows what becomes contested and what does no more", async () => {
    const fresh = { subject: "diabetes1", predicate: "contributes_to", object: "stroke" } as const;
    const contested = async () =>
      (await store.triples({ stance: "contested", order: "contested" }, all)).items.length;
    const before = await contested();
    await store.write([paper({ id: "PMID:901", claims: [fresh] })]);
    expect(await contested()).toBe(before);
    await store.write([paper({ id: "PMID:902", claims: [{ ...fresh, polarity: "negated" }] })]);
    expect(await contested()).toBe(before + 1);
    await store.write([remove("PMID:901")]);
    expect(await contested()).toBe(before);
  });

  describe("evidence", () => {
    const filters: readonly EvidenceFilter[] = [
      {},
      { certainty: "hedged" },
      { certainty: "question" },
      { minScore: 0.7 },
      { minNovelty: 0.8 },
      { section: "results" },
      { polarity: "negated", section: "results" },
      { polarity: "affirmed", minScore: 0.5, minNovelty: 0.3 },
      { certainty: "asserted", asOf: "2016" },
    ];

    const meets = (item: EvidenceRecord, filter: EvidenceFilter) =>
      (!filter.polarity ||
        (item.polarity === filter.polarity &&
          item.certainty !== "question" &&
          item.duplicateOf === undefined)) &&
      (!filter.certainty || item.certainty === filter.certainty) &&
      item.score >= (filter.minScore ?? 0) &&
      item.novelty >= (filter.minNovelty ?? 0) &&
      (!filter.section || item.sentences.some(({ role }) => role === filter.section)) &&
      (!filter.asOf || (item.year !== undefined && String(item.year) <= filter.asOf));

    it("is filtered, paged and counted for each triple", async () => {
      const keys = known.map(({ triple }) => triple.key);
      for (const filter of filters) {
        const pages = await store.evidence(keys, filter, all);
        const counts = await store.countEvidence(keys, filter);
        for (const { triple, evidence } of known) {
          const wanted = evidence.filter((item) => meets(item, filter));
          expect(pages.get(triple.key)?.items.map(({ node }) => node)).toEqual(wanted);
          expect(counts.get(triple.key)).toBe(wanted.length);
        }
        const longest = [...counts].sort((a, b) => b[1] - a[1])[0]!;
        expect(longest[1], JSON.stringify(filter)).toBeGreaterThan(1);
        const [key] = longest;
        const one = (await store.evidence([key], filter, { first: 1 })).get(key)!;
        const rest = await store.evidence([key], filter, { first: 1000, after: one.items[0]!.cursor });
        expect([...one.items, ...rest.get(key)!.items]).toEqual(pages.get(key)?.items);
      }
    });

    it("of retracted documents is filtered and counted likewise", async () => {
      const claim = { subject: "tp53", predicate: "causes", object: "stroke", novelty: 0.9 } as const;
      const papers = [
        paper({ id: "PMID:911", claims: [{ ...claim, score: 0.9, role: "results" }], retracted: true }),
        paper({ id: "PMID:912", claims: [{ ...claim, score: 0.4, certainty: "hedged" }], retracted: true }),
      ];
      await store.write(papers);
      const { key } = papers[0]!.evidence[0]!.triple;
      const found = async (filter: EvidenceFilter) => {
        const asked = { ...filter, retracted: true };
        const page = (await store.evidence([key], asked, all)).get(key)!;
        expect((await store.countEvidence([key], asked)).get(key)).toBe(page.items.length);
        return page.items.map(({ node }) => node.documentId);
      };
      expect(await found({})).toEqual(["PMID:911", "PMID:912"]);
      expect(await found({ minScore: 0.5 })).toEqual(["PMID:911"]);
      expect(await found({ certainty: "hedged" })).toEqual(["PMID:912"]);
      expect(await found({ section: "results", minNovelty: 0.9 })).toEqual(["PMID:911"]);
      expect(await found({ minNovelty: 0.95 })).toEqual([]);
    });
  });
}
