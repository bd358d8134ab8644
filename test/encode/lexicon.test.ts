import { writeFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TokenPlaces } from "../../src/domain/words.js";
import { wordStarts } from "../../src/domain/words.js";
import { openLexicon } from "../../src/encode/lexicon.js";
import { lexiconBytes, lexiconOfRows, writtenLexicon } from "./lexicon-file.js";

const types = ["Disease", "Chemical", "Gene"];
const scheme = (maxWords = 6) => ({ file: "lexicon.bin", types, maxWords });
const open = (entries: Readonly<Record<string, number>>, maxWords = 6) =>
  openLexicon(writtenLexicon(lexiconBytes(entries, maxWords)), scheme(maxWords));

/** Tokens as a WordPiece tokenizer cuts: words in stretches of `size` characters, anything else alone. */
function tokensOf(text: string, size = 4): TokenPlaces {
  const spans = [...text.matchAll(new RegExp(`[\\p{L}\\p{M}\\p{N}]{1,${size}}|\\S`, "gu"))];
  return {
    starts: Int32Array.from(spans, ({ index }) => index),
    ends: Int32Array.from(spans, ({ index, 0: piece }) => index + piece.length),
  };
}

/** What is marked for a type: each name as its token texts from B over the I that follow. */
function marked(features: Float32Array, text: string, tokens: TokenPlaces, type: number): readonly string[] {
  const names: string[] = [];
  for (let token = 0; token < tokens.starts.length; token += 1) {
    const at = token * 2 * types.length + 2 * type;
    if (features[at] === 0) continue;
    let last = token;
    while (features[at + 1 + 2 * types.length * (last + 1 - token)] === 1) last += 1;
    names.push(text.slice(tokens.starts[token]!, tokens.ends[last]!));
  }
  return names;
}

function found(entries: Readonly<Record<string, number>>, text: string, type = 0, maxWords = 6) {
  const tokens = tokensOf(text);
  return marked(open(entries, maxWords).features(text, tokens), text, tokens, type);
}

describe("dictionary features", () => {
  it("mark the first token of a name and those that go on, punctuation between its words too", () => {
    const text = "In type-2 diabetes, metformin helps.";
    const tokens = tokensOf(text);
    const features = open({ "type 2 diabete": 0b001, metformin: 0b010 }).features(text, tokens);
    const row = (token: number) => [...features.subarray(token * 6, token * 6 + 6)];
    const pieces = [...tokens.starts].map((start, i) => text.slice(start, tokens.ends[i]));
    expect(pieces).toEqual([
      "In",
      "type",
      "-",
      "2",
      "diab",
      "etes",
      ",",
      "metf",
      "ormi",
      "n",
      "help",
      "s",
      ".",
    ]);
    expect(row(0)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(row(1)).toEqual([1, 0, 0, 0, 0, 0]);
    for (const token of [2, 3, 4, 5]) expect(row(token)).toEqual([0, 1, 0, 0, 0, 0]);
    expect(row(6)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(row(7)).toEqual([0, 0, 1, 0, 0, 0]);
    for (const token of [8, 9]) expect(row(token)).toEqual([0, 0, 0, 1, 0, 0]);
    for (const token of [10, 11, 12]) expect(row(token)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it("take the longest name, and let each type have its own", () => {
    const entries = { "breast cancer": 1, cancer: 1, breast: 0b100 };
    expect(found(entries, "breast cancer and cancer")).toEqual(["breast cancer", "cancer"]);
    expect(found(entries, "breast cancer and cancer", 2)).toEqual(["breast"]);
  });

  it("do not begin a name of a type within another of it", () => {
    expect(found({ "a b": 1, "b c d": 1, d: 1 }, "a b c d")).toEqual(["a b", "d"]);
  });

  it("drop the plural's s from the last word alone, of words longer than four characters", () => {
    const entries = { tumor: 1, "tumors gene": 1, mass: 1, virus: 1, arthritis: 1, cats: 1, ca: 1 };
    expect(found(entries, "Tumors, tumor")).toEqual(["Tumors", "tumor"]);
    expect(found(entries, "tumors genes")).toEqual(["tumors genes"]);
    expect(found(entries, "mass virus arthritis cats cas")).toEqual(["mass", "virus", "arthritis", "cats"]);
    expect(found({ viru: 1, arthriti: 1, cat: 1, mas: 1 }, "virus arthritis cats mass")).toEqual([]);
  });

  it("count a plural's characters as code points", () => {
    expect(found({ 𝒜𝒜𝒜s: 1, 𝒜𝒜𝒜𝒜: 1 }, "𝒜𝒜𝒜s 𝒜𝒜𝒜𝒜s")).toEqual(["𝒜𝒜𝒜s", "𝒜𝒜𝒜𝒜s"]);
  });

  it("hold names of at most maxWords words, punctuation not counted", () => {
    const entries = { "a b c": 1 };
    expect(found(entries, "a - (b), c", 0, 3)).toEqual(["a - (b), c"]);
    expect(found(entries, "a b c", 0, 2)).toEqual([]);
  });

  it("read every script, in lower case", () => {
    const entries = { "α-synuclein": 1, "α synuclein": 1, "糖 尿 病": 1, straße: 1, όσος: 1, i̇zmir: 1 };
    expect(found(entries, "Α-Synuclein")).toEqual(["Α-Synuclein"]);
    expect(found(entries, "STRASSE Straße")).toEqual(["Straße"]);
    expect(found(entries, "ΌΣΟΣ")).toEqual(["ΌΣΟΣ"]);
    expect(found(entries, "İzmir")).toEqual(["İzmir"]);
    expect(found(entries, "糖 尿 病")).toEqual(["糖 尿 病"]);
  });

  it("tell keys of one CRC-32 apart by their check", () => {
    const [a, b] = ["plumless", "buckeroo"].map((key) => Buffer.from(key)) as [Buffer, Buffer];
    const sum = crc32(a);
    expect(crc32(b), "a known collision").toBe(sum);
    const check = (bytes: Buffer) => crc32(Buffer.from(bytes).reverse()) & 0xffff;
    const rows = [
      { sum, check: check(a), mask: 0b001 },
      { sum, check: check(b), mask: 0b010 },
    ].sort((one, other) => other.check - one.check);
    const text = "plumless buckeroo";
    const tokens = tokensOf(text);
    const features = openLexicon(writtenLexicon(lexiconOfRows(rows)), scheme()).features(text, tokens);
    expect(marked(features, text, tokens, 0)).toEqual(["plumless"]);
    expect(marked(features, text, tokens, 1)).toEqual(["buckeroo"]);
    const alone = openLexicon(writtenLexicon(lexiconOfRows(rows.filter((row) => row.mask === 1))), scheme());
    expect(marked(alone.features(text, tokens), text, tokens, 0)).toEqual(["plumless"]);
  });

  it("are none of an empty text, and of an empty lexicon", () => {
    expect(open({ a: 1 }).features("", tokensOf(""))).toHaveLength(0);
    expect(
      open({})
        .features("a b", tokensOf("a b"))
        .every((value) => value === 0),
    ).toBe(true);
  });

  it("take a million characters in time linear in them", () => {
    const lexicon = open({ ab: 1, "ab ab": 1 });
    const timeOf = (text: string, size: number) => {
      const tokens = tokensOf(text, size);
      const before = performance.now();
      lexicon.features(text, tokens);
      return performance.now() - before;
    };
    timeOf("ab ".repeat(30_000), 2);
    for (const [text, size] of [
      ["ab ".repeat(333_333), 2],
      ["a".repeat(1_000_000), 1],
      ["a".repeat(1_000_000), 1_000_000],
    ] as const) {
      // The slowest takes half a second on a quiet machine; a quadratic rule would take hours.
      expect(timeOf(text, size), text.slice(0, 9)).toBeLessThan(20_000);
    }
  });
});

/** The rule as it is stated, word by word, without hashes. */
function reference(
  entries: ReadonlyMap<string, number>,
  text: string,
  tokens: TokenPlaces,
  maxWords: number,
): Float32Array {
  const features = new Float32Array(tokens.starts.length * 2 * types.length);
  const starts = wordStarts(text, tokens);
  const words = [...starts.slice(0, -1)]
    .map((first, i) => ({ first, end: starts[i + 1]! }))
    .map(({ first, end }) => ({ first, end, text: text.slice(tokens.starts[first]!, tokens.ends[end - 1]!) }))
    .filter((word) => /[\p{L}\p{M}\p{N}]/u.test(word.text));
  const keyOf = (run: readonly { readonly text: string }[]) => {
    const lower = run.map((word) => word.text.toLowerCase());
    const last = lower.at(-1)!;
    const plural = [...last].length > 4 && last.endsWith("s") && !/(?:ss|us|is)$/u.test(last);
    return [...lower.slice(0, -1), plural ? last.slice(0, -1) : last].join(" ");
  };
  for (const type of types.keys()) {
    for (let word = 0; word < words.length; ) {
      const size = [...Array(maxWords).keys()]
        .map((length) => length + 1)
        .filter((length) => word + length <= words.length)
        .findLast((length) => ((entries.get(keyOf(words.slice(word, word + length))) ?? 0) >> type) & 1);
      if (size === undefined) {
        word += 1;
        continue;
      }
      const { first } = words[word]!;
      const { end } = words[word + size - 1]!;
      for (let token = first; token < end; token += 1) {
        features[token * 2 * types.length + 2 * type + (token > first ? 1 : 0)] = 1;
      }
      word += size;
    }
  }
  return features;
}

describe("dictionary features of any text", () => {
  const word = fc.constantFrom(
    "ab",
    "Cells",
    "cell",
    "mass",
    "Σίγμας",
    "𝒜βγδs",
    "İs",
    "é́",
    "病",
    "2",
    "tumours",
    "VIRUS",
  );
  const gap = fc.constantFrom(" ", " ", " ", "-", ", ", "", " (", "/", " 😀 ", "\n");
  const text = fc
    .array(fc.tuple(word, gap), { maxLength: 20 })
    .map((parts) => parts.map(([one, between]) => one + between).join(""));
  const key = fc
    .array(
      fc.constantFrom(
        "ab",
        "cells",
        "cell",
        "mass",
        "σίγμας",
        "𝒜βγδ",
        "𝒜βγδs",
        "i̇s",
        "é́",
        "病",
        "2",
        "tumour",
        "virus",
      ),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    .map((words) => words.join(" "));
  const entries = fc.dictionary(key, fc.integer({ min: 1, max: 7 }), { maxKeys: 30 });
  const any = fc.tuple(
    entries,
    fc.oneof(text, fc.string({ unit: "binary" })),
    fc.integer({ min: 1, max: 4 }),
  );
  const size = fc.integer({ min: 1, max: 5 });

  it("are those of the rule as it is stated", () => {
    const path = writtenLexicon(Buffer.alloc(0));
    fc.assert(
      fc.property(any, size, ([known, written, maxWords], cut) => {
        const tokens = tokensOf(written, cut);
        const expected = reference(new Map(Object.entries(known)), written, tokens, maxWords);
        writeFileSync(path, lexiconBytes(known, maxWords));
        expect(openLexicon(path, scheme(maxWords)).features(written, tokens)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it("begin with B, and go on with I without a gap", () => {
    const path = writtenLexicon(Buffer.alloc(0));
    fc.assert(
      fc.property(any, size, ([known, written, maxWords], cut) => {
        const tokens = tokensOf(written, cut);
        writeFileSync(path, lexiconBytes(known, maxWords));
        const features = openLexicon(path, scheme(maxWords)).features(written, tokens);
        expect(features).toHaveLength(tokens.starts.length * 2 * types.length);
        const at = (token: number, column: number) => features[token * 2 * types.length + column] ?? 0;
        const starts = new Set(wordStarts(written, tokens));
        for (let token = 0; token < tokens.starts.length; token += 1) {
          for (const type of types.keys()) {
            const [begins, goesOn] = [at(token, 2 * type), at(token, 2 * type + 1)];
            expect(begins + goesOn).toBeLessThanOrEqual(1);
            if (begins === 1) expect(starts.has(token)).toBe(true);
            if (goesOn === 1) expect(at(token - 1, 2 * type) + at(token - 1, 2 * type + 1)).toBe(1);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("opening a lexicon", () => {
  const good = lexiconBytes({ gout: 1, asthma: 3 });
  it.each<[string, () => Buffer, RegExp]>([
    [
      "another file",
      () => Buffer.from("PK\u0003\u0004 something else"),
      /begins with "PK\\u0003\\u0004"; “LWLX” was wanted/,
    ],
    ["an empty file", () => Buffer.alloc(0), /begins with ""; “LWLX” was wanted/],
    ["a cut head", () => good.subarray(0, 10), /has 10 bytes; its head alone has 16/],
    ["a newer file", () => patched(4, 2), /has format version 2; this program reads 1/],
    ["a cut file", () => good.subarray(0, -1), /has 29 bytes; its 2 entries and head would be 30/],
    ["a longer file", () => Buffer.concat([good, Buffer.alloc(1)]), /has 31 bytes; .* would be 30/],
    [
      "a huge count",
      () => patched(8, 0xffffffff),
      /has 30 bytes; its 4294967295 entries and head would be 30064771081/,
    ],
    ["another length of names", () => patched(12, 4), /names of up to 4 words, its manifest says 6/],
    [
      "disorder",
      () => lexiconOfRows([2, 1].map((sum) => ({ sum, check: 0, mask: 1 }))),
      /has entry 1 out of order/,
    ],
    ["an unknown type", () => lexiconBytes({ gout: 8 }), /types 1000 in bits, its manifest has 3 types/],
  ])("refuses %s, naming both sides", (_, bytes, message) => {
    const path = writtenLexicon(bytes());
    expect(() => openLexicon(path, scheme())).toThrowError(
      expect.objectContaining({
        code: "BAD_MODEL",
        message: expect.stringMatching(message),
        hint: expect.any(String),
      }),
    );
  });

  function patched(at: number, value: number): Buffer {
    const bytes = Buffer.from(good);
    bytes.writeUInt32LE(value, at);
    return bytes;
  }
});
