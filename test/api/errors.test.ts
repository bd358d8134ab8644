import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Asking, asking, type Example, openExample } from "./asking.js";

let example: Example;
let ask: Asking["ask"];

beforeAll(async () => {
  example = await openExample();
  ({ ask } = asking(example.store));
});
afterAll(() => example.close());

describe("wrong input", () => {
  const cases = [
    ["a concept's id without a prefix", `{ concept(id: "D003924") { id } }`, "“D003924” is not a CURIE"],
    ["a number for an id", "{ concept(id: 3924) { id } }", "“3924” is not a CURIE"],
    ["a bare PubMed number", `{ document(id: "9001") { id } }`, "“9001” is not the id of a document"],
    ["no key of a triple", `{ triple(id: "treats") { id } }`, "“treats” is not the key of a triple"],
    [
      "both ways to name predicates",
      "{ triples(predicate: treats, predicates: [causes]) { totalCount } }",
      "Both",
    ],
    ["a belief beyond 1", "{ triples(minBelief: 1.5) { totalCount } }", "minBelief is 1.5"],
    ["a name of 501 characters", `{ concepts(text: "${"a".repeat(501)}") { edges { cursor } } }`, "501"],
  ] as const;

  it.each(cases)("%s is answered with what is wrong and what to do", async (_name, query, message) => {
    const { errors } = await ask(query);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.message).toContain(message);
    expect(errors?.[0]?.extensions.code).toBe("BAD_INPUT");
  });

  it("in a variable is answered alike", async () => {
    const { errors } = await ask("query ($id: CURIE!) { concept(id: $id) { id } }", { id: "D003924" });
    expect(errors?.[0]?.message).toContain("“D003924” is not a CURIE");
    expect(errors?.[0]?.extensions).toEqual({
      code: "BAD_INPUT",
      hint: expect.stringContaining("MESH:D003924"),
    });
  });

  it("is quoted without half a character of it", async () => {
    const { errors } = await ask(`{ ${"a".repeat(992)} "\ud835" }`);
    const { errors: named } = await ask("query ($v: CURIE!) { concept(id: $v) { id } }", { v: "\ud835:1" });
    for (const error of [errors?.[0], named?.[0]]) {
      expect(error?.message).toBeTruthy();
      expect(error?.message).not.toMatch(/\p{Surrogate}/u);
    }
  });

  it("of GraphQL itself keeps GraphQL's words, with a code", async () => {
    const unknown = await ask("{ stats { papers } }");
    expect(unknown.errors?.[0]?.message).toContain("papers");
    expect(unknown.errors?.[0]?.extensions.code).toBe("GRAPHQL_VALIDATION_FAILED");
    const broken = await ask("{ stats {");
    expect(broken.errors?.[0]?.extensions.code).toBe("GRAPHQL_PARSE_FAILED");
  });
});

describe("an error", () => {
  it("in one field leaves the others their answers", async () => {
    const { data, errors } = await ask(`{ triple(id: "nonsense") { id } stats { triples } }`);
    expect(data).toEqual({ triple: null, stats: { triples: 7 } });
    expect(errors?.[0]?.path).toEqual(["triple"]);
  });

  it("of ours is masked, and logged under the number that the client is given", async () => {
    const own = await openExample();
    const { ask, logged } = asking(own.store);
    // A store that was closed throws what nobody foresaw.
    await own.close();
    const { data, errors } = await ask("{ stats { triples } }");
    expect(data).toBeNull();
    const [error] = errors ?? [];
    expect(error?.message).toBe("Something went wrong on the server");
    expect(error?.extensions.code).toBe("INTERNAL");
    const id = error?.extensions.hint?.split(" ").at(-1);
    expect(id).toMatch(/^[0-9a-f-]{36}$/u);
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain(id);
    expect(logged[0]).toContain("stats");
    expect(JSON.stringify(errors)).not.toContain(own.folder);
  });
});

describe("too much at once", () => {
  const nested = (levels: number): string => (levels === 0 ? "id" : `parents { ${nested(levels - 1)} }`);
  const wide = `{ triples(first: 100) { edges { node { evidence(first: 100) { edges { node { document { title } } } } } } } }`;
  const bomb = `query { concept(id: "MESH:D003924") { ...f0 } }
    ${Array.from({ length: 20 }, (_, i) => `fragment f${i} on Concept { parents { ...f${i + 1} } taxon ...f${i + 1} }`).join("\n")}
    fragment f20 on Concept { id }`;
  const cases = [
    ["deep", `{ concept(id: "MESH:D003924") { ${nested(20)} } }`, "22 levels deep; at most 20"],
    [
      "aliased",
      `{ ${Array.from({ length: 31 }, (_, i) => `a${i}: stats { triples }`).join(" ")} }`,
      "31 aliases",
    ],
    ["wide", wide, "asks for up to 20201 objects; at most 20000"],
    ["fragments in fragments", bomb, "levels deep"],
    ["long", `{ stats { ${"triples ".repeat(2000)} } }`, "2000 tokens"],
  ] as const;

  it.each(cases)("(%s) is refused before the store is asked, and at once", async (_name, query, message) => {
    const began = performance.now();
    const { data, errors } = await ask(query);
    expect(performance.now() - began).toBeLessThan(500);
    expect(data).toBeUndefined();
    expect(errors?.[0]?.message).toContain(message);
  });

  it("counts the size that a variable or its default gives", async () => {
    const query = (first: string) =>
      `query ($first: Int = ${first}) { triples(first: $first) { edges { node { evidence(first: $first) {
         edges { node { document { id } } } } } } } }`;
    const few = await ask(query("2"));
    expect(few.errors).toBeUndefined();
    expect((await ask(query("100"))).errors?.[0]?.message).toContain("20201 objects");
    expect((await ask(query("2"), { first: 100 })).errors?.[0]?.message).toContain("20201 objects");
  });

  it("can be allowed", async () => {
    const patient = asking(example.store, undefined, { limits: { cost: 30_000 } });
    expect((await patient.ask(wide)).errors).toBeUndefined();
  });
});
