import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openTokenizer, type Tokens } from "../../src/encode/tokenizer.js";

const fixtures = join(import.meta.dirname, "..", "fixtures", "tokenizers");

interface Case {
  readonly text: string;
  readonly ids: readonly number[];
  readonly offsets: readonly (readonly [number, number])[];
}

function places(tokens: Tokens): readonly (readonly number[])[] {
  return [...tokens.ids].map((_, i) => [tokens.starts[i]!, tokens.ends[i]!]);
}

/** Text of all that has broken a tokenizer: marks, pairs, lone surrogates, full width, ligatures, controls, joiners. */
const hardText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "Metformin",
        "α-synuclein",
        "naïve",
        "e\u0301\u0302",
        "ﬁ",
        "ａｂ",
        "漢",
        "\u{20000}",
        "👩‍🔬",
        "\u200b",
      ),
      fc.constantFrom(
        "\0",
        "\ufffd",
        "\u00ad",
        "\ud800",
        "\udc00",
        "\r\n",
        "\t",
        " ",
        "\u2028",
        "각",
        "İ",
        "[SEP]",
        "</s>",
      ),
      fc.string({ unit: "grapheme", maxLength: 6 }),
      fc.string({ unit: "binary", maxLength: 6 }),
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(""));

describe.each(["word-piece", "byte-level", "added-tokens"])("the %s tokenizer", (name) => {
  const tokenizer = openTokenizer(join(fixtures, `${name}.json`));
  const cases = JSON.parse(readFileSync(join(fixtures, `${name}.parity.json`), "utf8")) as readonly Case[];

  it("gives the ids and places of Hugging Face's Rust library", () => {
    expect(cases.length).toBeGreaterThan(100);
    for (const { text, ids, offsets } of cases) {
      const tokens = tokenizer.tokenise(text);
      expect([...tokens.ids], text).toEqual(ids);
      expect(places(tokens), text).toEqual(offsets);
    }
  });

  it("places tokens within the text, in order, never inside a surrogate pair", () => {
    fc.assert(
      fc.property(hardText, (text) => {
        const { ids, starts, ends } = tokenizer.tokenise(text);
        const splitsPair = (at: number) =>
          /[\ud800-\udbff]/.test(text[at - 1] ?? "") && /[\udc00-\udfff]/.test(text[at] ?? "");
        for (let i = 0; i < ids.length; i += 1) {
          expect(starts[i]).toBeGreaterThanOrEqual(i === 0 ? 0 : starts[i - 1]!);
          expect(ends[i]).toBeGreaterThanOrEqual(i === 0 ? 0 : ends[i - 1]!);
          expect(starts[i]).toBeLessThanOrEqual(ends[i]!);
          expect(ends[i]).toBeLessThanOrEqual(text.length);
          expect(splitsPair(starts[i]!) || splitsPair(ends[i]!)).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("does not depend on what it read before, and reads space-joined texts as their sum", () => {
    fc.assert(
      fc.property(hardText, hardText, (first, second) => {
        const alone = tokenizer.tokenise(first);
        tokenizer.tokenise(second);
        expect(tokenizer.tokenise(first)).toEqual(alone);
        const joined = tokenizer.tokenise(`${first}\n${second}`);
        if (name === "word-piece") {
          const after = tokenizer.tokenise(second);
          expect([...joined.ids]).toEqual([...alone.ids, ...after.ids]);
          expect(places(joined).slice(alone.ids.length)).toEqual(
            places(after).map(([start, end]) => [start! + first.length + 1, end! + first.length + 1]),
          );
        }
      }),
    );
  });

  it.each([
    ["without a space", "a".repeat(1_000_000)],
    ["of marks alone", "\u0301".repeat(200_000)],
    ["of emoji alone", "😀".repeat(100_000)],
    ["of punctuation alone", "(".repeat(300_000)],
    ["of space alone", " \n".repeat(100_000)],
  ])("takes a long text %s in linear time", (_, text) => {
    const began = performance.now();
    tokenizer.tokenise(text);
    expect(performance.now() - began).toBeLessThan(30_000);
  });
});

it("knows punctuation and marks that Unicode got after version 8, which the Rust library takes for letters", () => {
  const tokenizer = openTokenizer(join(fixtures, "word-piece.json"));
  const cases = JSON.parse(readFileSync(join(fixtures, "newer-characters.json"), "utf8")) as readonly Case[];
  expect(cases.length).toBeGreaterThan(0);
  for (const { text, ids } of cases) expect([...tokenizer.tokenise(text).ids], text).not.toEqual(ids);
});

describe("opening a tokenizer", () => {
  it.each([
    ["missing.json", /missing\.json cannot be read/],
    ["word-piece.parity.json", /has no model/],
  ])("refuses %s by name", (file, message) => {
    expect(() => openTokenizer(join(fixtures, file))).toThrow(message);
  });
});
