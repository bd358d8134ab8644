import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { documentText, layPassages } from "../../src/domain/document.js";
import { contains, overlaps } from "../../src/domain/span.js";
import { wordStarts } from "../../src/domain/words.js";
import { type JointEncoder, openJointEncoder } from "../../src/encode/joint-encoder.js";
import { decodeMentions } from "../../src/extract/decode-mentions.js";
import { explainMentions } from "../../src/extract/explain-mentions.js";
import { explainRelation } from "../../src/extract/explain-relation.js";
import { sentencesOf } from "../../src/segment/sentences.js";
import { windowsOf } from "../../src/segment/windows.js";

const root = join(import.meta.dirname, "..", "..");
const open = (folder: string) => openJointEncoder(folder, { device: "cpu", layWindows: windowsOf });

/** Reads and explains with the real parts, as the pipeline does. */
async function explained(encoder: JointEncoder, written: string, guideline: Record<string, number> = {}) {
  const document = {
    passages: layPassages([{ kind: "abstract", role: "other", text: written }]),
  };
  const text = documentText(document);
  const [encoding] = await encoder.encode([text]);
  const mentions = decodeMentions(document, encoding!, encoder.manifest, guideline);
  const sentences = sentencesOf(document);
  let runs = 0;
  const answer = await explainMentions(
    { text, sentences, tokens: encoding!.tokens, mentions },
    encoder.manifest,
    guideline,
    (hiding) => {
      runs += 1;
      return encoder.occlude(hiding);
    },
  );
  return { text, mentions: answer, found: mentions, sentences, tokens: encoding!.tokens, runs };
}

describe("explaining mentions with the shipped model", () => {
  let encoder: JointEncoder;
  beforeAll(async () => {
    encoder = await open(join(root, "models", "joint"));
  });
  afterAll(() => encoder.close());

  it("finds that a mention's own words made it", async () => {
    const { mentions } = await explained(
      encoder,
      "In this cohort of older adults, cisplatin was given for ovarian cancer. Most of them recovered.",
    );
    expect(mentions.map(({ text }) => text)).toEqual(expect.arrayContaining(["cisplatin", "ovarian cancer"]));
    for (const mention of mentions.filter(({ type }) => type === "Chemical" || type === "Disease")) {
      const { words, score } = mention.explanation!;
      const own = words.filter((word) => contains(mention, word));
      const heaviest = [...words].sort((a, b) => b.weight - a.weight).slice(0, own.length);
      expect(heaviest.map(({ text }) => text).sort()).toEqual(own.map(({ text }) => text).sort());
      expect(score).toBeGreaterThan(0.8);
      expect(words.at(-1)!.text, "the sentence alone").toBe(".");
      expect(words.some(({ text }) => text === "recovered")).toBe(false);
    }
  });

  it("says the same each time, with one run a sentence", async () => {
    const written = "Aspirin and warfarin cause bleeding. Metformin does not.";
    const [once, again] = [await explained(encoder, written), await explained(encoder, written)];
    expect(once.mentions).toEqual(again.mentions);
    expect(once.mentions.length).toBeGreaterThan(2);
    expect(once.runs).toBe(2);
  });
});

describe("explaining mentions with a dictionary that tags", () => {
  let encoder: JointEncoder;
  beforeAll(async () => {
    encoder = await open(join(root, "test", "fixtures", "lexicon"));
  });
  afterAll(() => encoder.close());

  it("gives weight to the words that the name needs, and to no other", async () => {
    const { mentions } = await explained(encoder, "We saw ovarian cancers there.");
    expect(mentions).toHaveLength(1);
    const weights = mentions[0]!.explanation!.words.map(({ text, weight }) => [text, Math.sign(weight)]);
    expect(weights).toEqual([
      ["We", 0],
      ["saw", 0],
      ["ovarian", 1],
      ["cancers", 1],
      ["there", 0],
      [".", 0],
    ]);
  });

  it("asks the head that found the mention", async () => {
    const { mentions } = await explained(encoder, "aspirin", { Disease: 1 });
    expect(mentions.map(({ type }) => type)).toEqual(["Disease", "Chemical"]);
    const [disease, chemical] = mentions;
    expect(disease!.explanation).toEqual(chemical!.explanation);
    expect(disease!.explanation!.words[0]!.weight).toBeGreaterThan(0);
  });

  it("reads a long sentence around the mention, within what the model takes at once", async () => {
    const filler = Array.from({ length: 80 }, () => "so").join(" ");
    const { mentions, tokens, text } = await explained(encoder, `${filler} aspirin ${filler}.`);
    const { words } = mentions[0]!.explanation!;
    const first = words.findIndex((word) => word.text === "aspirin");
    expect(first).toBeGreaterThan(2);
    expect(words.length - first).toBeGreaterThan(2);
    const within = [...tokens.starts].filter(
      (start) => words[0]!.start <= start && start < words.at(-1)!.end,
    ).length;
    expect(within).toBeLessThanOrEqual(encoder.manifest.decoding.windowTokens);
    expect(text.slice(words[0]!.start, words.at(-1)!.end).split(" ")).toEqual(words.map((word) => word.text));
  });

  it("leaves a mention longer than that without an explanation", async () => {
    const long = `cancer${" -".repeat(30)} of the head and neck`;
    const { mentions } = await explained(encoder, long);
    expect(mentions).toHaveLength(1);
    expect(mentions[0]).toMatchObject({ text: long, type: "Disease" });
    expect(mentions[0]!.explanation).toBeUndefined();
  });

  it("names each word of the sentence once, in order, with a finite weight, and changes nothing else", async () => {
    const part = fc.constantFrom(
      "aspirin",
      "type 2",
      "diabetes",
      "TNF-α",
      "p53 TP53",
      "糖尿病",
      "😀",
      "and",
      "(",
      ")",
      "病 ,",
    );
    const stop = fc.constantFrom(" ", " ", " ", ". The ", "");
    const written = fc
      .array(fc.tuple(part, stop), { maxLength: 12 })
      .map((parts) => parts.map(([one, after]) => one + after).join(""));
    await fc.assert(
      fc.asyncProperty(fc.oneof(written, fc.string({ unit: "binary" })), async (any) => {
        const { mentions, found, sentences, tokens, text } = await explained(encoder, any);
        expect(mentions.map(({ explanation, ...mention }) => mention)).toEqual(found);
        const starts = wordStarts(text, tokens);
        const spans = [...starts.slice(0, -1)].map((first, word) => ({
          start: tokens.starts[first]!,
          end: tokens.ends[starts[word + 1]! - 1]!,
        }));
        for (const mention of mentions) {
          const around = sentences.filter((sentence) => overlaps(sentence, mention));
          const expected = spans.filter((span) => around.some((sentence) => overlaps(sentence, span)));
          const { words, score } = mention.explanation!;
          const whole = words.length === expected.length;
          const from = expected.findIndex(({ start }) => start === words[0]!.start);
          expect(whole || words.length >= 5).toBe(true);
          expect(words.map(({ start, end }) => ({ start, end }))).toEqual(
            expected.slice(from, from + words.length),
          );
          expect(words.some((word) => contains(mention, word))).toBe(true);
          expect(score).toBeGreaterThan(0.5);
          for (const word of words) {
            expect(word.text).toBe(text.slice(word.start, word.end));
            expect(Number.isFinite(word.weight)).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("explaining relations", () => {
  const words = fc.array(fc.constantFrom("a", "bcd", "-", "é"), { minLength: 1, maxLength: 200 });
  const raw = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 200 });

  it("gives the words that the head looked at most, in order, with their share of all attention", () => {
    fc.assert(
      fc.property(words, raw, fc.nat(50), (parts, values, skip) => {
        const text = parts.join(" ");
        const spans = [...text.matchAll(/\S/gu)].map(({ index }) => index);
        const tokens = { starts: Int32Array.from(spans), ends: Int32Array.from(spans, (at) => at + 1) };
        const firstToken = Math.min(skip, spans.length - 1);
        const seen = spans.slice(firstToken).map((_, token) => (values[token % values.length] ?? 0) + 1e-3);
        const sum = seen.reduce((a, b) => a + b, 0);
        const attention = { firstToken, weights: Float32Array.from(seen, (value) => value / sum) };
        const { share, words: shown } = explainRelation(text, tokens, wordStarts(text, tokens), attention);
        expect(shown.length).toBeLessThanOrEqual(50);
        expect(shown.reduce((total, { weight }) => total + weight, 0)).toBeCloseTo(share, 5);
        expect(share).toBeLessThanOrEqual(1);
        if (shown.length < 50) expect(share).toBeCloseTo(1, 4);
        for (const [index, word] of shown.entries()) {
          expect(word.text).toBe(text.slice(word.start, word.end));
          expect(word.weight).toBeGreaterThan(0);
          if (index > 0) expect(word.start).toBeGreaterThanOrEqual(shown[index - 1]!.end);
        }
        const heaviestToken = attention.weights.reduce((best, w, i, all) => (w > all[best]! ? i : best), 0);
        const place = spans[firstToken + heaviestToken]!;
        if (shown.length < 50) expect(shown.some((one) => one.start <= place && place < one.end)).toBe(true);
      }),
    );
  });
});
