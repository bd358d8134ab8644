import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tripleOf } from "../../src/domain/triple.js";
import { type Asking, asking, askingCounted, type Data, type Example, openExample } from "./asking.js";

let example: Example;
let ask: Asking["ask"];
let data: Asking["data"];

beforeAll(async () => {
  example = await openExample();
  ({ ask, data } = asking(example.store));
});
afterAll(() => example.close());

const nodes = (connection: Data) => connection.edges.map((edge: Data) => edge.node);
const treatment = tripleOf("MESH:D008687", "treats", "MESH:D003924").key;

describe("a filter of triples", () => {
  const filtered =
    "query ($filter: TripleFilter) { triples(filter: $filter) { totalCount edges { node { id } } } }";
  const keys = async (filter: object | null) => {
    const { triples } = await data(filtered, { filter });
    const found = nodes(triples).map(({ id }: Data) => id);
    expect(triples.totalCount).toBe(found.length);
    return found;
  };

  it("asks for nothing when it is null or empty", async () => {
    for (const filter of [null, {}, { predicates: [], subjectCategories: null }])
      expect(await keys(filter)).toHaveLength(7);
  });

  it.each([
    [{ subject: "MESH:D008687", predicates: ["treats"] }, 1],
    [{ object: "MESH:D003924" }, 1],
    [{ involving: "MESH:D003924" }, 2],
    [{ involving: "MESH:D003924", otherCategories: ["Gene"] }, 1],
    [{ subjectCategories: ["Gene"] }, 0],
    [{ objectCategories: ["Gene"] }, 1],
    [{ minBelief: 0.7 }, 3],
    [{ maxBelief: 0.5 }, 1],
    [{ minDocuments: 2 }, 1],
    [{ fromYear: 2002, toYear: 2006 }, 1],
    [{ stance: "denied" }, 1],
    [{ stance: "asked" }, 0],
    [{ minNovelty: 0.6 }, 0],
    [{ sections: ["results"] }, 7],
    [{ hedged: true }, 1],
  ])("%j finds %i", async (filter, number) => {
    expect(await keys(filter)).toHaveLength(number);
  });

  it("finds the same as the arguments that were there before it, which it goes together with", async () => {
    const before = `{ triples(involving: "MESH:D003924", predicate: treats) { edges { node { id } } } }`;
    expect(nodes((await data(before)).triples)).toEqual([{ id: treatment }]);
    const both = `{ triples(filter: { minDocuments: 2 }, predicates: [treats]) { edges { node { id } } } }`;
    expect(nodes((await data(both)).triples)).toEqual([{ id: treatment }]);
  });

  it("narrows the triples of a concept", async () => {
    const { concept } = await data(
      `{ concept(id: "MESH:D001241") { triples(filter: { otherCategories: [ChemicalEntity] }) { totalCount edges { node { predicate } } } } }`,
    );
    expect(concept.triples).toEqual({ totalCount: 1, edges: [{ node: { predicate: "interacts_with" } }] });
  });

  it.each([
    ["minBelief given twice", "triples(minBelief: 0.5, filter: { minBelief: 0.4 })", "minBelief is given in"],
    [
      "predicates given twice",
      "triples(predicate: treats, filter: { predicates: [treats] })",
      "predicates is given",
    ],
    ["a novelty beyond 1", "triples(filter: { minNovelty: 2 })", "minNovelty is 2"],
    ["a year that is none", "triples(filter: { fromYear: 0 })", "fromYear is 0"],
    ["years from late to early", "triples(filter: { fromYear: 2020, toYear: 2019 })", "fromYear is 2020"],
    ["beliefs from high to low", "triples(filter: { minBelief: 0.9, maxBelief: 0.1 })", "minBelief is 0.9"],
    ["the other end of nothing", "triples(filter: { otherCategories: [Gene] })", "otherCategories"],
    [
      "a contradiction that is affirmed",
      "contradictions(filter: { stance: affirmed })",
      "stance is affirmed",
    ],
  ])("refuses %s", async (_what, list, message) => {
    const { errors } = await ask(`{ ${list} { totalCount } }`);
    expect(errors).toEqual([
      expect.objectContaining({
        message: expect.stringContaining(message),
        extensions: { code: "BAD_INPUT", hint: expect.stringMatching(/\w/u) },
      }),
    ]);
  });

  it("of a concept does not name what its triples involve", async () => {
    const { errors } = await ask(
      `{ concept(id: "MESH:D001241") { triples(filter: { involving: "MESH:D003924" }) { totalCount } } }`,
    );
    expect(errors?.[0]?.message).toContain("involving is given");
  });
});

describe("contradictions", () => {
  it("are what some affirm and some deny", async () => {
    const { contradictions } = await data(
      "{ contradictions { totalCount edges { node { id affirmed denied } } pageInfo { hasNextPage } } }",
    );
    expect(contradictions).toEqual({
      totalCount: 1,
      edges: [{ node: { id: treatment, affirmed: 2, denied: 1 } }],
      pageInfo: { hasNextPage: false },
    });
    const none = await data(`{ contradictions(filter: { involving: "MESH:D001241" }) { totalCount } }`);
    expect(none.contradictions.totalCount).toBe(0);
  });
});

describe("facets", () => {
  const facets = `facets { predicates { predicate triples } objectCategories { category triples }
    beliefs { from to triples } lastYears { year triples } stances { stance triples } }`;

  it("break down the whole list, not its page", async () => {
    const { triples } = await data(`{ triples(first: 1) { ${facets} } }`);
    expect(triples.facets).toMatchObject({
      predicates: [
        { predicate: "causes", triples: 3 },
        { predicate: "treats", triples: 2 },
        { predicate: "interacts_with", triples: 1 },
        { predicate: "associated_with", triples: 1 },
      ],
      stances: [
        { stance: "affirmed", triples: 7 },
        { stance: "denied", triples: 1 },
        { stance: "contested", triples: 1 },
      ],
    });
    expect(triples.facets.lastYears.at(-1)).toEqual({ year: null, triples: 1 });
    expect(triples.facets.beliefs).toHaveLength(10);
  });

  it("keep to the whole filter, and are read in one round trip and only when asked for", async () => {
    const { data, calls } = askingCounted(example.store);
    const { concept } = await data(
      `{ concept(id: "MESH:D008687") { triples(filter: { predicates: [treats] }) { ${facets} } } }`,
    );
    expect(concept.triples.facets.predicates).toEqual([{ predicate: "treats", triples: 1 }]);
    expect(calls).toEqual({ concepts: 1, triples: 1, tripleFacets: 1 });
  });

  it("weigh much, once for each list", async () => {
    const light = asking(example.store, undefined, { limits: { cost: 700 } });
    const weighed = "facets { predicates { triples } }";
    expect((await light.ask(`{ triples(first: 100) { ${weighed} } }`)).errors).toBeUndefined();
    const two = await light.ask(`{ triples { ${weighed} } contradictions { ${weighed} } }`);
    expect(two.errors?.[0]?.message).toContain("objects");
  });
});

describe("look-ups of many", () => {
  it("answer in the order asked for, null where there is nothing", async () => {
    const answer = await data(
      `query ($keys: [ID!]!) {
        conceptsById(ids: ["MESH:D003924", "MESH:D000000", "MESH:D008687", "MESH:D003924"]) { name }
        triplesById(ids: $keys) { predicate }
        documentsById(ids: ["PMID:9005", "PMID:1", "PMID:9001"]) { id title } }`,
      { keys: ["t1_00000000000000000000000000000000", treatment] },
    );
    expect(answer).toEqual({
      conceptsById: [
        { name: "Diabetes Mellitus, Type 2" },
        null,
        { name: "Metformin" },
        { name: "Diabetes Mellitus, Type 2" },
      ],
      triplesById: [null, { predicate: "treats" }],
      documentsById: [
        { id: "PMID:9005", title: "Tablets after a heart attack" },
        null,
        { id: "PMID:9001", title: "A long trial of glucose control" },
      ],
    });
  });

  it("say at its place what cannot be an id, and answer the rest", async () => {
    const answer = await ask(
      `{ triplesById(ids: ["treats", "${treatment}"]) { id } documentsById(ids: ["PMID:9005", "9005"]) { id } }`,
    );
    expect(answer.data).toEqual({
      triplesById: [null, { id: treatment }],
      documentsById: [{ id: "PMID:9005" }, null],
    });
    const places = answer.errors?.map(({ path, extensions }) => [path, extensions.code]);
    expect(places).toEqual([
      [["triplesById", 0], "BAD_INPUT"],
      [["documentsById", 1], "BAD_INPUT"],
    ]);
  });

  it("ask the store once for each kind, and take at most 500", async () => {
    const many = askingCounted(example.store);
    const ids = Array.from({ length: 500 }, (_, at) => `PMID:${9000 + at}`);
    const query = "query ($ids: [ID!]!) { documentsById(ids: $ids) { id } }";
    const { documentsById } = await many.data(query, { ids });
    expect(documentsById.filter((one: Data) => one !== null)).toHaveLength(8);
    expect(many.calls).toEqual({ documents: 1 });
    const { errors } = await many.ask(query, { ids: [...ids, "PMID:1"] });
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining("501"),
      extensions: { code: "BAD_INPUT" },
    });
  });

  it("weigh as many as they are", async () => {
    const light = asking(example.store, undefined, { limits: { cost: 100 } });
    const query = "query ($ids: [ID!]!) { documentsById(ids: $ids) { id } }";
    const ids = Array.from({ length: 101 }, (_, at) => `PMID:${at + 1}`);
    expect((await light.ask(query, { ids })).errors?.[0]?.message).toContain("101 objects");
  });
});

describe("evidence of a triple", () => {
  const evidence = (filter: string) =>
    data(
      `{ triple(id: "${treatment}") { evidence(${filter}) { totalCount edges { node { document { id } } } } } }`,
    );

  it.each([
    ["minScore: 0.7", ["PMID:9001", "PMID:9002"]],
    ["certainty: asserted, polarity: negated", ["PMID:9003"]],
    ["certainty: hedged", []],
    ["section: results", ["PMID:9001", "PMID:9002", "PMID:9003"]],
    ["section: methods", []],
    ['minNovelty: 0.5, asOf: "2004"', ["PMID:9001"]],
    ["minNovelty: 0.6", []],
  ])("with %s is listed and counted", async (filter, documents) => {
    const { triple } = await evidence(filter);
    expect(nodes(triple.evidence).map((node: Data) => node.document.id)).toEqual(documents);
    expect(triple.evidence.totalCount).toBe(documents.length);
  });

  it("is counted for many triples in one round trip", async () => {
    const { data, calls } = askingCounted(example.store);
    await data("{ triples { edges { node { evidence(minScore: 0.7) { totalCount } } } } }");
    expect(calls).toEqual({ triples: 1, countEvidence: 1 });
  });

  it("refuses a score that is none", async () => {
    const { errors } = await ask(`{ triple(id: "${treatment}") { evidence(minScore: 7) { totalCount } } }`);
    expect(errors?.[0]?.message).toContain("minScore is 7");
  });

  it("leads back to its triple, all of a level in one round trip", async () => {
    const { data, calls } = askingCounted(example.store);
    const { triples } = await data(
      "{ triples { edges { node { id evidence { edges { node { triple { id } } } } } } } }",
    );
    for (const { id, evidence } of nodes(triples))
      for (const { triple } of nodes(evidence)) expect(triple).toEqual({ id });
    expect(calls).toEqual({ triples: 1, triplesByKey: 1 });
  });
});
