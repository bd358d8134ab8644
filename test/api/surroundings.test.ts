import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Asking, asking, type Data, type Example, openExample } from "./asking.js";

let example: Example;
let ask: Asking["ask"];
let data: Asking["data"];
beforeAll(async () => {
  example = await openExample();
  ({ ask, data } = asking(example.store));
});
afterAll(() => example.close());

const nodes = (connection: Data) => connection.edges.map((edge: Data) => edge.node);
const [metformin, diabetes2, diabetes, aspirin] = [
  "MESH:D008687",
  "MESH:D003924",
  "MESH:D003920",
  "MESH:D001241",
];

describe("suggestConcepts", () => {
  const suggest = async (args: string) =>
    (await data(`{ suggestConcepts(${args}) { matchedName concept { name } } }`)).suggestConcepts.map(
      ({ matchedName, concept }: Data) => [concept.name, matchedName],
    );

  it("completes names and synonyms, most documents first", async () => {
    expect(await suggest(`prefix: "diab"`)).toEqual([
      ["Diabetes Mellitus, Type 2", "Diabetes Mellitus, Type 2"],
      ["Diabetes Mellitus", "Diabetes Mellitus"],
    ]);
    expect(await suggest(`prefix: "heart", categories: [Disease]`)).toEqual([
      ["Myocardial Infarction", "heart attack"],
    ]);
    expect(await suggest(`prefix: "heart", categories: [Gene]`)).toEqual([]);
    expect(await suggest(`prefix: "metfromin"`)).toEqual([["Metformin", "Metformin"]]);
    expect(await suggest(`prefix: "di", first: 1`)).toHaveLength(1);
    expect(await suggest(`prefix: ""`)).toEqual([]);
  });

  it("refuses what is no beginning of a name", async () => {
    const { errors } = await ask(`{ suggestConcepts(prefix: "${"a".repeat(501)}") { matchedName } }`);
    expect(errors?.[0]?.extensions.code).toBe("BAD_INPUT");
  });
});

describe("the hierarchy", () => {
  it("leads up and down", async () => {
    const { narrow, broad } = await data(
      `{ narrow: concept(id: "${diabetes2}") { childCount ancestors { name } children { totalCount } }
         broad: concept(id: "${diabetes}") { childCount ancestors { name } children { totalCount edges { node { id } } } } }`,
    );
    expect(narrow).toEqual({
      childCount: 0,
      ancestors: [{ name: "Diabetes Mellitus" }],
      children: { totalCount: 0 },
    });
    expect(broad).toEqual({
      childCount: 1,
      ancestors: [],
      children: { totalCount: 1, edges: [{ node: { id: diabetes2 } }] },
    });
  });

  it("counts lists of concepts", async () => {
    expect(
      await data(`{ all: concepts { totalCount } some: concepts(category: Gene) { totalCount }
      found: concepts(text: "diabetes") { totalCount } }`),
    ).toEqual({
      all: { totalCount: 9 },
      some: { totalCount: 1 },
      found: { totalCount: 2 },
    });
  });
});

describe("neighbourhood", () => {
  const around = async (id: string, args = "") =>
    (
      await data(
        `{ concept(id: "${id}") { neighbourhood${args} {
             truncated concepts { id } triples { predicate belief subject { id } object { id } } } } }`,
      )
    ).concept.neighbourhood;

  it("has a concept's triples, the other ends and what is among those", async () => {
    const { concepts, triples, truncated } = await around(aspirin);
    expect(truncated).toBe(false);
    expect(concepts.map(({ id }: Data) => id)).toEqual([
      aspirin,
      "MESH:D009203",
      "MESH:D014859",
      "MESH:D006470",
    ]);
    expect(triples.map(({ predicate }: Data) => predicate)).toEqual([
      "treats",
      "interacts_with",
      "causes",
      // Between two of its neighbours.
      "causes",
    ]);
    const ids = concepts.map(({ id }: Data) => id);
    for (const { subject, object } of triples)
      expect(ids).toEqual(expect.arrayContaining([subject.id, object.id]));
  });

  it("is narrowed by a filter and an order, and says when there is more", async () => {
    const few = await around(aspirin, "(first: 1)");
    expect(few).toMatchObject({ truncated: true, triples: [{ predicate: "treats" }] });
    expect(few.concepts).toHaveLength(2);
    const latest = await around(metformin, "(first: 1, order: lastYear)");
    expect(latest.triples).toMatchObject([{ predicate: "treats" }]);
    const causes = await around(aspirin, "(filter: { predicates: [causes] })");
    expect(causes.triples.map(({ predicate }: Data) => predicate)).toEqual(["causes"]);
    const { errors } = await ask(
      `{ concept(id: "${aspirin}") { neighbourhood(filter: { involving: "${metformin}" }) { truncated } } }`,
    );
    expect(errors?.[0]).toMatchObject({ extensions: { code: "BAD_INPUT" } });
  });
});

describe("subgraph", () => {
  it("has the triples among the concepts asked for", async () => {
    const ids = [metformin, diabetes2, "MESH:D000140", "NCBIGene:6934", "MESH:D999999", metformin];
    const { subgraph } = await data(
      `query ($ids: [CURIE!]!) { subgraph(ids: $ids) { truncated concepts { id } triples { belief } } }`,
      { ids },
    );
    expect(subgraph.concepts.map(({ id }: Data) => id)).toEqual(ids.slice(0, 4));
    const beliefs = subgraph.triples.map(({ belief }: Data) => belief);
    expect(beliefs).toHaveLength(3);
    expect(beliefs).toEqual([...beliefs].sort((a, b) => b - a));
    expect(subgraph.truncated).toBe(false);
    const one = await data(
      `query ($ids: [CURIE!]!) { subgraph(ids: $ids, first: 1) { truncated triples { belief } } }`,
      { ids },
    );
    expect(one.subgraph).toEqual({ truncated: true, triples: [{ belief: beliefs[0] }] });
  });

  it.each([
    ["no ids", []],
    ["too many ids", Array.from({ length: 501 }, (_, i) => `MESH:D${i}`)],
  ])("refuses %s", async (_what, ids) => {
    const { errors } = await ask("query ($ids: [CURIE!]!) { subgraph(ids: $ids) { truncated } }", { ids });
    expect(errors?.[0]).toMatchObject({ extensions: { code: "BAD_INPUT" } });
  });

  it("weighs as much as it may hold", async () => {
    const within =
      "triples { subject { name } object { name } evidence(first: 10) { edges { node { id } } } }";
    const ids = [metformin, diabetes2];
    const query = (first: number) =>
      `query ($ids: [CURIE!]!) { subgraph(ids: $ids, first: ${first}) { ${within} } }`;
    expect((await ask(query(1000), { ids })).errors).toBeUndefined();
    expect((await ask(query(2000), { ids })).errors?.[0]?.message).toMatch(/up to 2\d{4} objects/u);
  });
});

describe("documents", () => {
  it("that mention concepts are listed, and counted by year", async () => {
    const { both, concept } = await data(
      `{ both: documents(mentioning: ["${metformin}", "${diabetes2}"], fromYear: 2000, first: 1) {
           totalCount pageInfo { hasNextPage } edges { node { id year } } }
         concept(id: "${metformin}") {
           mentionedIn(first: 2) { totalCount edges { node { id } } } timeline { year documents }
           tripleCounts { predicate triples } } }`,
    );
    expect(both).toEqual({
      totalCount: 2,
      pageInfo: { hasNextPage: true },
      edges: [{ node: { id: "PMID:9003", year: 2012 } }],
    });
    expect(concept).toEqual({
      mentionedIn: { totalCount: 4, edges: [{ node: { id: "PMID:9003" } }, { node: { id: "PMID:9004" } }] },
      timeline: [1998, 2005, 2009, 2012].map((year) => ({ year, documents: 1 })),
      tripleCounts: [
        { predicate: "causes", triples: 1 },
        { predicate: "treats", triples: 1 },
      ],
    });
  });

  it("are listed by status, the latest first, those without a year last", async () => {
    const list = async (args: string) =>
      nodes((await data(`{ documents${args} { edges { node { id } } } }`)).documents).map(
        ({ id }: Data) => id,
      );
    const all = await list("");
    expect(all).toHaveLength(8);
    expect([all[0], all.at(-1)]).toEqual(["PMID:9008", "PMID:9007"]);
    expect(await list("(status: retracted)")).toEqual(["PMID:9008"]);
    const { errors } = await ask("{ documents(status: deleted) { totalCount } }");
    expect(errors?.[0]).toMatchObject({ extensions: { code: "BAD_INPUT" } });
  });

  it("show their text cut at mentions, and what they say", async () => {
    const { document, retracted } = await data(
      `{ document(id: "PMID:9006") { text segments { start end text mentions { text link { ids } } }
           evidence { totalCount edges { node { id document { id } } } } }
         retracted: document(id: "PMID:9008") { segments { mentions { text } } evidence { totalCount } } }`,
    );
    expect(document.segments.map(({ text }: Data) => text).join("")).toBe(document.text);
    const marked = document.segments.filter(({ mentions }: Data) => mentions.length > 0);
    expect(marked.map(({ text }: Data) => text)).toEqual(["warfarin", "aspirin", "bleeding"]);
    for (const { start, end, text, mentions } of marked) {
      expect(document.text.slice(start, end)).toBe(text);
      expect(mentions).toMatchObject([{ text }]);
    }
    expect(document.evidence.totalCount).toBe(3);
    expect(nodes(document.evidence)).toHaveLength(3);
    expect(retracted).toEqual({ segments: [{ mentions: [] }], evidence: { totalCount: 0 } });
  });
});
