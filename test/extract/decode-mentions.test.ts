import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { documentText, layPassages } from "../../src/domain/document.js";
import { overlaps } from "../../src/domain/span.js";
import { decodeMentions, type TagScheme } from "../../src/extract/decode-mentions.js";

const scheme: TagScheme = { entityTypes: ["Disease", "Chemical"], heads: 2, decoding: { beginCost: 1 } };

function documentOf(...texts: readonly string[]) {
  return {
    passages: layPassages(texts.map((text) => ({ kind: "abstract" as const, role: "other" as const, text }))),
  };
}

/** Tokens at the places that `parts` have in `text`, one after the other. */
function tokensOf(text: string, parts: readonly string[]) {
  let at = 0;
  const places = parts.map((part) => {
    const start = text.indexOf(part, at);
    at = start + part.length;
    return { start, end: at };
  });
  return { starts: Int32Array.from(places, (p) => p.start), ends: Int32Array.from(places, (p) => p.end) };
}

/** Logits [tokens, heads, 3] from a string of tags per head, each with probability about 0.95. */
function logitsOf(...tags: readonly string[]): Float32Array {
  const length = tags[0]!.length;
  return Float32Array.from(
    Array.from({ length }, (_, i) =>
      tags.flatMap((column) => [..."OBI"].map((tag) => (column[i] === tag ? 3.6 : 0))),
    ).flat(),
  );
}

function decode(
  texts: readonly string[],
  parts: readonly string[],
  diseases: string,
  chemicals = "O".repeat(diseases.length),
) {
  const document = documentOf(...texts);
  const tokens = tokensOf(documentText(document), parts);
  return decodeMentions(document, { tokens, tagLogits: logitsOf(diseases, chemicals) }, scheme);
}

const texts = (mentions: ReturnType<typeof decode>) =>
  mentions.map((mention) => `${mention.type}:${mention.text}`);

describe("decoding mentions", () => {
  it("begins at B and goes on over I", () => {
    const words = ["type", "2", "diabetes", "and", "gout"];
    expect(texts(decode([words.join(" ")], words, "BIIOB"))).toEqual([
      "Disease:type 2 diabetes",
      "Disease:gout",
    ]);
    expect(texts(decode([words.join(" ")], words, "BBIOO"))).toEqual(["Disease:type", "Disease:2 diabetes"]);
  });

  it("takes the path that is likeliest as a whole, where I follows only B or I and a beginning has its cost", () => {
    const words = ["type", "2", "diabetes", "and", "gout"];
    expect(texts(decode([words.join(" ")], words, "IIIOI"))).toEqual(["Disease:type 2 diabetes"]);
  });

  it("tags a word as a whole: B at its first token and I at the others, or O, or I", () => {
    const tokens = ["hyper", "tension", "rose"];
    expect(texts(decode(["hypertension rose"], tokens, "BIO"))).toEqual(["Disease:hypertension"]);
    expect(texts(decode(["hypertension rose"], tokens, "OBO"))).toEqual([]);
    expect(texts(decode(["anti-tumour"], ["anti", "-", "tumour"], "OOB"))).toEqual(["Disease:tumour"]);
  });

  it("lets types overlap and orders by place, then type", () => {
    const words = ["alcohol", "dependence"];
    expect(texts(decode(["alcohol dependence"], words, "BI", "BO"))).toEqual([
      "Chemical:alcohol",
      "Disease:alcohol dependence",
    ]);
  });

  it("never crosses passages", () => {
    expect(texts(decode(["On gout", "Gout hurts"], ["On", "gout", "Gout", "hurts"], "OBIO"))).toEqual([
      "Disease:gout",
      "Disease:Gout",
    ]);
  });

  it("scores by the mean of 1 − P(O)", () => {
    const document = documentOf("gout here");
    const tokens = tokensOf("gout here", ["gout", "here"]);
    // P(O) = 1/4 and 1/5 for the two tokens of the disease head.
    const tagLogits = Float32Array.from([0, Math.log(3), -40, 9, 0, 0, 0, -40, Math.log(4), 9, 0, 0]);
    const [mention] = decodeMentions(document, { tokens, tagLogits }, scheme);
    expect(mention!.score).toBeCloseTo((3 / 4 + 4 / 5) / 2, 5);
  });

  it("keeps text and span together, within a passage, without overlap in a type, for any finite logits", () => {
    const word = fc.constantFrom("gout", "α", "😀", "e\u0301", "-", "漢", "TP53", "(");
    const passage = fc.array(fc.tuple(word, fc.boolean()), { minLength: 1, maxLength: 12 });
    const anyLogit = fc.oneof(
      fc.float({ noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom(-1e30, 1e30, 0),
    );
    fc.assert(
      fc.property(
        fc.array(passage, { minLength: 1, maxLength: 3 }),
        fc.infiniteStream(anyLogit),
        (passages, stream) => {
          const document = documentOf(
            ...passages.map((words) => words.map(([w, spaced]) => (spaced ? `${w} ` : w)).join("")),
          );
          const text = documentText(document);
          const tokens = tokensOf(
            text,
            passages.flat().map(([w]) => w),
          );
          const tagLogits = Float32Array.from(
            { length: tokens.starts.length * 6 },
            () => stream.next().value,
          );
          const mentions = decodeMentions(document, { tokens, tagLogits }, scheme);
          for (const [index, mention] of mentions.entries()) {
            expect(mention.text).toBe(text.slice(mention.start, mention.end));
            expect(mention.text).toBe(mention.text.trim());
            expect(mention.text.length).toBeGreaterThan(0);
            expect(mention.text).not.toContain("\n");
            expect(mention.score).toBeGreaterThanOrEqual(0);
            expect(mention.score).toBeLessThanOrEqual(1);
            const others = mentions.slice(index + 1).filter((other) => other.type === mention.type);
            expect(others.some((other) => overlaps(mention, other))).toBe(false);
          }
        },
      ),
    );
  });

  describe("under a guideline", () => {
    const words = ["type", "2", "diabetes", "and", "gout"];
    const document = documentOf(words.join(" "));
    // Own heads of two types, then two heads that follow some corpus' rules for diseases and one for chemicals.
    const tagLogits = logitsOf("OOBOB", "BOOOO", "BIIOO", "OOBOO", "OOOOB");
    const tagged = { tokens: tokensOf(documentText(document), words), tagLogits };
    const wider: TagScheme = { ...scheme, heads: 5 };

    it("takes the heads that it names, and the types' own for others", () => {
      expect(texts(decodeMentions(document, tagged, wider, { Disease: 2 }))).toEqual([
        "Chemical:type",
        "Disease:type 2 diabetes",
      ]);
      expect(texts(decodeMentions(document, tagged, wider, { Disease: 3, Chemical: 4 }))).toEqual([
        "Disease:diabetes",
        "Chemical:gout",
      ]);
    });

    it("leaves types' own heads alone without one, whatever other heads say", () => {
      const own = decodeMentions(document, { ...tagged, tagLogits: logitsOf("OOBOB", "BOOOO") }, scheme);
      expect(decodeMentions(document, tagged, wider)).toEqual(own);
      expect(texts(own)).toEqual(["Chemical:type", "Disease:diabetes", "Disease:gout"]);
    });

    it("scores by the head that it names", () => {
      const one = documentOf("gout");
      const tokens = tokensOf("gout", ["gout"]);
      // P(O) = 1/10 in the disease's own head, 1/4 in the guideline's.
      const logits = Float32Array.from([0, Math.log(9), -40, 9, 0, 0, 0, Math.log(3), -40]);
      const three = { ...scheme, heads: 3 };
      const scoreBy = (guideline: { Disease?: number }) =>
        decodeMentions(one, { tokens, tagLogits: logits }, three, guideline)[0]!.score;
      expect(scoreBy({})).toBeCloseTo(0.9, 5);
      expect(scoreBy({ Disease: 2 })).toBeCloseTo(0.75, 5);
    });
  });

  it("finds nothing where there is nothing", () => {
    const empty = {
      tokens: { starts: new Int32Array(0), ends: new Int32Array(0) },
      tagLogits: new Float32Array(0),
    };
    expect(decodeMentions(documentOf(""), empty, scheme)).toEqual([]);
  });
});
