import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lazyAnnotator } from "../../src/pipeline/annotator.js";
import { modelOptions } from "../models.js";
import { type Asking, asking, type Data, type Example, openExample } from "./asking.js";

/** The real server over the real models. */
describe("linking with the shipped models", () => {
  const annotator = lazyAnnotator(modelOptions);
  let example: Example;
  let served: Asking;
  beforeAll(async () => {
    example = await openExample();
    served = asking(example.store, annotator);
  });
  afterAll(() => Promise.all([annotator.close(), example.close()]));

  it("serves the graph, links a batch, finds what is similar and embeds, in one question", async () => {
    const { stats, links, concept, embed } = await served.data(
      `query ($items: [LinkInput!]!) {
         stats { triples }
         links(items: $items, topK: 10) { ids nil score steps { rule text } concepts { name }
           candidates { id name matchedName chosen score { total dense sparse exact context } } }
         concept(id: "MESH:D003924") { similar(first: 10) { concept { id name category documents } score
           name matchedName } }
         embed(texts: ["type 2 diabetes", "Typ-2 diabetes"]) { model version dim vectors } }`,
      {
        items: [
          { mention: "type 2 diabetes mellitus", category: "Disease" },
          { mention: "MI", context: "Aspirin after myocardial infarction (MI)." },
          { mention: "p53", category: "Gene", others: [{ name: "mice", category: "OrganismTaxon" }] },
        ],
      },
    );
    expect(stats.triples).toBe(7);
    expect(links.map(({ ids }: Data) => ids)).toEqual([
      ["MESH:D003924"],
      ["MESH:D009203"],
      ["NCBIGene:22059"],
    ]);
    expect(links[0].concepts).toEqual([{ name: "Diabetes Mellitus, Type 2" }]);
    for (const { candidates } of links) {
      expect(candidates).toHaveLength(10);
      expect(candidates[0].chosen).toBe(true);
      for (const { score } of candidates) {
        for (const part of Object.values(score)) expect(part).toBeGreaterThanOrEqual(0);
        for (const part of Object.values(score)) expect(part).toBeLessThanOrEqual(1);
      }
    }
    const ids = concept.similar.map((one: Data) => one.concept.id);
    expect(new Set(ids).size).toBe(10);
    expect(ids).not.toContain("MESH:D003924");
    expect(concept.similar.some((one: Data) => /diabetes/iu.test(one.concept.name))).toBe(true);
    for (const vector of embed.vectors) {
      expect(vector).toHaveLength(embed.dim);
      expect(Math.hypot(...vector)).toBeCloseTo(1, 4);
    }
  });

  it("says which name has nothing to embed, and answers the other fields", async () => {
    const { data, errors } = await served.ask(`{ embed(texts: ["aspirin", "—"]) { dim } stats { triples } }`);
    expect(data).toEqual({ embed: null, stats: { triples: 7 } });
    expect(errors?.[0]).toMatchObject({ path: ["embed"], extensions: { code: "BAD_INPUT" } });
  });

  it("suggests headings whose reasons add up to the score", async () => {
    const title = "Metformin and lactic acidosis";
    const text = "Lactic acidosis followed metformin in two patients with type 2 diabetes.";
    const { suggestHeadings } = await served.data(
      `query ($text: String!, $title: String) { suggestHeadings(text: $text, title: $title, first: 8) {
         heading concept { id category documents } score inTitle mentions { start end text conceptId }
         reasons { name value weight } } }`,
      { title, text },
    );
    const headings = suggestHeadings.map(({ heading }: Data) => heading);
    expect(headings.slice(0, 5)).toContain("MESH:D008687");
    expect(headings).toContain("MESH:D003924");
    const whole = `${title}\n${text}`;
    for (const { score, mentions, reasons } of suggestHeadings) {
      const logOdds = reasons.reduce((sum: number, { weight }: Data) => sum + weight, 0);
      expect(score).toBeCloseTo(1 / (1 + Math.exp(-logOdds)), 6);
      for (const { start, end, text: surface } of mentions) expect(whole.slice(start, end)).toBe(surface);
    }
  });

  it.each([
    [`suggestHeadings(text: " ") { score }`, "there is no text"],
    [`suggestHeadings(text: "a", categories: [Gene]) { score }`, "no headings of category Gene"],
  ])("refuses %s", async (field, message) => {
    const { errors } = await served.ask(`{ ${field} }`);
    expect(errors?.[0]?.message).toContain(message);
    expect(errors?.[0]?.extensions.code).toBe("BAD_INPUT");
  });
});
