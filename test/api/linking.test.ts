import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { linkLimits } from "../../src/api/link-arguments.js";
import { type Asking, asking, type Example, openExample } from "./asking.js";
import { exampleAnnotator } from "./example-annotator.js";

let example: Example;
let ask: Asking["ask"];
let data: Asking["data"];

beforeAll(async () => {
  example = await openExample();
  ({ ask, data } = asking(example.store, exampleAnnotator));
});
afterAll(() => example.close());

describe("link with a context", () => {
  it("passes the context on: its abbreviations are written out", async () => {
    const query = `query ($context: String) {
      link(mention: "MI", context: $context) { ids steps { rule text } } }`;
    const context = "Aspirin after myocardial infarction (MI) was tried.";
    expect((await data(query, { context })).link).toEqual({
      ids: ["MESH:D009203"],
      steps: [
        { rule: "abbreviation", text: "myocardial infarction" },
        { rule: "lowercase", text: "myocardial infarction" },
      ],
    });
    expect((await data(query)).link.ids).not.toEqual(["MESH:D009203"]);
  });

  it("shows as many candidates as are asked for", async () => {
    const shown = async (topK: number) =>
      (await data('query ($k: Int!) { link(mention: "a", topK: $k) { candidates { id } } }', { k: topK }))
        .link.candidates.length;
    expect(await shown(1)).toBe(1);
    expect(await shown(100)).toBeGreaterThan(6);
  });
});

describe("links", () => {
  const query = `query ($items: [LinkInput!]!, $topK: Int! = 6) {
    links(items: $items, topK: $topK) { ids nil candidates { id } } }`;

  it("answers each item in its place", async () => {
    const items = [
      { mention: "metformin", category: "ChemicalEntity" },
      { mention: "metformin", category: "Disease" },
      { mention: "heart attack" },
    ];
    const { links } = await data(query, { items });
    expect(links.map(({ ids }: { ids: string[] }) => ids)).toEqual([["MESH:D008687"], [], ["MESH:D009203"]]);
    expect(links[1].nil).toBe("no_candidate");
  });

  it("makes a bad item null, says why at its place, and links the rest", async () => {
    const items = [{ mention: "aspirin" }, { mention: "  " }, { mention: "warfarin" }];
    const answer = await ask(query, { items });
    expect(answer.data.links.map((link: { ids: string[] } | null) => link?.ids)).toEqual([
      ["MESH:D001241"],
      undefined,
      ["MESH:D014859"],
    ]);
    expect(answer.errors).toHaveLength(1);
    expect(answer.errors?.[0]).toMatchObject({
      message: "mention is empty",
      path: ["links", 1],
      extensions: { code: "BAD_INPUT" },
    });
  });

  it("takes no item at all", async () => {
    expect((await data(query, { items: [] })).links).toEqual([]);
  });

  it("takes as many items as the limit says", async () => {
    const items = Array.from({ length: linkLimits.items }, () => ({ mention: "aspirin" }));
    const answer = await data("query ($items: [LinkInput!]!) { links(items: $items) { ids } }", { items });
    expect(answer.links).toHaveLength(linkLimits.items);
  });
});

describe("what is too much or no input", () => {
  const name = "a".repeat(501);
  const context = "a".repeat(linkLimits.context + 1);
  const items = (count: number, item: object = { mention: "aspirin" }) =>
    Array.from({ length: count }, () => item);
  const links = "query ($items: [LinkInput!]!) { links(items: $items) { ids } }";
  const link = `query ($mention: String! = "a", $context: String, $topK: Int! = 6, $others: [OtherName!]) {
    link(mention: $mention, context: $context, topK: $topK, others: $others) { ids } }`;
  const embed = "query ($texts: [String!]!) { embed(texts: $texts) { dim } }";
  const cases: readonly (readonly [string, string, object, string])[] = [
    ["an empty mention", link, { mention: "" }, "mention is empty"],
    ["a blank mention", link, { mention: " \t" }, "mention is empty"],
    ["a mention of 501 characters", link, { mention: name }, "mention has 501 characters"],
    ["topK 0", link, { topK: 0 }, "topK is 0; a link shows 1 to 100"],
    ["topK 101", link, { topK: 101 }, "topK is 101"],
    ["a long context", link, { context }, "context has 10001 characters"],
    [
      "51 other names",
      link,
      { others: items(51, { name: "x", category: "Gene" }) },
      "others has 51 names; at most 50",
    ],
    ["an empty other name", link, { others: [{ name: " ", category: "Gene" }] }, "others.name is empty"],
    ["501 items", links, { items: items(501) }, "items has 501 entries; at most 500"],
    [
      "contexts that are too long together",
      links,
      { items: items(21, { mention: "a", context: "b".repeat(10_000) }) },
      "210000 characters together",
    ],
    ["501 texts", embed, { texts: Array(501).fill("a") }, "texts has 501 entries"],
    ["an empty text", embed, { texts: ["a", ""] }, "texts[1] is empty"],
    ["a text of 501 characters", embed, { texts: [name] }, "texts[0] has 501 characters"],
    [
      "no first of headings",
      'query ($first: Int!) { suggestHeadings(text: "a", first: $first) { score } }',
      { first: 0 },
      "first is 0; a page has 1 to 100",
    ],
    [
      "101 similar concepts",
      'query ($first: Int!) { concept(id: "MESH:D003924") { similar(first: $first) { score } } }',
      { first: 101 },
      "first is 101",
    ],
  ];

  it.each(cases)("%s is answered with what is wrong", async (_what, query, variables, message) => {
    const { errors } = await ask(query, variables as Readonly<Record<string, unknown>>);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.message).toContain(message);
    expect(errors?.[0]?.extensions.code).toBe("BAD_INPUT");
  });

  it("an unknown category does not fit the schema", async () => {
    const { errors } = await ask(`{ link(mention: "aspirin", category: Drug) { ids } }`);
    expect(errors?.[0]?.message).toContain("Drug");
    expect(errors?.[0]?.extensions.code).toBe("GRAPHQL_VALIDATION_FAILED");
    const variable = await ask(links, { items: [{ mention: "aspirin", category: "Drug" }] });
    expect(variable.errors?.[0]?.message).toContain("Drug");
  });

  it.each([
    ["batches of batches", `{ ${"abcde".replace(/./g, (a) => `${a}: links(items: $items) { ids } `)} }`],
    [
      "every candidate of many items",
      "{ links(items: $items, topK: 100) { candidates { score { total } } } }",
    ],
  ])("%s cost too much together", async (_what, fields) => {
    const { errors } = await ask(`query ($items: [LinkInput!]!) ${fields}`, { items: items(500) });
    expect(errors?.[0]?.message).toMatch(/asks for up to \d+ objects; at most 20000/u);
    expect(errors?.[0]?.extensions.code).toBe("BAD_INPUT");
  });

  it("similar concepts of many concepts cost too much together", async () => {
    const { errors } = await ask(
      "{ concepts(first: 100) { edges { node { similar(first: 100) { concept { name } score } } } } }",
    );
    expect(errors?.[0]?.message).toMatch(/asks for up to \d+ objects/u);
  });

  it("candidates through a fragment weigh as much as they are", async () => {
    const fragment = "fragment all on Link { candidates { score { total } } }";
    const many = `query ($items: [LinkInput!]!) { few: links(items: $items, topK: 1) { ...all }
      links(items: $items, topK: 100) { ...all } } ${fragment}`;
    const { errors } = await ask(many, { items: items(100) });
    expect(errors?.[0]?.message).toContain("asks for up to");
    expect((await ask(many, { items: items(5) })).errors).toBeUndefined();
  });
});

describe("embed", () => {
  it("gives a vector for each text and what made them", async () => {
    const { embed } = await data(
      `{ embed(texts: ["aaabbbb", "aa"]) { model version dim maxTokens vectors } }`,
    );
    expect(embed).toEqual({
      model: "example-names",
      version: "1",
      dim: 2,
      maxTokens: 25,
      vectors: [
        [0.6, 0.8],
        [1, 0],
      ],
    });
  });
});

describe("similar concepts", () => {
  it("come with the graph's word on them", async () => {
    const { concept } = await data(
      `{ concept(id: "MESH:D003924") { similar(first: 2) { concept { id documents } score name matchedName } } }`,
    );
    expect(concept.similar).toEqual([
      {
        concept: { id: "MESH:D003920", documents: expect.any(Number) },
        score: 0.5,
        name: "Diabetes Mellitus, Type 2",
        matchedName: "Diabetes Mellitus",
      },
    ]);
  });

  it("are null where the terminology has no vectors", async () => {
    const without = asking(example.store, { ...exampleAnnotator, similar: async () => undefined });
    const { concept } = await without.data(`{ concept(id: "MESH:D003924") { name similar { score } } }`);
    expect(concept).toEqual({ name: "Diabetes Mellitus, Type 2", similar: null });
  });

  it("leave the concept its other fields on a server without models", async () => {
    const { data, errors } = await asking(example.store).ask(
      `{ concept(id: "MESH:D003924") { name similar { score } } }`,
    );
    expect(data.concept).toEqual({ name: "Diabetes Mellitus, Type 2", similar: null });
    expect(errors?.[0]?.extensions.code).toBe("USAGE");
  });
});

describe("suggestHeadings", () => {
  it("ranks headings with what speaks for them", async () => {
    const { suggestHeadings } = await data(
      `query ($text: String!, $title: String) { suggestHeadings(text: $text, title: $title, first: 2) {
         heading concept { name documents } score inTitle mentions { start end text conceptId }
         reasons { name value weight } } }`,
      { title: "Metformin", text: "Here metformin may cause lactic acidosis." },
    );
    expect(suggestHeadings).toHaveLength(2);
    expect(suggestHeadings[0]).toEqual({
      heading: "MESH:D008687",
      concept: { name: "Metformin", documents: 4 },
      score: 0.75,
      inTitle: true,
      mentions: [
        { start: 0, end: 9, text: "Metformin", conceptId: "MESH:D008687" },
        { start: 15, end: 24, text: "metformin", conceptId: "MESH:D008687" },
      ],
      reasons: [{ name: "mentions", value: 2, weight: 3 }],
    });
  });

  it("keeps to the categories asked for", async () => {
    const { suggestHeadings } = await data(
      `{ suggestHeadings(text: "metformin and bleeding", categories: [Disease]) { concept { name } } }`,
    );
    expect(suggestHeadings).toEqual([{ concept: { name: "Hemorrhage" } }]);
  });
});
