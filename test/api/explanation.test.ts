import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lazyAnnotator } from "../../src/pipeline/annotator.js";
import { modelOptions } from "../models.js";
import { type Asking, asking, type Data, type Example, openExample } from "./asking.js";

const query = `query ($text: String!, $title: String, $explain: Boolean) {
  annotate(text: $text, title: $title, explain: $explain) {
    text
    mentions { start end text type score explanation { score words { start end text weight } } }
    relations { subject { id } object { id } explanation { share words { start end text weight } } }
  }
}`;

/** The real server over the real models. */
describe("annotate with explanations", () => {
  const annotator = lazyAnnotator(modelOptions);
  let example: Example;
  let served: Asking;
  beforeAll(async () => {
    example = await openExample();
    served = asking(example.store, annotator);
  });
  afterAll(() => Promise.all([annotator.close(), example.close()]));

  const text = "We 😀 gave cisplatin for ovarian cancer. Later, metformin caused lactic acidosis.";

  it("says which words made a mention: each word of its sentence once, in order", async () => {
    const { annotate } = await served.data(query, { text, title: "Two cases", explain: true });
    expect(annotate.mentions.length).toBeGreaterThan(3);
    for (const { start, end, explanation } of annotate.mentions) {
      const { score, words } = explanation;
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
      const sentence = ["Two cases", ...text.split(/(?<=\.) /u)].find((one) => {
        const at = annotate.text.indexOf(one);
        return at <= start && end <= at + one.length;
      });
      expect(words.map((word: Data) => word.text)).toEqual(sentence!.match(/[\p{L}\p{N}]+|\p{So}|\p{P}/gu));
      for (const word of words) {
        expect(annotate.text.slice(word.start, word.end)).toBe(word.text);
        expect(Number.isFinite(word.weight)).toBe(true);
      }
    }
    const cisplatin = annotate.mentions.find((mention: Data) => mention.text === "cisplatin");
    const heaviest = cisplatin.explanation.words.reduce((a: Data, b: Data) => (b.weight > a.weight ? b : a));
    expect(heaviest.text).toBe("cisplatin");
  });

  it("says where the extractor looked for a relation", async () => {
    const { annotate } = await served.data(query, { text, explain: true });
    expect(annotate.relations.length).toBeGreaterThan(0);
    for (const { explanation } of annotate.relations) {
      const sum = explanation.words.reduce((total: number, { weight }: Data) => total + weight, 0);
      expect(sum).toBeCloseTo(explanation.share, 5);
      expect(explanation.share).toBeCloseTo(1, 3);
      const starts = explanation.words.map(({ start }: Data) => start);
      expect(starts).toEqual([...starts].sort((a, b) => a - b));
    }
  });

  it("is silent unless asked, and changes nothing else", async () => {
    const strip = (annotation: Data) =>
      JSON.parse(JSON.stringify(annotation, (key, value) => (key === "explanation" ? null : value)));
    const { annotate: asked } = await served.data(query, { text, explain: true });
    for (const explain of [false, null, undefined]) {
      const { annotate } = await served.data(query, { text, explain });
      expect(annotate).toEqual(strip(asked));
    }
    const { document } = await served.data(
      `{ document(id: "PMID:9005") { mentions { text explanation { score } } } }`,
    );
    expect(document.mentions[0].explanation).toBeNull();
  });

  it("refuses to explain a long text, saying how long it may be", async () => {
    const { errors } = await served.ask(query, { text: "Gout. ".repeat(2_000), explain: true });
    expect(errors?.[0]).toMatchObject({
      message: "the text has 12000 characters, at most 10000 are explained",
      extensions: { code: "BAD_INPUT", hint: expect.stringMatching(/without explain/) },
    });
  });

  it("answers the question in docs/graphql.md with the words shown there, its own ones weightiest", async () => {
    const page = readFileSync(new URL("../../docs/graphql.md", import.meta.url), "utf8");
    const section = page.slice(page.indexOf("### Why it was read so"));
    const [, asked = "", shown = ""] =
      /```graphql\n([\s\S]*?)```[\s\S]*?```json\n([\s\S]*?)```/u.exec(section) ?? [];
    const { annotate } = await served.data(asked);
    const expected = JSON.parse(shown).data.annotate;
    expect(annotate.mentions.map(({ text: found }: Data) => found)).toEqual(
      expected.mentions.map(({ text: found }: Data) => found),
    );
    const texts = (words: readonly Data[]) => words.map((word) => word.text);
    const weightiest = (words: readonly Data[]) =>
      words.reduce((a, b) => (b.weight > a.weight ? b : a)).text as string;
    for (const [index, mention] of annotate.mentions.entries()) {
      const { words } = expected.mentions[index].explanation;
      expect(texts(mention.explanation.words)).toEqual(texts(words));
      for (const one of [mention.explanation.words, words]) expect(mention.text).toContain(weightiest(one));
    }
    expect(annotate.relations[0].predicate).toBe(expected.relations[0].predicate);
    expect(texts(annotate.relations[0].explanation.words)).toEqual(
      texts(expected.relations[0].explanation.words),
    );
  });
});
