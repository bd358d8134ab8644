import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LitweaveError } from "../../src/domain/errors.js";
import { tripleOf } from "../../src/domain/triple.js";
import { type Asking, asking, type Example, openExample } from "./asking.js";
import { exampleAnnotator } from "./example-annotator.js";

let example: Example;
let data: Asking["data"];

beforeAll(async () => {
  example = await openExample();
  data = asking(example.store, exampleAnnotator).data;
});
afterAll(() => example.close());

describe("annotate", () => {
  it("shows mentions, concepts and relations, and the triples that the graph has of them", async () => {
    const { annotation } = await data(
      `query ($text: String!, $title: String) { annotation: annotate(text: $text, title: $title) {
         text mentions { start end text type link { ids concepts { name } } } concepts { id documents }
         relations { subject { name } predicate object { name documents } label score polarity certainty novelty
           cues { start end } sentences { text subjectSpans { start end } } triple { id documents } } } }`,
      { text: "We saw that metformin may cause lactic acidosis and bleeding.", title: "Harms" },
    );
    const { text, mentions, concepts, relations } = annotation;
    expect(text).toBe("Harms\nWe saw that metformin may cause lactic acidosis and bleeding.");
    for (const mention of mentions) expect(text.slice(mention.start, mention.end)).toBe(mention.text);
    expect(mentions).toHaveLength(3);
    expect(concepts).toContainEqual({ id: "MESH:D008687", documents: 4 });
    const [known, news] = relations;
    expect(known).toMatchObject({
      subject: { name: "Metformin" },
      predicate: "causes",
      object: { name: "Acidosis, Lactic" },
      label: "example:causes",
      polarity: "affirmed",
      certainty: "hedged",
      triple: { id: tripleOf("MESH:D008687", "causes", "MESH:D000140").key, documents: 1 },
    });
    expect(text.slice(known.cues[0].start, known.cues[0].end)).toBe("may");
    expect(news).toMatchObject({ object: { name: "Hemorrhage" }, triple: null });
  });

  it("knows a concept that the graph has never met, and counts no documents for it", async () => {
    const { annotate } = await data(`{ annotate(text: "insulin") { concepts { id name documents } } }`);
    expect(annotate.concepts).toEqual([{ id: "MESH:D007328", name: "Insulin", documents: 0 }]);
  });
});

describe("link", () => {
  const query = `query ($mention: String!, $category: Category) { link(mention: $mention, category: $category) {
    ids nil score steps { rule text } concepts { name } candidates { id chosen score { total dense } } } }`;

  it("shows the choice and the runners-up", async () => {
    const { link } = await data(query, { mention: "diabetes", category: "Disease" });
    expect(link).toMatchObject({
      ids: ["MESH:D003924"],
      nil: null,
      score: 1,
      steps: [{ rule: "lowercase", text: "diabetes" }],
      concepts: [{ name: "Diabetes Mellitus, Type 2" }],
      candidates: [
        { id: "MESH:D003924", chosen: true, score: { total: 1, dense: 1 } },
        { id: "MESH:D003920", chosen: false },
      ],
    });
  });

  it("says why nothing was chosen", async () => {
    const { link } = await data(query, { mention: "diabetes", category: "Gene" });
    expect(link).toMatchObject({ ids: [], nil: "no_candidate", concepts: [], candidates: [] });
  });
});

describe("a server with damaged models", () => {
  it("says so to the client and to the log", async () => {
    const error = new LitweaveError("BAD_MODEL", "joint/manifest.json is not JSON", {
      hint: "restore the folder",
    });
    const { ask, logged } = asking(example.store, {
      ...exampleAnnotator,
      links: () => Promise.reject(error),
    });
    const { errors } = await ask(`{ link(mention: "aspirin") { ids } }`);
    expect(errors?.[0]).toMatchObject({
      message: "joint/manifest.json is not JSON",
      extensions: { code: "BAD_MODEL", hint: "restore the folder" },
    });
    expect(logged).toEqual(["query failed: BAD_MODEL: joint/manifest.json is not JSON"]);
  });
});

describe("a server without models", () => {
  it.each([
    `annotate(text: "aspirin") { text }`,
    `link(mention: "aspirin") { ids }`,
    `embed(texts: ["aspirin"]) { dim }`,
  ])("answers %s with what is missing, and the rest as ever", async (field) => {
    const { ask } = asking(example.store);
    const answer = await ask(`{ ${field} stats { triples } }`);
    expect(answer.data.stats).toEqual({ triples: 7 });
    expect(answer.errors?.[0]?.message).toContain("needs the models");
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: "USAGE", hint: expect.any(String) });
  });
});
