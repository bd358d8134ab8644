import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mostPerPage } from "../../src/api/connection.js";
import { type Asking, asking, type Data, type Example, openExample } from "./asking.js";

let example: Example;
let ask: Asking["ask"];
let data: Asking["data"];

beforeAll(async () => {
  example = await openExample();
  ({ ask, data } = asking(example.store));
});
afterAll(() => example.close());

/** Follows a list page by page to its end; `pick` finds its connection in an answer. */
async function allPages(
  query: string,
  first: number,
  pick: (data: Data) => Data,
): Promise<readonly string[]> {
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const { edges, pageInfo } = pick(await data(query, { first, after }));
    expect(edges.length).toBeLessThanOrEqual(first);
    expect(pageInfo).toEqual({
      hasNextPage: pageInfo.hasNextPage,
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    });
    ids.push(...edges.map((edge: Data) => edge.node.id));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return ids;
}

const framing = "edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }";

const lists = {
  "triples by belief": [`triples(first: $first, after: $after) { ${framing} }`, (data: Data) => data.triples],
  "triples by documents": [
    `triples(order: documents, first: $first, after: $after) { ${framing} }`,
    (data: Data) => data.triples,
  ],
  "triples by last year": [
    `triples(order: lastYear, first: $first, after: $after) { ${framing} }`,
    (data: Data) => data.triples,
  ],
  "triples of a concept": [
    `concept(id: "MESH:D001241") { triples(first: $first, after: $after) { ${framing} } }`,
    (data: Data) => data.concept.triples,
  ],
  concepts: [`concepts(first: $first, after: $after) { ${framing} }`, (data: Data) => data.concepts],
  "concepts by name": [
    `concepts(text: "diabetes", first: $first, after: $after) { ${framing} }`,
    (data: Data) => data.concepts,
  ],
  evidence: [
    `triples(order: documents, first: 1) { edges { node { evidence(first: $first, after: $after) { ${framing} } } } }`,
    (data: Data) => data.triples.edges[0].node.evidence,
  ],
} as const;

describe.each(Object.entries(lists))("pages of %s", (_name, [selection, pick]) => {
  const query = `query ($first: Int!, $after: String) { ${selection} }`;

  it.each([1, 2])("of %i hold the whole list once, in order", async (first) => {
    const whole = await allPages(query, mostPerPage, pick);
    expect(whole.length).toBeGreaterThan(1);
    expect(new Set(whole).size).toBe(whole.length);
    expect(await allPages(query, first, pick)).toEqual(whole);
  });
});

describe("a page", () => {
  it.each([0, -1, 101, 100_000])("of %i items is refused, with what to do", async (first) => {
    const { data, errors } = await ask("query ($first: Int) { triples(first: $first) { totalCount } }", {
      first,
    });
    expect(data).toBeNull();
    expect(errors).toEqual([
      expect.objectContaining({
        message: `first is ${first}; a page has 1 to 100 items`,
        path: ["triples"],
        extensions: { code: "BAD_INPUT", hint: expect.stringContaining("endCursor") },
      }),
    ]);
  });

  it("is capped in every list", async () => {
    for (const list of ["concepts(first: 101)", 'concept(id: "MESH:D001241") { triples(first: 101)']) {
      const close = list.includes("{") ? "}" : "";
      const { errors } = await ask(`{ ${list} { edges { cursor } } ${close} }`);
      expect(errors?.[0]?.extensions.code).toBe("BAD_INPUT");
    }
    const { errors } = await ask(
      `{ triples(first: 1) { edges { node { evidence(first: 101) { totalCount } } } } }`,
    );
    expect(errors?.[0]?.extensions.code).toBe("BAD_INPUT");
  });

  it("takes null for the usual size", async () => {
    const { triples } = await data("query ($first: Int) { triples(first: $first) { edges { cursor } } }", {
      first: null,
    });
    expect(triples.edges).toHaveLength(7);
  });
});

describe("a cursor", () => {
  it("of another list is refused", async () => {
    const { triples, concepts } = await data(
      "{ triples(first: 1) { edges { cursor } } concepts(first: 1) { edges { cursor } } }",
    );
    const wrong = [
      ["triples", concepts.edges[0].cursor],
      ["concepts", triples.edges[0].cursor],
      ["triples(order: documents", triples.edges[0].cursor],
      ["triples", "no cursor at all"],
    ] as const;
    for (const [list, after] of wrong) {
      const field = list.includes("(") ? `${list}, after: $after)` : `${list}(after: $after)`;
      const { errors } = await ask(`query ($after: String) { ${field} { edges { cursor } } }`, { after });
      expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_INPUT", hint: expect.any(String) });
    }
  });
});
