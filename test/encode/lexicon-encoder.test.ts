import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type JointEncoder, openJointEncoder } from "../../src/encode/joint-encoder.js";
import { openLexicon } from "../../src/encode/lexicon.js";
import { openTokenizer } from "../../src/encode/tokenizer.js";
import { windowsOf } from "../../src/segment/windows.js";
import { lexiconBytes } from "./lexicon-file.js";
import { damagedCopy, tinyModels } from "./model-copy.js";

/** What the training tools say of a text; `make.py` beside it writes it. */
interface Entry {
  readonly text: string;
  readonly tokens: number;
  /** Type, start and end in UTF-16 units. */
  readonly matches: readonly (readonly [string, number, number])[];
  /** Places of the ones among the features: token, column. */
  readonly features: readonly (readonly [number, number])[];
}

const folder = join(import.meta.dirname, "..", "fixtures", "lexicon");
const entries = JSON.parse(readFileSync(join(folder, "parity.json"), "utf8")) as readonly Entry[];
const types = ["Disease", "Chemical", "Gene"];
const columns = 2 * types.length;

describe("dictionary features and the training tools", () => {
  const tokenizer = openTokenizer(join(folder, "tokenizer.json"));
  const lexicon = openLexicon(join(folder, "lexicon.bin"), { file: "lexicon.bin", types, maxWords: 6 });

  it.each(entries)("agree on “$text”", ({ text, tokens: count, features: expected }) => {
    const tokens = tokenizer.tokenise(text);
    expect(tokens.ids).toHaveLength(count);
    const ones = [...lexicon.features(text, tokens)].flatMap((value, at) =>
      value === 0 ? [] : [[Math.floor(at / columns), at % columns]],
    );
    expect(ones).toEqual(expected);
  });

  it("are compared on names of every type", () => {
    const seen = new Set(entries.flatMap(({ matches }) => matches.map(([type]) => type)));
    expect([...seen].sort()).toEqual([...types].sort());
  });
});

describe("an encoder with a lexicon", () => {
  let encoder: JointEncoder;
  beforeAll(async () => {
    encoder = await openJointEncoder(folder, { device: "cpu", layWindows: windowsOf, batchTokens: 100 });
  });
  afterAll(() => encoder.close());

  it("is given each token's features, in every window and batch, and none at special tokens and padding", async () => {
    const encodings = await encoder.encode(entries.map(({ text }) => text));
    const { windowTokens, windowOverlap } = encoder.manifest.decoding;
    let windows = 0;
    for (const [index, { tokens, hidden }] of encodings.entries()) {
      const { features } = entries[index]!;
      const has = (token: number, column: number) => features.some(([t, c]) => t === token && c === column);
      for (const { start, end, ownStart, ownEnd } of windowsOf(
        tokens.ids.length,
        windowTokens,
        windowOverlap,
      )) {
        windows += 1;
        for (let token = ownStart; token < ownEnd; token += 1) {
          const row = [...hidden.subarray(token * (2 * columns + 2), (token + 1) * (2 * columns + 2))];
          const own = Array.from({ length: columns }, (_, column) => (has(token, column) ? 1 : 0));
          const sums = own.map(
            (_, c) => features.filter(([t, k]) => k === c && start <= t && t < end).length,
          );
          expect(row).toEqual([...own, ...sums, tokens.ids[token], 1]);
        }
      }
    }
    expect(windows).toBeGreaterThan(entries.length + 3);
  });
});

describe("opening an encoder with a lexicon", () => {
  const open = (at: string) =>
    openJointEncoder(at, { device: "cpu", layWindows: windowsOf }).then((encoder) => encoder.close());
  const lexicon = (change: object) => (manifest: Record<string, unknown>) =>
    Object.assign(manifest.lexicon as object, change);
  const copy = (manifest: (manifest: Record<string, unknown>) => void, bytes?: Buffer) =>
    damagedCopy(folder, {
      ...(bytes && { rewrite: { "lexicon.bin": () => bytes } }),
      manifest(value) {
        const files = value.files as Record<string, unknown>;
        if (bytes) {
          const sha256 = createHash("sha256").update(bytes).digest("hex");
          files["lexicon.bin"] = { sha256, bytes: bytes.length };
        }
        manifest(value);
      },
    });

  it.each<[string, () => string, RegExp]>([
    [
      "a graph that takes features, in a model without a lexicon",
      () => copy((manifest) => delete manifest.lexicon),
      /has inputs \[input_ids, attention_mask, lexicon\], its manifest wants \[input_ids, attention_mask\]/,
    ],
    [
      "a graph that takes none, in a model with a lexicon",
      () => {
        const bytes = lexiconBytes({ gout: 1 });
        const sha256 = createHash("sha256").update(bytes).digest("hex");
        return damagedCopy(join(tinyModels, "bert-cased"), {
          rewrite: { "relations.onnx": () => bytes },
          manifest(manifest) {
            manifest.lexicon = { file: "relations.onnx", types: ["Disease"], maxWords: 6 };
            (manifest.files as Record<string, unknown>)["relations.onnx"] = { sha256, bytes: bytes.length };
          },
        });
      },
      /has inputs \[input_ids, attention_mask\], its manifest wants \[input_ids, attention_mask, lexicon\]/,
    ],
    [
      "a graph for other types",
      () => copy(lexicon({ types: [...types, "Species"] })),
      /has input lexicon \[batch, tokens, 6\], its manifest wants \[batch, tokens, 8\]/,
    ],
    ["names of another length", () => copy(lexicon({ maxWords: 3 })), /up to 6 words, its manifest says 3/],
    ["no file", () => copy(lexicon({ file: undefined })), /names undefined as file of its lexicon/],
    ["an unlisted file", () => copy(lexicon({ file: "names.bin" })), /“names.bin” but lists no checksum/],
    ["no types", () => copy(lexicon({ types: [] })), /lexicon.types \[\]; 1 to 8 names were wanted/],
    ["an odd length of names", () => copy(lexicon({ maxWords: 0 })), /lexicon.maxWords 0/],
    [
      "a file of another kind",
      () => copy(() => {}, Buffer.from("{}")),
      /begins with "\{\}"; “LWLX” was wanted/,
    ],
    [
      "a damaged file",
      () => {
        const flip = (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => (at === 20 ? byte ^ 1 : byte)));
        return damagedCopy(folder, { rewrite: { "lexicon.bin": flip } });
      },
      /lexicon.bin has SHA-256 \w{64}, its manifest says \w{64}/,
    ],
  ])("refuses %s, naming both sides", async (_, at, message) => {
    await expect(open(at())).rejects.toMatchObject({
      code: "BAD_MODEL",
      message: expect.stringMatching(message),
    });
  });
});
