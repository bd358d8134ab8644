import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askingCounted, type Example, openExample } from "./asking.js";

let example: Example;
beforeAll(async () => {
  example = await openExample();
});
afterAll(() => example.close());

/** How often a query calls each method of the store. */
async function callsOf(query: string): Promise<Readonly<Record<string, number>>> {
  const { data, calls } = askingCounted(example.store);
  await data(query);
  return calls;
}

const evidence =
  "evidence(first: 3) { edges { node { document { title mentions { link { concepts { name } } } } } } }";

describe("one round trip to the store per level", () => {
  it.each([1, 7])("for %i triples with ends, evidence, documents and mentions", async (first) => {
    const calls = await callsOf(
      `{ triples(first: ${first}) { edges { node { subject { name } object { name parents { name } } ${evidence} } } } }`,
    );
    // Ends and evidence come along with the triples.
    expect(calls).toEqual({ triples: 1, documents: 1, concepts: expect.any(Number) });
    // Parents of the ends, and the concepts of mentions: what is known is not asked again.
    expect(calls.concepts).toBeLessThanOrEqual(2);
  });

  it("brings along what fragments ask for, and leaves to its field what is asked wrongly", async () => {
    const list = (fields: string) => `query ($n: Int = 3) { triples { edges { node { ${fields} } } } }
      fragment Best on Triple { ... on Triple { evidence(first: $n) { edges { node { id } } } } }`;
    expect(await callsOf(list("...Best subject { name }"))).toEqual({ triples: 1 });
    const { ask, calls } = askingCounted(example.store);
    const answer = await ask(list("...Best").replace("first: $n", "first: $n, minScore: 2"));
    expect(answer.errors?.[0]).toMatchObject({ extensions: { code: "BAD_INPUT" } });
    expect(calls).toEqual({ triples: 1 });
  });

  it("asks once for each kind of evidence page, not once for each triple", async () => {
    const calls = await callsOf(
      `{ triples { edges { node { for: evidence(polarity: affirmed) { edges { node { id } } }
         against: evidence(polarity: negated) { edges { node { id } } } } } } }`,
    );
    expect(calls).toEqual({ triples: 1, evidence: 2 });
  });

  it("gathers look-ups of one kind across aliases", async () => {
    const calls = await callsOf(
      `{ a: concept(id: "MESH:D003924") { name } b: concept(id: "MESH:D008687") { name } c: concept(id: "MESH:D003924") { id } }`,
    );
    expect(calls).toEqual({ concepts: 1 });
  });

  it.each([1, 7])("for what hangs on %i concepts", async (first) => {
    const calls = await callsOf(
      `{ concepts(first: ${first}) { edges { node {
           children(first: 3) { totalCount edges { node { name } } } childCount timeline { documents }
           tripleCounts { triples } mentionedIn(first: 2) { totalCount edges { node { title } } }
           neighbourhood(first: 5) { truncated concepts { name } triples { belief subject { name } object { name } } }
         } } } }`,
    );
    expect(calls).toMatchObject({
      searchConcepts: 1,
      children: 1,
      childCounts: 1,
      documentsByYear: 1,
      tripleCounts: 1,
      documentsMentioning: 1,
      documents: 1,
      triplesAround: 1,
      triplesBetween: 1,
      triplesByKey: 1,
    });
    // The concepts of neighbourhoods are both ends of their triples.
    expect(calls.concepts).toBeLessThanOrEqual(2);
  });

  it("for the evidence of documents", async () => {
    const calls = await callsOf(
      "{ documents { edges { node { evidence(first: 2) { totalCount edges { node { id } } } segments { text } } } } }",
    );
    expect(calls).toEqual({ listDocuments: 1, documents: 1, evidenceOfDocuments: 1 });
  });

  it("for each level of the hierarchy above", async () => {
    const calls = await callsOf("{ concepts { edges { node { ancestors { name } } } } }");
    expect(calls.concepts).toBeLessThanOrEqual(2);
  });

  it("loads no document for its id alone, and counts only when asked", async () => {
    const calls = await callsOf(
      "{ triples { edges { node { id evidence { totalCount edges { node { document { id pmid } } } } } } } }",
    );
    expect(calls).toEqual({ triples: 1 });
    expect(await callsOf("{ triples { totalCount } }")).toEqual({ triples: 1, countTriples: 1 });
  });
});
