import { describe, expect, it } from "vitest";
import { contains } from "../../src/domain/span.js";
import { extractRelations } from "../../src/extract/extract-relations.js";
import type { PairQuestion, RelationScheme } from "../../src/extract/relation-scheme.js";
import { documentOf } from "./worded-document.js";

const scheme: RelationScheme = {
  entityTypes: ["Disease", "Chemical", "Gene"],
  hiddenSize: 1,
  relations: {
    pairTypes: [
      ["Disease", "Chemical"],
      ["Disease", "Gene"],
      ["Chemical", "Chemical"],
    ],
    groups: [
      {
        name: "biored",
        labels: ["None", "Association", "Positive_Correlation", "Negative_Correlation", "Comparison"],
      },
      { name: "cid", labels: ["None", "CID"], pairTypes: [["Disease", "Chemical"]] },
    ],
    threshold: { biored: 0.5, cid: 0.5 },
  },
};

/** A head that gives every pair the logits, and all of its attention to `token`. */
function head(biored: readonly number[], cid: readonly number[] = [9, 0], token = 0) {
  const questions: PairQuestion[] = [];
  const score = async (question: PairQuestion) => {
    questions.push(question);
    const pairs = question.pairs.length / 2;
    const attention = new Float32Array(pairs * question.hidden.length);
    for (let row = 0; row < pairs; row += 1) attention[row * question.hidden.length + token] = 1;
    return {
      logits: Float32Array.from(Array.from({ length: pairs }, () => [...biored, ...cid]).flat()),
      novelty: new Float32Array(pairs).fill(Math.log(3)),
      attention,
    };
  };
  return { questions, score };
}

const none = [9, 0, 0, 0, 0];
const association = [0, 9, 0, 0, 0];
const negative = [0, 0, 0, 9, 0];

describe("relations", () => {
  it("go from the chemical to the disease, with the predicate of their categories", async () => {
    const input = documentOf({ role: "results", text: "Diabetes improved with metformin." });
    const [relation, ...rest] = await extractRelations(input, [{ scheme, scorePairs: head(negative).score }]);
    expect(rest).toEqual([]);
    expect(relation).toMatchObject({
      subject: "MESH:D008687",
      predicate: "treats",
      object: "MESH:D003920",
      label: "biored:Negative_Correlation",
      polarity: "affirmed",
      certainty: "asserted",
      cues: [],
    });
    expect(relation!.novelty).toBeCloseTo(0.75, 5);
    expect(relation!.score).toBeGreaterThan(0.99);
  });

  it("are none below the threshold, nor for a label that states nothing", async () => {
    const input = documentOf({ role: "results", text: "Diabetes improved with metformin." });
    expect(await extractRelations(input, [{ scheme, scorePairs: head(none).score }])).toEqual([]);
    expect(await extractRelations(input, [{ scheme, scorePairs: head([0, 0, 0, 0, 9]).score }])).toEqual([]);
  });

  it("keep the likeliest of a pair, and a plain association only where nothing says more", async () => {
    const input = documentOf({ role: "results", text: "Diabetes improved with metformin." });
    const both = await extractRelations(input, [{ scheme, scorePairs: head([2, 9, 0, 0, 0], [0, 1]).score }]);
    expect(both).toMatchObject([{ predicate: "causes", label: "cid:CID" }]);
    const plain = await extractRelations(input, [{ scheme, scorePairs: head(association).score }]);
    expect(plain).toMatchObject([{ predicate: "associated_with" }]);
  });

  it("ask only about pairs that the model was taught, in its order, entities by first mention", async () => {
    const input = documentOf({ role: "results", text: "Metformin, TP53, aspirin, diabetes and metformin." });
    const { questions, score } = head(none);
    await extractRelations(input, [{ scheme, scorePairs: score }]);
    expect(questions).toHaveLength(1);
    const { entityTypes, mentionEntity, mentionSpans, pairs, sentences } = questions[0]!;
    expect(entityTypes).toEqual([1, 2, 1, 0]);
    expect(mentionEntity).toEqual([0, 0, 1, 2, 3]);
    expect(mentionSpans).toEqual([0, 1, 5, 6, 1, 2, 2, 3, 3, 4]);
    expect(pairs).toEqual([3, 0, 3, 2, 3, 1, 0, 2]);
    const within = (start: number) => input.sentences.findLastIndex((sentence) => sentence.start <= start);
    expect(sentences).toEqual(
      Array.from(input.encoding.tokens.starts, (start) => Math.max(0, within(start))),
    );
  });

  it("ask nothing of a document with fewer than two concepts", async () => {
    const { questions, score } = head(association);
    expect(
      await extractRelations(documentOf({ role: "title", text: "Stroke." }), [{ scheme, scorePairs: score }]),
    ).toEqual([]);
    expect(questions).toEqual([]);
  });

  it("show the sentences with both mentions, most looked-at first kept, in the order of the text", async () => {
    const input = documentOf({
      role: "results",
      text: "Stroke is bad. Aspirin prevents stroke. Rain fell. Stroke and aspirin again. Aspirin.",
    });
    const [relation] = await extractRelations(input, [{ scheme, scorePairs: head(negative).score }]);
    expect(relation!.sentences.map((sentence) => sentence.text)).toEqual([
      "Aspirin prevents stroke.",
      "Stroke and aspirin again.",
    ]);
    for (const sentence of relation!.sentences) {
      expect(sentence.text).toBe(input.text.slice(sentence.start, sentence.end));
      expect(sentence.section).toBe("results");
      expect(
        sentence.subjectSpans.map((span) => input.text.slice(span.start, span.end).toLowerCase()),
      ).toEqual(["aspirin"]);
      expect(sentence.objectSpans.every((span) => contains(sentence, span))).toBe(true);
    }
  });

  it("show a sentence of each side where none has both, the one that drew attention", async () => {
    const input = documentOf({
      role: "results",
      text: "Stroke is bad. Aspirin was given. Fewer stroke events. More stroke.",
    });
    const [relation] = await extractRelations(input, [
      { scheme, scorePairs: head(negative, [9, 0], 7).score },
    ]);
    expect(relation!.sentences.map((sentence) => sentence.text)).toEqual([
      "Aspirin was given.",
      "Fewer stroke events.",
    ]);
  });

  it("are negated by the document's findings, with the words that say so", async () => {
    const input = documentOf(
      { role: "background", text: "Aspirin may prevent stroke." },
      { role: "conclusions", text: "Aspirin did not prevent stroke." },
    );
    const [relation] = await extractRelations(input, [
      { scheme, scorePairs: head(negative, [9, 0], 5).score },
    ]);
    expect(relation).toMatchObject({ polarity: "negated", certainty: "asserted" });
    expect(relation!.cues.map((cue) => input.text.slice(cue.start, cue.end)).join(" ")).toMatch(/\bnot\b/u);
  });

  it("are found in every stretch of a long document, within bounded questions", async () => {
    const filler = "word ".repeat(2_500);
    const input = documentOf({
      role: "results",
      text: `Aspirin prevents stroke. ${filler}. Metformin treats diabetes.`,
    });
    const { questions, score } = head(negative);
    const relations = await extractRelations(input, [{ scheme, scorePairs: score }]);
    expect(questions.length).toBeGreaterThan(1);
    for (const question of questions) expect(question.hidden.length).toBeLessThanOrEqual(2_048);
    expect(relations.map((relation) => `${relation.subject} ${relation.object}`).sort()).toEqual([
      "MESH:D001241 MESH:D020521",
      "MESH:D008687 MESH:D003920",
    ]);
    expect(relations[0]!.sentences).toHaveLength(1);
  });
});
